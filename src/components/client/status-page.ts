import { isOld, staleText } from './status-age.ts';
import { startNotifyMe } from './status-notify.ts';

const REFRESH_MS = 60_000;
/** A host that hangs counts as one that is away. */
const ANSWER_MS = 30_000;

const mainOf = (page: Document) => page.getElementById('status');
const checkedOf = (page: Document) => page.querySelector<HTMLTimeElement>('#checked');
const sentenceOf = (page: Document) => page.querySelector('.sentence')?.textContent ?? '';
const styleOf = (page: Document) => page.querySelector('style')?.textContent;
/** What the page says, whenever that was looked at. */
const contentOf = (page: Document) =>
  mainOf(page)?.innerHTML.replace(/<time id="checked".*?<\/time>/s, '') ?? '';

/** Tells those who cannot see that something changed. */
function announce(text: string): void {
  const news = document.getElementById('news');
  if (news) news.textContent = text;
}

/** The page as its host has it now; null: not to be had. */
async function freshPage(): Promise<Document | null> {
  const html = await fetch(location.href, { cache: 'no-cache', signal: AbortSignal.timeout(ANSWER_MS) })
    .then((response) => (response.ok ? response.text() : ''))
    .catch(() => '');
  const page = new DOMParser().parseFromString(html, 'text/html');
  return mainOf(page) ? page : null;
}

/** Says how old the page is, once it is older than it should be or its host does not answer. */
function tellAge(isCutOff: boolean): void {
  const time = checkedOf(document);
  const [checkedAt, now] = [Date.parse(time?.dateTime ?? ''), Date.now()];
  if (!time || !(isCutOff || isOld(checkedAt, now)) || Number.isNaN(checkedAt)) return;
  const { stale: template = '', locale = '', zone = '' } = time.dataset;
  time.textContent = staleText({ template, locale, zone }, checkedAt, now);
  if (!time.classList.contains('stale')) announce(time.textContent);
  time.classList.add('stale');
}

/** Takes what a newer page says. What a reader has opened stays open, and the focus where it was. */
function takeContent(fresh: Document): void {
  const [old, newer] = [mainOf(document), mainOf(fresh)];
  if (!old || !newer) return;
  const focused = document.activeElement?.closest('details')?.id;
  for (const { id } of old.querySelectorAll('details[open]'))
    newer.querySelector(`#${id}`)?.setAttribute('open', '');
  old.replaceChildren(...newer.childNodes);
  if (focused) old.querySelector<HTMLElement>(`#${focused} > summary`)?.focus({ preventScroll: true });
  const icon = (page: Document) => page.querySelector<HTMLLinkElement>('link[rel=icon]');
  icon(document)?.replaceWith(icon(fresh) ?? '');
  document.title = fresh.title;
}

/** Keeps the page as its host has it: looks once a minute, and when somebody comes back to it. */
function keepFresh(): void {
  let shown = contentOf(document);
  const refresh = async () => {
    const fresh = await freshPage();
    // A page of another version of the hub would not fit the styles that are here.
    if (fresh && styleOf(fresh) !== styleOf(document)) return location.reload();
    if (fresh && contentOf(fresh) !== shown) {
      shown = contentOf(fresh);
      const before = sentenceOf(document);
      takeContent(fresh);
      if (sentenceOf(document) !== before) announce(sentenceOf(document));
    } else if (fresh) {
      checkedOf(document)?.replaceWith(checkedOf(fresh) ?? '');
    }
    tellAge(!fresh);
  };
  const look = () => {
    if (!document.hidden) void refresh();
  };
  setInterval(look, REFRESH_MS);
  document.addEventListener('visibilitychange', look);
  tellAge(false);
}

/** All that a public page does with script; without any it says the same. */
export function startStatusPage(): void {
  if (!mainOf(document)) return;
  keepFresh();
  void startNotifyMe(document.getElementById('notify'));
}

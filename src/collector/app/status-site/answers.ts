import type { StatusRender } from '../../../words/status/render.ts';
import type { Language } from '../../../words/status/words.ts';
import type { Published } from '../../status-pages/index.ts';
import type { StatusAddress } from './address.ts';
import type { Door } from './doors.ts';
import { draw, stamped } from './drawn.ts';
import { formOf } from './forms.ts';
import { PROTECTED_HEADERS, pageHeaders, publicHeaders } from './headers.ts';
import { type Kept, keep } from './kept.ts';
import { linksOn } from './links.ts';
import type { PageCache } from './page-cache.ts';

/** What pages are drawn with. */
export interface Drawing {
  render: (render: StatusRender) => Promise<string>;
  /** What the build has made for browsers. */
  folder: string;
  cache: PageCache;
}

/** An answer, and how long it is right for what it was made from; `rightUntil` infinite: as long as that is so. */
export interface Answer {
  kept: Kept;
  rightUntil: number;
}

/** An old page says how old it is, and is tried again before long. */
const OLD_LIVES_MS = 5000;
/** A page of a hub that cannot look says each minute how long it has been so. */
const STALE_LIVES_MS = 60_000;

const readersOf = ({ page, accessHash }: Published) =>
  accessHash === null ? publicHeaders(page.slug ?? '') : PROTECTED_HEADERS;

/** How old an answer is that is not what the hub would say now; caches look at it too. */
const ageOf = (checkedAt: number, isAged: boolean, now: number): Record<string, string> =>
  isAged ? { Age: String(Math.max(0, Math.round((now - checkedAt) / 1000))) } : {};

/** A page in a language. @throws what drawing threw, when it was never drawn before */
export async function pageAnswer(
  { render, folder, cache }: Drawing,
  path: string,
  published: Published,
  language: Language,
  now: number,
): Promise<Answer> {
  const slug = published.page.slug ?? '';
  const what: StatusRender = {
    kind: 'page',
    page: published.page,
    language,
    links: linksOn(slug, language),
    now,
  };
  const shown = await cache.shown(path, published, () => draw(render, what, folder), now);
  const { drawn, isOld } = shown;
  const { checkedAt, isStale } = shown.published;
  const headers = {
    ...readersOf(published),
    ...pageHeaders(drawn.policy, slug, language),
    ...ageOf(checkedAt, isOld || isStale, now),
  };
  const lives = isOld ? OLD_LIVES_MS : isStale ? STALE_LIVES_MS : Number.POSITIVE_INFINITY;
  return {
    kept: keep(stamped(drawn.html, shown.published, { language, isOld, now }), headers),
    rightUntil: now + lives,
  };
}

/** A form for machines; null: there is none of that name. */
export function formAnswer(
  address: Extract<StatusAddress, { kind: 'json' | 'form' }>,
  published: Published,
  base: string,
  now: number,
): Answer | null {
  const form = formOf(address, published, base);
  if (form === null) return null;
  const { checkedAt, isStale } = published;
  const headers = { 'Content-Type': form.type, ...readersOf(published), ...ageOf(checkedAt, isStale, now) };
  const lives = isStale ? STALE_LIVES_MS : Number.POSITIVE_INFINITY;
  return { kept: keep(form.text, headers), rightUntil: now + lives };
}

/** The door of a page that a word opens. @throws what drawing threw */
export async function doorAnswer(
  { render, folder }: Drawing,
  { slug, language, isWrong }: Door,
): Promise<Kept> {
  const what: StatusRender = { kind: 'door', slug: slug === '' ? null : slug, language, isWrong };
  const { html, policy } = await draw(render, what, folder);
  return keep(html, { ...PROTECTED_HEADERS, ...pageHeaders(policy, slug, language) }, 403);
}

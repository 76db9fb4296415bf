const PAUSE_MS = 120;
const NO_ANSWER = 'The hub did not answer. Check that it runs and that you are connected.';

const MARKUP = `
<div class="search-head">
  <input class="input" type="search" role="combobox" aria-label="Search servers and pages" aria-autocomplete="list"
    aria-expanded="true" aria-controls="search-list" autocomplete="off" spellcheck="false" placeholder="Server or page">
  <button class="button" type="button">Close</button>
</div>
<p class="small soft" role="status"></p>
<ul class="search-results" id="search-list" role="listbox" aria-label="Results"></ul>`;

function part<T extends Element>(dialog: Element, selector: string): T {
  const found = dialog.querySelector<T>(selector);
  if (!found) throw new Error(`The search has no ${selector}`);
  return found;
}

/** The search over servers and pages. What it shows is what the page /search shows for the same words. */
class SearchDialog {
  readonly #dialog = document.createElement('dialog');
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #status: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What stands in the list is for other words than those in the field. */
  #isStale = false;
  #asked = new AbortController();

  constructor() {
    this.#dialog.className = 'search-dialog';
    this.#dialog.setAttribute('aria-label', 'Search');
    this.#dialog.innerHTML = MARKUP;
    this.#input = part(this.#dialog, 'input');
    this.#list = part(this.#dialog, 'ul');
    this.#status = part(this.#dialog, '[role=status]');
    part(this.#dialog, 'button').addEventListener('click', () => this.#dialog.close());
    this.#input.addEventListener('input', () => this.#askSoon());
    this.#input.addEventListener('keydown', (event) => this.#onKey(event));
    document.body.append(this.#dialog);
  }

  open(): void {
    this.#input.value = '';
    this.#dialog.showModal();
    void this.#ask();
  }

  get #options(): HTMLAnchorElement[] {
    return [...this.#list.querySelectorAll('a')];
  }

  #askSoon(): void {
    this.#isStale = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), PAUSE_MS);
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#timer);
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    const address = `/search?q=${encodeURIComponent(this.#input.value)}`;
    try {
      const response = await fetch(address, { headers: { accept: 'text/html' }, signal });
      // The session has ended: the page asks to sign in, and leads back.
      if (response.redirected) return window.location.assign(address);
      if (!response.ok) throw new Error(`${response.status}`);
      this.#show(new DOMParser().parseFromString(await response.text(), 'text/html'));
    } catch {
      if (!signal.aborted) this.#status.textContent = NO_ANSWER;
    }
  }

  #show(page: Document): void {
    this.#isStale = false;
    this.#status.textContent = page.querySelector('[data-status]')?.textContent?.trim() ?? NO_ANSWER;
    this.#list.replaceChildren(...[...(page.querySelector('[data-results]')?.children ?? [])].map(adopted));
    this.#choose(this.#options[0]);
  }

  #choose(option: HTMLAnchorElement | undefined): void {
    for (const other of this.#options) other.setAttribute('aria-selected', String(other === option));
    option?.scrollIntoView({ block: 'nearest' });
    if (option) this.#input.setAttribute('aria-activedescendant', option.id);
    else this.#input.removeAttribute('aria-activedescendant');
  }

  get #chosen(): HTMLAnchorElement | null {
    return this.#list.querySelector('a[aria-selected="true"]');
  }

  /** Whoever types fast and presses Enter means what they typed. */
  async #follow(): Promise<void> {
    if (this.#isStale) await this.#ask();
    if (!this.#isStale) this.#chosen?.click();
  }

  #step(by: number): void {
    const options = this.#options;
    const chosen = this.#chosen;
    const at = chosen ? options.indexOf(chosen) : -1;
    this.#choose(options.at((at + by) % options.length));
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown') this.#step(1);
    else if (event.key === 'ArrowUp') this.#step(-1);
    else if (event.key === 'Enter') void this.#follow();
    else return;
    event.preventDefault();
  }
}

/** A result as the list box wants it: reached with the arrow keys, not with Tab. */
function adopted(item: Element, index: number): Element {
  item.setAttribute('role', 'none');
  const link = item.querySelector('a');
  link?.setAttribute('role', 'option');
  link?.setAttribute('tabindex', '-1');
  link?.setAttribute('id', `search-option-${index}`);
  return document.adoptNode(item);
}

let search: SearchDialog | undefined;

export function openSearch(): void {
  search ??= new SearchDialog();
  search.open();
}

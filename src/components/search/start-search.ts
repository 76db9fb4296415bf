import { isSlashOn, startSlashChoice } from './slash-choice.ts';

const openSearch = async (): Promise<void> => (await import('./search-dialog.ts')).openSearch();

/** Whether the key is meant for what has the focus rather than for the page. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

function asksForSearch({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if (altKey) return false;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'k';
  return key === '/' && !isTyping(target) && isSlashOn();
}

/** "/", Ctrl-K (Cmd-K) and the link in the header open the search here; its code comes with the first use. */
export function startSearch(): void {
  startSlashChoice();
  document.addEventListener('keydown', (event) => {
    if (!asksForSearch(event) || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    void openSearch();
  });
  document.querySelector('a[data-search]')?.addEventListener('click', (event) => {
    if (!(event instanceof MouseEvent) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void openSearch();
  });
}

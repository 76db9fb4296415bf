import { copyText } from '../client/copy.ts';

const SHOWN_MS = 3000;

/** A button with `data-copies` puts that text on the clipboard and says so for a while. */
export function startCopyButtons(): void {
  document.addEventListener('click', (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-copies]') : null;
    if (button) void copyFrom(button);
  });
}

async function copyFrom(button: HTMLElement): Promise<void> {
  const word = button.querySelector('[data-word]');
  if (!word) return;
  word.textContent = (await copyText(button.dataset.copies ?? '')) ? 'Copied' : 'Select it and copy';
  setTimeout(() => {
    word.textContent = 'Copy';
  }, SHOWN_MS);
}

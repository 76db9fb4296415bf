/** A button with `data-opens` opens the dialog of that id; `data-closes` closes the one around it. */
export function startDialogs(): void {
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const opener = event.target.closest<HTMLElement>('[data-opens]');
    const dialog = opener ? document.getElementById(opener.dataset.opens ?? '') : null;
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
    event.target.closest('[data-closes]')?.closest('dialog')?.close();
  });
}

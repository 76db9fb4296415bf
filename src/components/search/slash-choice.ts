const NAME = 'slash-search';

/** Whether "/" opens the search. A key of one character disturbs some readers, so that it can be turned off. */
export function isSlashOn(): boolean {
  try {
    return localStorage.getItem(NAME) !== 'off';
  } catch {
    return true;
  }
}

/** The check box named "slash-search", remembered in this browser. */
export function startSlashChoice(): void {
  const box = document.querySelector<HTMLInputElement>(`input[name="${NAME}"]`);
  if (!box) return;
  box.checked = isSlashOn();
  box.addEventListener('change', () => {
    try {
      localStorage.setItem(NAME, box.checked ? 'on' : 'off');
    } catch {
      box.checked = true;
    }
  });
}

const MOST = 99;

/** A number that has room beside a word: "3", "99+". */
export const countText = (count: number): string => (count > MOST ? `${MOST}+` : String(count));

/** Brings the numbers of the header, the bar at the thumb and the app's icon up to date. */
export function showOpenCount(count: number): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-open-count]')) {
    place.hidden = count === 0;
    const number = place.querySelector('[data-number]');
    if (number) number.textContent = countText(count);
  }
  document.documentElement.dataset.openAlerts = String(count);
}

/** The number on the app's icon, where the browser has one; 0 takes it away. */
export async function showBadge(count: number): Promise<void> {
  if ('setAppBadge' in navigator) await navigator.setAppBadge(count).catch(() => undefined);
}

const openAlertsOf = (root: HTMLElement): number | null =>
  root.dataset.openAlerts === undefined ? null : Number(root.dataset.openAlerts);

/**
 * Shows how many alerts are open: what the hub wrote on the page (`data-open-alerts` of its root), and every change of
 * that, so that who learns a newer number only has to write it there.
 */
export function keepBadge(root: HTMLElement): void {
  const show = () => void showBadge(openAlertsOf(root) ?? 0);
  new MutationObserver(show).observe(root, { attributeFilter: ['data-open-alerts'] });
  show();
}

import { showOpenCount } from '../alerts/open-count.ts';
import { tellTimes } from './keep-time.ts';
import { calmly, listen } from './live.ts';

const LEAST_MS = 2000;

/**
 * Takes the parts marked `data-live` (with an id) from a newer rendering of the page and puts them in the place of
 * the old ones. A part that holds the focus waits for the next time.
 */
function swapParts(fresh: Document): void {
  for (const part of document.querySelectorAll('[data-live][id]')) {
    const newer = fresh.getElementById(part.id);
    if (!newer || part.contains(document.activeElement) || newer.innerHTML === part.innerHTML) continue;
    part.replaceWith(document.adoptNode(newer));
  }
  showOpenCount(Number(fresh.documentElement.dataset.openAlerts ?? 0));
  const icon = fresh.getElementById('favicon')?.getAttribute('href');
  if (icon) document.getElementById('favicon')?.setAttribute('href', icon);
}

/** Renders `address` on the hub and shows its live parts here. Answers false when the page is not to be had. */
export async function refreshFrom(address: string): Promise<boolean> {
  const response = await fetch(address, { headers: { accept: 'text/html' } });
  if (!response.ok || response.redirected) return false;
  swapParts(new DOMParser().parseFromString(await response.text(), 'text/html'));
  tellTimes(Date.now());
  return true;
}

/** Keeps the page current. With `serverId` only that server's changes matter. */
export function keepPageLive(serverId: string | null): void {
  const refresh = calmly(async () => {
    await refreshFrom(window.location.href);
  }, LEAST_MS);
  listen((change) => {
    if (change === null || serverId === null || change.id === serverId) refresh();
  });
}

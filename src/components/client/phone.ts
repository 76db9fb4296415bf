import type { FleetView } from '../../collector/api/schema/views.ts';
import { showOpenCount } from '../alerts/open-count.ts';
import { keepBadge, showBadge } from './badge.ts';
import { forgetSnapshot, keepSnapshot, snapshotAge } from './snapshot.ts';
import { registerWorker } from './worker.ts';

/** How old the number of open alerts and the fleet of the offline page may become beside a page that is looked at. */
const RENEW_MS = 5 * 60_000;

async function read<T>(path: string): Promise<T | null> {
  const response = await fetch(path, { headers: { accept: 'application/json' } }).catch(() => null);
  // The hub answers with the shapes of its own schemas.
  return response?.ok ? ((await response.json().catch(() => null)) as T | null) : null;
}

async function renewSnapshot(): Promise<void> {
  const fleet = await read<FleetView>('/api/v1/fleet');
  if (fleet) await keepSnapshot(fleet, Date.now());
}

async function renewCount(): Promise<void> {
  const page = await read<{ total_open: number }>('/api/v1/alerts?status=open&limit=1');
  if (page) showOpenCount(page.total_open);
}

/** The fleet page holds the whole fleet; other pages ask for it when what is kept is old. */
async function firstSnapshot(): Promise<void> {
  const now = Date.now();
  const text = document.getElementById('fleet-view')?.textContent;
  if (text) await keepSnapshot(JSON.parse(text).fleet, now);
  else if ((await snapshotAge(now)) > RENEW_MS) await renewSnapshot();
}

/** Keeps both current while the page is looked at, and at once when it is again. */
function keepCurrent(): void {
  let renewedAt = Date.now();
  const renew = () => {
    if (document.hidden || Date.now() - renewedAt < RENEW_MS) return;
    renewedAt = Date.now();
    void renewSnapshot();
    void renewCount();
  };
  setInterval(renew, RENEW_MS);
  document.addEventListener('visibilitychange', renew);
}

async function forgetSession(): Promise<void> {
  await Promise.all([forgetSnapshot(), showBadge(0)]);
}

/** Signing out deletes what is kept here before the hub is asked: it may be away. */
function forgetAtSignOut(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    // Not `form.action`: a form with a field of that name answers the field.
    const action = form instanceof HTMLFormElement ? form.getAttribute('action') : null;
    if (action === '/api/auth/sign-out') void forgetSession();
  });
}

/**
 * What a page does for the app on a phone: the number on its icon, the worker, and what its offline page shows. A page
 * without `data-open-alerts` on its root was not made for somebody who is signed in, and one with `data-signed-out`
 * says that nobody is.
 */
export function startPhone(root: HTMLElement): void {
  if (root.dataset.signedOut !== undefined && window.isSecureContext) void forgetSession();
  if (root.dataset.openAlerts === undefined) return;
  keepBadge(root);
  // Browsers keep neither worker nor anything for pages that came over plain http.
  if (!window.isSecureContext || !('serviceWorker' in navigator)) return;
  keepCurrent();
  forgetAtSignOut();
  void firstSnapshot();
  void registerWorker().catch(() => undefined);
}

import type { Database } from '../../../db/open.ts';
import type { Settings } from '../settings.ts';
import { bySeverity } from './compare-reported.ts';
import { type AlertMemory, receiveReported } from './receive-reported.ts';
import { alertStore } from './store.ts';
import type { AlertRow, Place, PushedAlert } from './types.ts';

export type { AlertRow as Alert, PushedAlert, Severity } from './types.ts';

const DAY_MS = 86_400_000;

/** Opens alerts and reads those that are not over into memory. */
export async function openAlerts({ database, settings }: { database: Database; settings: () => Settings }) {
  const store = alertStore(database);
  const memory: AlertMemory = Map.groupBy(await store.allOpen(), ({ serverId }) => serverId);
  return {
    /** What is wrong with a server and not over: worst first, of equals the newest. The caller may see the server. */
    openOf: (serverId: string): AlertRow[] =>
      (memory.get(serverId) ?? []).toSorted((a, b) => bySeverity(a, b) || b.createdAt - a.createdAt),
    /** What a system says itself; for a batch of the caller's. */
    receiveReported: (place: Place, pushed: readonly PushedAlert[], now: number) =>
      receiveReported(store, memory, place, pushed, now),
    /** The rows of a deleted server go with it. */
    forgotten: (serverId: string): void => {
      memory.delete(serverId);
    },
    /** Job: drops what has long been over. */
    prune: (now: number): Promise<void> =>
      database.write([store.deleteResolvedBefore(now - settings().retention_alerts_days * DAY_MS)]),
  };
}

export type Alerts = Awaited<ReturnType<typeof openAlerts>>;

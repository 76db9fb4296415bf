import type { FleetView, ServerCard } from '../../collector/api/schema/views.ts';
import { type StateMark, serverMark } from '../../words/states.ts';

/** What `public/offline.js` shows while the hub is away. */
export interface Snapshot {
  /** When the hub said so, by this device's clock, in milliseconds. */
  at: number;
  sentence: string;
  servers: { name: string; mark: StateMark; reason: string | null }[];
}

/** Read by `public/offline.js` under the same names. */
const CACHE = 'fleet';
const PATH = '/fleet.json';

const lineOf = (card: ServerCard): Snapshot['servers'][number] => ({
  name: card.display_name,
  mark: serverMark(card),
  reason: card.reasons[0] ?? null,
});

/** The little that is worth knowing without the hub, servers in the order of the page. */
export function snapshotOf(fleet: FleetView, now: number): Snapshot {
  return { at: now, sentence: fleet.sentence, servers: fleet.servers.map(lineOf) };
}

/** Leaves it where the offline page finds it. Secure pages only, as the rest of this file. */
export async function keepSnapshot(fleet: FleetView, now: number): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.put(PATH, Response.json(snapshotOf(fleet, now)));
}

/** How old the kept one is, in milliseconds; infinite when there is none. */
export async function snapshotAge(now: number): Promise<number> {
  const kept = await caches.match(PATH, { cacheName: CACHE });
  const { at }: Partial<Snapshot> = (await kept?.json()) ?? {};
  return at === undefined ? Number.POSITIVE_INFINITY : now - at;
}

/** What is private must not outlive the session. */
export async function forgetSnapshot(): Promise<void> {
  await caches.delete(CACHE);
}

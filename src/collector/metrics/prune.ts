import { setImmediate } from 'node:timers/promises';
import type { Database, Statement } from '../../../db/open.ts';
import type { Settings } from '../settings.ts';
import { TIERS } from './resolution.ts';
import { deleteBlocks, deleteUnusedLayouts, type Store } from './store.ts';

/** Servers of one write; each costs a few look-ups. */
const SERVERS_PER_BATCH = 200;

/** What retention no longer keeps: blocks that end before it begins. */
function expired(serverIds: readonly string[], settings: Settings, now: number): Statement[] {
  return Object.values(TIERS).map(({ seconds, blockMs, retentionMs }) =>
    deleteBlocks(serverIds, seconds, now - retentionMs(settings) - blockMs),
  );
}

/** Drops blocks beyond retention and layouts that nothing uses, a few servers at a time. */
export async function prune(
  deps: { database: Database; store: Store; settings: Settings; layoutIds: () => number[] },
  now: number,
): Promise<void> {
  const { database, store, settings, layoutIds } = deps;
  const serverIds = await store.servers();
  for (let start = 0; start < serverIds.length; start += SERVERS_PER_BATCH) {
    const batch = serverIds.slice(start, start + SERVERS_PER_BATCH);
    const unused = deleteUnusedLayouts(batch, layoutIds());
    await database.write([...expired(batch, settings, now), unused]);
    await setImmediate();
  }
}

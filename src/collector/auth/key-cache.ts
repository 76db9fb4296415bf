import type { Database } from '../../../db/open.ts';
import type { AuthStore, KeyRow } from './store.ts';
import { hashToken } from './token.ts';

/** Active keys by hash, so that a heartbeat costs one hash and one look-up, no query. */
export interface KeyCache {
  /** The active key of this text, noting that it was used; null when there is none. */
  find: (key: string, now: number) => KeyRow | null;
  reload: () => Promise<void>;
  /** Stored keys with uses that are not written down yet. */
  withLastUse: (rows: readonly KeyRow[]) => KeyRow[];
  /** Writes down when keys were last used: one batch, seldom, because nobody waits for it. */
  flushLastUse: () => Promise<void>;
}

export async function openKeyCache(database: Database, store: AuthStore): Promise<KeyCache> {
  let byHash = new Map<string, KeyRow>();
  const usedAt = new Map<string, number>();
  const reload = async () => {
    const rows = await store.activeKeys();
    byHash = new Map(rows.map((row) => [row.hash, row]));
  };
  await reload();
  return {
    reload,
    find: (key, now) => {
      const row = byHash.get(hashToken(key)) ?? null;
      if (row) usedAt.set(row.id, now);
      return row;
    },
    withLastUse: (rows) => rows.map((row) => ({ ...row, lastUsedAt: usedAt.get(row.id) ?? row.lastUsedAt })),
    flushLastUse: async () => {
      if (usedAt.size === 0) return;
      const touch = store.touchKeys(usedAt);
      usedAt.clear();
      await database.write([touch]);
    },
  };
}

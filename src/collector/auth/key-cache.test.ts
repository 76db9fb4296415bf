import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateDatabase } from '../../../db/migrate.ts';
import { type Database, openDatabase } from '../../../db/open.ts';
import { temporaryFolder } from '../../../tests/factories.ts';
import { openKeyCache } from './key-cache.ts';
import { makeKey } from './keys.ts';
import { type AuthStore, authStore } from './store.ts';

let folder: ReturnType<typeof temporaryFolder>;
let database: Database;
let store: AuthStore;
beforeEach(async () => {
  folder = temporaryFolder();
  database = await openDatabase(`file:${folder.path}/keys.db`);
  await migrateDatabase(database);
  store = authStore(database);
});
afterEach(async () => {
  await database.close();
  folder.remove();
});

async function stored(name: string) {
  const made = makeKey({ name, scopes: ['read'], clientId: 'home', serverId: null }, 'Ada', 1);
  await database.write([store.insertKey(made.row)]);
  return made;
}
const lastUses = async () =>
  Object.fromEntries((await store.keysOf(['home'], false)).map((row) => [row.name, row.lastUsedAt]));

describe('the key cache', () => {
  it('finds a key by its text and nothing by another', async () => {
    const { key, row } = await stored('n8n');
    const keys = await openKeyCache(database, store);
    expect(keys.find(key, 2)).toEqual(row);
    for (const wrong of ['', 'pl_', `${key}x`, row.hash, row.prefix, '__proto__']) {
      expect(keys.find(wrong, 2)).toBeNull();
    }
  });

  it('knows new keys and forgets revoked ones once it is reloaded', async () => {
    const keys = await openKeyCache(database, store);
    const { key, row } = await stored('n8n');
    expect(keys.find(key, 2)).toBeNull();
    await keys.reload();
    expect(keys.find(key, 2)).not.toBeNull();
    await database.write([store.revokeKey('home', row.id, 3)]);
    await keys.reload();
    expect(keys.find(key, 4)).toBeNull();
  });

  it('writes down the last use of each key that was used, in one statement', async () => {
    const [first, second] = [await stored('first'), await stored('second')];
    await stored('unused');
    const keys = await openKeyCache(database, store);
    for (const [{ key }, at] of [
      [first, 10],
      [second, 20],
      [first, 30],
    ] as const) {
      keys.find(key, at);
    }
    await keys.flushLastUse();
    expect(await lastUses()).toEqual({ first: 30, second: 20, unused: null });
  });

  it('shows a use before it is written down', async () => {
    const { key, row } = await stored('n8n');
    const keys = await openKeyCache(database, store);
    keys.find(key, 40);
    expect(keys.withLastUse([row])).toMatchObject([{ id: row.id, lastUsedAt: 40 }]);
    await keys.flushLastUse();
    expect(await lastUses()).toMatchObject({ n8n: 40 });
    expect(keys.withLastUse([{ ...row, lastUsedAt: 40 }])).toMatchObject([{ lastUsedAt: 40 }]);
  });

  it('writes nothing when no key was used since', async () => {
    const { key } = await stored('n8n');
    const writes: number[] = [];
    const counting = {
      ...database,
      write: async (s: Parameters<Database['write']>[0]) => void writes.push(s.length),
    };
    const keys = await openKeyCache(counting, store);
    keys.find(key, 5);
    await keys.flushLastUse();
    await keys.flushLastUse();
    expect(writes).toEqual([1]);
  });
});

describe('revoking in the store', () => {
  it.each([
    { what: 'names its own client', clientId: 'home', isRevoked: true },
    { what: 'names another client', clientId: 'smith', isRevoked: false },
    { what: 'takes it for an unbound key', clientId: null, isRevoked: false },
  ])('works when the asker $what: $isRevoked', async ({ clientId, isRevoked }) => {
    const { row } = await stored('n8n');
    await database.write([store.revokeKey(clientId, row.id, 9)]);
    expect((await store.activeKeys()).length).toBe(isRevoked ? 0 : 1);
  });
});

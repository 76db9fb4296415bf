import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@libsql/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateDatabase } from './migrate.ts';
import { type Database, guardChanges, isStale, openDatabase } from './open.ts';

const folder = mkdtempSync(join(tmpdir(), 'porchlight-db-'));
let database: Database;
beforeAll(async () => {
  database = await openDatabase(`file:${folder}/deep/inside/porchlight.db`);
  await migrateDatabase(database);
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const setting = (key: string) => ({
  sql: 'INSERT INTO settings (key, value, updated_at) VALUES (?, ?, 0)',
  args: [key, '1'],
});
const keys = async () => {
  const { rows } = await database.read.$client.execute('SELECT key FROM settings ORDER BY key');
  return rows.map((row) => row.key);
};
const pragma = async (connection: 'read' | 'writer', name: string) => {
  const { rows } = await database[connection].$client.execute(`PRAGMA ${name}`);
  return rows[0]?.[0];
};

describe('the database', () => {
  it('makes the folder it lies in, and migrates twice to the same tables', async () => {
    await migrateDatabase(database);
    expect(await keys()).toEqual([]);
  });

  it('writes with a log and waits for the disk, also after the migration', async () => {
    expect(await pragma('writer', 'journal_mode')).toBe('wal');
    expect(await pragma('writer', 'synchronous')).toBe(2);
    expect(await pragma('writer', 'foreign_keys')).toBe(1);
  });

  it('shows to the reader what was just written', async () => {
    await database.write([setting('seen')]);
    expect(await keys()).toEqual(['seen']);
  });

  it('keeps the reader from writing', async () => {
    await expect(database.read.$client.execute('DELETE FROM settings')).rejects.toThrow(
      /readonly|query_only/i,
    );
  });

  it('writes all of a batch or nothing', async () => {
    await expect(database.write([setting('half'), setting('seen')])).rejects.toThrow(/UNIQUE/);
    expect(await keys()).toEqual(['seen']);
  });

  it('waits for a file that another process holds, in order, and lets everything else go on', async () => {
    const other = createClient({ url: `file:${folder}/deep/inside/porchlight.db` });
    const held = await other.transaction('write');
    const done: string[] = [];
    const writing = ['first', 'second'].map((key) =>
      database.write([setting(key)]).then(() => done.push(key)),
    );
    let turns = 0;
    while (turns < 5) {
      await sleep(20);
      turns += 1;
    }
    expect(done).toEqual([]);
    await held.rollback();
    other.close();
    await Promise.all(writing);
    expect(done).toEqual(['first', 'second']);
  });

  it('keeps what the sign-in library writes after its connection has met a lock', async () => {
    const other = createClient({ url: `file:${folder}/deep/inside/porchlight.db` });
    const held = await other.transaction('write');
    const waited = database.writer.$client.execute(setting('waited'));
    await sleep(100);
    const { rows } = await database.writer.$client.execute('SELECT 1 AS read_meanwhile');
    expect(rows[0]?.read_meanwhile).toBe(1);
    await held.rollback();
    other.close();
    await waited;
    await database.writer.$client.execute(setting('later'));
    expect(await keys()).toEqual(expect.arrayContaining(['waited', 'later']));
  });

  it('writes what waits before it closes', async () => {
    const closing = await openDatabase(`file:${folder}/closing.db`);
    await migrateDatabase(closing);
    const other = createClient({ url: `file:${folder}/closing.db` });
    const held = await other.transaction('write');
    const written = closing.write([setting('last')]);
    const closed = closing.close();
    await sleep(100);
    await held.rollback();
    other.close();
    await Promise.all([expect(written).resolves.toBeUndefined(), closed]);
  });

  it('takes an empty batch for done', async () => {
    await expect(database.write([])).resolves.toBeUndefined();
  });

  it.each([
    {
      what: 'lets a batch pass whose statement changed as many rows as it should',
      key: 'seen',
      isRefused: false,
    },
    { what: 'undoes a batch that was based on something that changed', key: 'gone', isRefused: true },
  ])('$what', async ({ key, isRefused }) => {
    const update = { sql: 'UPDATE settings SET value = 2 WHERE key = ?', args: [key] };
    const outcome = await database.write([update, guardChanges(1), setting(`after-${key}`)]).then(
      () => 'written',
      (error: unknown) => (isStale(error) ? 'stale' : 'broken'),
    );
    expect(outcome).toBe(isRefused ? 'stale' : 'written');
    expect((await keys()).includes(`after-${key}`)).toBe(!isRefused);
  });
});

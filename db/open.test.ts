import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateDatabase } from '../../db/migrate.ts';
import { type Database, openDatabase } from '../../db/open.ts';
import { temporaryFolder } from '../../tests/factories.ts';
import { DEFAULT_SETTINGS as DEFAULTS, openSettings } from './settings.ts';

const folder = temporaryFolder();
let database: Database;
beforeAll(async () => {
  database = await openDatabase(`file:${folder.path}/settings.db`);
  await migrateDatabase(database);
});
afterAll(async () => {
  await database.close();
  folder.remove();
});

/** Rows as they may lie in a file that somebody or another version wrote. */
const storeRow = (key: string, value: string) =>
  database.write([
    'DELETE FROM settings',
    { sql: 'INSERT INTO settings (key, value, updated_at) VALUES (?, ?, 0)', args: [key, value] },
  ]);

describe('settings', () => {
  it('are the defaults in a new database', async () => {
    expect((await openSettings(database)).current()).toEqual(DEFAULTS);
  });

  it('change what is named, once it is reloaded, and survive a restart', async () => {
    const settings = await openSettings(database);
    const change = { heartbeat_interval_seconds: 30 };
    await database.write(settings.change(change, 1));
    expect(settings.current().heartbeat_interval_seconds).toBe(60);
    await settings.reload();
    expect(settings.current()).toEqual({ ...DEFAULTS, ...change });
    expect((await openSettings(database)).current()).toEqual({ ...DEFAULTS, ...change });
  });

  it('keep changes to two settings, whichever was made first', async () => {
    const settings = await openSettings(database);
    const changes = { retention_6h_days: 900, hub_name: 'Attic', cpu_warning_percent: 95 };
    for (const [key, value] of Object.entries(changes)) {
      await database.write(settings.change({ [key]: value }, 1));
    }
    await settings.reload();
    expect(settings.current()).toMatchObject(changes);
    await database.write(['DELETE FROM settings']);
  });

  it('keep the last of two changes to the same', async () => {
    const settings = await openSettings(database);
    for (const days of [7, 14]) await database.write(settings.change({ retention_raw_days: days }, days));
    await settings.reload();
    expect(settings.current().retention_raw_days).toBe(14);
  });

  it.each([
    { what: 'a value that is no JSON', key: 'retention_raw_days', value: '{' },
    { what: 'a value of the wrong kind', key: 'retention_raw_days', value: '"many"' },
    { what: 'a value out of bounds', key: 'retention_raw_days', value: '0' },
    { what: 'a key that nobody knows', key: 'favourite_colour', value: '"blue"' },
    { what: 'a key that every object has', key: '__proto__', value: '{"retention_raw_days":1}' },
  ])('fall back to the default for $what', async ({ key, value }) => {
    await storeRow(key, value);
    expect((await openSettings(database)).current()).toEqual(DEFAULTS);
  });

  it('keep the good rows beside a broken one', async () => {
    await storeRow('retention_raw_days', '{');
    const settings = await openSettings(database);
    await database.write(settings.change({ server_offline_seconds: 300 }, 1));
    await settings.reload();
    expect(settings.current()).toEqual({ ...DEFAULTS, server_offline_seconds: 300 });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateDatabase } from '../../../../db/migrate.ts';
import { type Database, openDatabase } from '../../../../db/open.ts';
import { temporaryFolder } from '../../../../tests/factories.ts';
import { DEFAULT_SETTINGS, openSettings, withThresholds } from '../../settings.ts';
import { DEFAULT_RULES, ruleOf } from './defaults.ts';
import { openRules } from './index.ts';

let folder: ReturnType<typeof temporaryFolder>;
let database: Database;
beforeEach(async () => {
  folder = temporaryFolder();
  database = await openDatabase(`file:${folder.path}/rules.db`);
  await migrateDatabase(database);
});
afterEach(async () => {
  await database.close();
  folder.remove();
});

async function open() {
  const stored = await openSettings(database);
  const rules = await openRules({ database, settings: stored }, 1);
  return { stored, rules, settings: withThresholds(stored, rules) };
}
const setBefore = (settings: Record<string, unknown>) =>
  database.write(
    Object.entries(settings).map(([key, value]) => ({
      sql: 'INSERT INTO settings (key, value, updated_at) VALUES (?, ?, 0)',
      args: [key, JSON.stringify(value)],
    })),
  );
const keysIn = async (table: string, key: string) => {
  const { rows } = await database.read.$client.execute(`SELECT ${key} AS key FROM ${table} ORDER BY 1`);
  return rows.map(({ key }) => String(key));
};

describe('the rules of a hub', () => {
  it('are those that every hub has in a new database, and stay so at the next start', async () => {
    const expected = Object.entries(DEFAULT_RULES).map(([id, rule]) => ruleOf(id, null, rule));
    for (const start of ['first', 'second']) {
      const { rules, settings } = await open();
      expect(new Set(rules.all()), start).toEqual(new Set(expected));
      expect(settings.current(), start).toEqual(DEFAULT_SETTINGS);
    }
  });

  it('take over the thresholds of a database from before there were rules', async () => {
    await setBefore({ disk_warning_percent: 70, server_offline_seconds: 600, hub_name: 'Attic' });
    const { rules, settings, stored } = await open();
    expect(rules.find('disk')?.watch).toMatchObject({ warning: 70, critical: 90, clear: 68 });
    expect(rules.find('agent-offline')?.watch).toMatchObject({ critical_seconds: 600 });
    const before = { disk_warning_percent: 70, server_offline_seconds: 600, hub_name: 'Attic' };
    expect(settings.current()).toEqual({ ...DEFAULT_SETTINGS, ...before });
    expect(await keysIn('settings', 'key')).toEqual(['hub_name']);
    expect(stored.given()).toEqual({ hub_name: 'Attic' });
    expect((await open()).settings.current()).toEqual(settings.current());
  });

  it('get those of a later version beside what a person changed', async () => {
    const { settings } = await open();
    await database.write(settings.change({ disk_warning_percent: 60 }, 2));
    await database.write(["DELETE FROM rules WHERE id = 'memory'"]);
    const { rules } = await open();
    expect(await keysIn('rules', 'id')).toEqual(Object.keys(DEFAULT_RULES).sort());
    expect(rules.thresholds()).toMatchObject({ disk_warning_percent: 60, memory_warning_percent: 85 });
  });

  it.each(['{', '{"name":"Disk"}', 'null'])('are their defaults where a row is %s', async (definition) => {
    await open();
    await database.write([{ sql: "UPDATE rules SET definition = ? WHERE id = 'disk'", args: [definition] }]);
    const { rules } = await open();
    expect(rules.find('disk')).toEqual(ruleOf('disk', null, DEFAULT_RULES.disk as never));
  });

  it('change with a threshold once that is read again, and tell so', async () => {
    const { rules, settings, stored } = await open();
    const [version, before] = [rules.version(), settings.current()];
    await database.write(settings.change({ cpu_warning_percent: 95, hub_name: 'Attic' }, 2));
    expect(settings.current()).toBe(before);
    await settings.reload();
    expect(rules.version()).toBeGreaterThan(version);
    expect(rules.find('cpu')?.watch).toMatchObject({ warning: 95, clear: 85 });
    expect(settings.current()).toEqual({ ...before, cpu_warning_percent: 95, hub_name: 'Attic' });
    expect(stored.given()).toEqual({ hub_name: 'Attic' });
  });
});

import { z } from 'zod';
import { type Database, type Statement, statement } from '../../db/open.ts';
import { settings } from '../../db/tables/hub.ts';

const days = (value: number) => z.number().int().min(1).max(3660).default(value);

/** Everything a person can change at run time, with its default. */
export const settingsSchema = z.object({
  heartbeat_interval_seconds: z.number().int().min(10).max(3600).default(60),
  server_offline_seconds: z.number().int().min(30).max(86_400).default(180),
  retention_raw_days: days(30),
  retention_15m_days: days(365),
  retention_6h_days: days(1825),
  retention_transitions_days: days(400),
});

export type Settings = z.infer<typeof settingsSchema>;

export interface SettingsStore {
  current: () => Settings;
  /** The statements that store `changes`; call `reload` once they are committed. */
  change: (changes: Partial<Settings>, now: number) => Statement[];
  reload: () => Promise<void>;
}

const DEFAULTS: Settings = settingsSchema.parse({});

/** What one row says; nothing when its key is unknown or its value does not fit. */
function settingFrom(row: { key: string; value: string }): Partial<Settings> {
  try {
    return settingsSchema.partial().parse({ [row.key]: JSON.parse(row.value) });
  } catch {
    return {};
  }
}

/** Reads the settings into memory; unknown or broken rows fall back to the default. */
export async function openSettings(database: Database): Promise<SettingsStore> {
  let current = DEFAULTS;
  const reload = async () => {
    const rows = await database.read.select().from(settings);
    current = Object.assign({}, DEFAULTS, ...rows.map(settingFrom));
  };
  await reload();
  return {
    current: () => current,
    reload,
    change: (changes, now) =>
      Object.entries(changes).map(([key, value]) => {
        const row = { key, value: JSON.stringify(value), updatedAt: now };
        const insert = database.writer.insert(settings).values(row);
        return statement(insert.onConflictDoUpdate({ target: settings.key, set: row }));
      }),
  };
}

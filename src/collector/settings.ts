import { z } from '@hono/zod-openapi';
import { inArray } from 'drizzle-orm';
import { type Database, type Statement, statement } from '../../db/open.ts';
import { settings } from '../../db/tables/hub.ts';
import type { SettingProblem } from './settings-rules.ts';

const days = z.number().int().min(1).max(3660);
const percent = z.number().min(1).max(100);
const celsius = z.number().min(1).max(150);
const minutes = z.number().int().min(1).max(10_080);

// No `.default()` here: an optional field of an update would take it, and reset what nobody named.

/** From which value on something needs a look. */
export const thresholdsSchema = z.object({
  disk_warning_percent: percent,
  disk_critical_percent: percent,
  memory_warning_percent: percent,
  cpu_warning_percent: percent,
  pool_warning_percent: percent,
  pool_critical_percent: percent,
  disk_temperature_warning_celsius: celsius,
  disk_temperature_critical_celsius: celsius,
  server_offline_seconds: z.number().int().min(30).max(86_400).describe('Silence of an agent'),
  system_offline_warning_minutes: minutes.describe('Silence of a system that a workflow pushes for'),
  system_offline_critical_minutes: minutes,
});

/** Everything a person can change at run time. */
export const settingsSchema = thresholdsSchema.extend({
  hub_name: z.string().trim().min(1).max(60).describe('What this hub is called on its screens'),
  heartbeat_interval_seconds: z.number().int().min(10).max(3600),
  retention_raw_days: days,
  retention_15m_days: days,
  retention_6h_days: days,
  retention_transitions_days: days,
  retention_alerts_days: days,
  retention_audit_days: days,
});

export type Thresholds = z.infer<typeof thresholdsSchema>;
export type Settings = z.infer<typeof settingsSchema>;

/** Thresholds as the requirements say them; retention as the design does. */
export const DEFAULT_SETTINGS: Settings = {
  hub_name: 'Porchlight',
  heartbeat_interval_seconds: 60,
  disk_warning_percent: 80,
  disk_critical_percent: 90,
  memory_warning_percent: 85,
  cpu_warning_percent: 90,
  pool_warning_percent: 80,
  pool_critical_percent: 90,
  disk_temperature_warning_celsius: 45,
  disk_temperature_critical_celsius: 55,
  server_offline_seconds: 180,
  system_offline_warning_minutes: 30,
  system_offline_critical_minutes: 60,
  retention_raw_days: 30,
  retention_15m_days: 365,
  retention_6h_days: 1825,
  retention_transitions_days: 400,
  retention_alerts_days: 400,
  retention_audit_days: 400,
};

export interface SettingsStore {
  current: () => Settings;
  /** The statements that store `changes`; call `reload` once they are committed. */
  change: (changes: Partial<Settings>, now: number) => Statement[];
  /** What `changes` would contradict that is no setting; null: nothing. */
  problem: (changes: Partial<Settings>) => SettingProblem | null;
  reload: () => Promise<void>;
}

/** The settings that stand in their own table. */
export interface StoredSettings extends SettingsStore {
  /** Those that somebody has set. */
  given: () => Partial<Settings>;
  /** The statements that drop what has moved elsewhere. */
  forget: (keys: (keyof Settings)[]) => Statement[];
}

/** Where thresholds stand: they are levels of rules. */
export interface ThresholdStore {
  thresholds: () => Thresholds;
  changeThresholds: (changes: Partial<Thresholds>, now: number) => Statement[];
  /** What else in a rule the changed levels would contradict; null: nothing. */
  thresholdProblem: (changes: Partial<Thresholds>) => SettingProblem | null;
  reload: () => Promise<void>;
}

/** What one row says; nothing when its key is unknown or its value does not fit. */
function settingFrom(row: { key: string; value: string }): Partial<Settings> {
  try {
    return settingsSchema.partial().parse({ [row.key]: JSON.parse(row.value) });
  } catch {
    return {};
  }
}

/** Reads the settings into memory; unknown or broken rows fall back to the default. */
export async function openSettings(database: Database): Promise<StoredSettings> {
  let given: Partial<Settings> = {};
  let current = DEFAULT_SETTINGS;
  const reload = async () => {
    const rows = await database.read.select().from(settings);
    given = Object.assign({}, ...rows.map(settingFrom));
    current = { ...DEFAULT_SETTINGS, ...given };
  };
  await reload();
  return {
    current: () => current,
    given: () => given,
    problem: () => null,
    reload,
    forget: (keys) =>
      keys.length === 0
        ? []
        : [statement(database.writer.delete(settings).where(inArray(settings.key, keys)))],
    change: (changes, now) =>
      Object.entries(changes).map(([key, value]) => {
        const row = { key, value: JSON.stringify(value), updatedAt: now };
        const insert = database.writer.insert(settings).values(row);
        return statement(insert.onConflictDoUpdate({ target: settings.key, set: row }));
      }),
  };
}

const isThreshold = ([name]: [string, unknown]) => name in thresholdsSchema.shape;
const thresholdsOf = (changes: Partial<Settings>): Partial<Thresholds> =>
  Object.fromEntries(Object.entries(changes).filter(isThreshold));
const othersOf = (changes: Partial<Settings>): Partial<Settings> =>
  Object.fromEntries(Object.entries(changes).filter((entry) => !isThreshold(entry)));

/** All settings as one, with the thresholds where they stand. */
export function withThresholds(stored: SettingsStore, rules: ThresholdStore): SettingsStore {
  let seen: { stored: Settings; thresholds: Thresholds; together: Settings } | null = null;
  const current = (): Settings => {
    const now = { stored: stored.current(), thresholds: rules.thresholds() };
    if (seen?.stored !== now.stored || seen.thresholds !== now.thresholds) {
      seen = { ...now, together: { ...now.stored, ...now.thresholds } };
    }
    return seen.together;
  };
  return {
    current,
    change: (changes, now) => [
      ...stored.change(othersOf(changes), now),
      ...rules.changeThresholds(thresholdsOf(changes), now),
    ],
    problem: (changes) => stored.problem(othersOf(changes)) ?? rules.thresholdProblem(thresholdsOf(changes)),
    reload: async () => {
      await stored.reload();
      await rules.reload();
    },
  };
}

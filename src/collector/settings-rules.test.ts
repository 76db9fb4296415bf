import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { settingProblem } from './settings-rules.ts';

const problemOf = (changed: Partial<Settings>, before: Partial<Settings> = {}) =>
  settingProblem({ ...DEFAULT_SETTINGS, ...before, ...changed }, changed);

describe('settings that fit each other', () => {
  it.each<{ what: string; changed: Partial<Settings> }>([
    { what: 'nothing at all', changed: {} },
    { what: 'a warning just below the critical level', changed: { disk_warning_percent: 89 } },
    {
      what: 'both levels moved past each other',
      changed: { disk_warning_percent: 92, disk_critical_percent: 97 },
    },
    { what: 'silence of two reports', changed: { heartbeat_interval_seconds: 90 } },
    { what: 'coarser values kept as long as finer ones', changed: { retention_raw_days: 365 } },
  ])('are $what', ({ changed }) => {
    expect(problemOf(changed)).toBeNull();
  });

  it('may be changed beside two that do not, which nobody touched', () => {
    expect(problemOf({ cpu_warning_percent: 50 }, { disk_warning_percent: 95 })).toBeNull();
  });
});

describe('settings that contradict each other are told where they were changed', () => {
  it.each<{ changed: Partial<Settings>; setting: keyof Settings; message: string }>([
    {
      changed: { disk_warning_percent: 90 },
      setting: 'disk_warning_percent',
      message: 'must be below the worse level',
    },
    {
      changed: { disk_critical_percent: 80 },
      setting: 'disk_critical_percent',
      message: 'must be above the milder level',
    },
    {
      changed: { disk_warning_percent: 70, disk_critical_percent: 60 },
      setting: 'disk_warning_percent',
      message: 'must be below the worse level',
    },
    {
      changed: { pool_warning_percent: 95 },
      setting: 'pool_warning_percent',
      message: 'must be below the worse level',
    },
    {
      changed: { disk_temperature_critical_celsius: 40 },
      setting: 'disk_temperature_critical_celsius',
      message: 'must be above the milder level',
    },
    {
      changed: { system_offline_warning_minutes: 60 },
      setting: 'system_offline_warning_minutes',
      message: 'must be below the worse level',
    },
    {
      changed: { server_offline_seconds: 119 },
      setting: 'server_offline_seconds',
      message: 'must be at least 2 times the time between two reports',
    },
    {
      changed: { heartbeat_interval_seconds: 91 },
      setting: 'heartbeat_interval_seconds',
      message: 'must be at most half the silence after which a server counts as offline',
    },
    {
      changed: { retention_raw_days: 366 },
      setting: 'retention_raw_days',
      message: 'cannot be kept longer than 15-minute values',
    },
    {
      changed: { retention_6h_days: 364 },
      setting: 'retention_6h_days',
      message: 'must be kept as long as 15-minute values',
    },
  ])('$changed: $setting $message', ({ changed, setting, message }) => {
    expect(problemOf(changed)).toEqual({ setting, message });
  });
});

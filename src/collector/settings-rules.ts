import type { Settings } from './settings.ts';

/** Two settings of which the first must be below, or at most, the second. */
interface Rule {
  low: keyof Settings;
  high: keyof Settings;
  isBroken: (low: number, high: number) => boolean;
  says: { low: string; high: string };
}

/** An agent that missed one report may still be well; one that missed two has fallen silent. */
const MISSED_REPORTS = 2;

function below(low: keyof Settings, high: keyof Settings, lowName: string, highName: string): Rule {
  const says = { low: `must be below ${highName}`, high: `must be above ${lowName}` };
  return { low, high, isBroken: (one, other) => one >= other, says };
}

function keptLonger(low: keyof Settings, high: keyof Settings, lowName: string, highName: string): Rule {
  const says = { low: `cannot be kept longer than ${highName}`, high: `must be kept as long as ${lowName}` };
  return { low, high, isBroken: (one, other) => one > other, says };
}

const MILDER = 'the milder level';
const WORSE = 'the worse level';

const RULES: readonly Rule[] = [
  below('disk_warning_percent', 'disk_critical_percent', MILDER, WORSE),
  below('pool_warning_percent', 'pool_critical_percent', MILDER, WORSE),
  below('disk_temperature_warning_celsius', 'disk_temperature_critical_celsius', MILDER, WORSE),
  below('system_offline_warning_minutes', 'system_offline_critical_minutes', MILDER, WORSE),
  {
    low: 'heartbeat_interval_seconds',
    high: 'server_offline_seconds',
    isBroken: (interval, silence) => silence < MISSED_REPORTS * interval,
    says: {
      low: 'must be at most half the silence after which a server counts as offline',
      high: `must be at least ${MISSED_REPORTS} times the time between two reports`,
    },
  },
  keptLonger('retention_raw_days', 'retention_15m_days', 'samples as they were sent', '15-minute values'),
  keptLonger('retention_15m_days', 'retention_6h_days', '15-minute values', '6-hour values'),
];

export interface SettingProblem {
  setting: keyof Settings;
  message: string;
}

/**
 * The first rule between two settings that does not hold any more, told at the one of them that was changed; null
 * when all hold. Rules between settings that nobody touches now are not looked at.
 */
export function settingProblem(settings: Settings, changed: Partial<Settings>): SettingProblem | null {
  const isTouched = ({ low, high }: Rule) => low in changed || high in changed;
  const broken = RULES.filter(isTouched).find(({ low, high, isBroken }) =>
    isBroken(Number(settings[low]), Number(settings[high])),
  );
  if (!broken) return null;
  const at = broken.low in changed ? 'low' : 'high';
  return { setting: broken[at], message: broken.says[at] };
}

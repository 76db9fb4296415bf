import { type Thresholds, thresholdsSchema } from '../../settings.ts';
import type { MetricWatch, Rule, RuleDefinition, SilenceWatch } from './schema.ts';

/** Where a threshold stands: a rule that every hub has, and one of its levels. */
interface Place {
  ruleId: string;
  level: 'warning' | 'critical';
  /** What the level counts in, of the threshold's own unit: 60 where minutes are seconds there. */
  unit: number;
}

const place = (ruleId: string, level: Place['level'], unit = 1): Place => ({ ruleId, level, unit });

export const PLACES: Record<keyof Thresholds, Place> = {
  disk_warning_percent: place('disk', 'warning'),
  disk_critical_percent: place('disk', 'critical'),
  memory_warning_percent: place('memory', 'warning'),
  cpu_warning_percent: place('cpu', 'warning'),
  pool_warning_percent: place('pool', 'warning'),
  pool_critical_percent: place('pool', 'critical'),
  disk_temperature_warning_celsius: place('disk-temperature', 'warning'),
  disk_temperature_critical_celsius: place('disk-temperature', 'critical'),
  server_offline_seconds: place('agent-offline', 'critical'),
  system_offline_warning_minutes: place('push-offline', 'warning', 60),
  system_offline_critical_minutes: place('push-offline', 'critical', 60),
};
export const THRESHOLD_NAMES = Object.keys(PLACES) as (keyof Thresholds)[];

/** The threshold that a rule's level is, in its own unit; null where the rule has no such level. */
function thresholdIn({ watch }: RuleDefinition, { level, unit }: Place): number | null {
  if (watch.type === 'state') return null;
  const value = watch.type === 'metric' ? watch[level] : watch[`${level}_seconds`];
  return value === null ? null : value / unit;
}

/** The thresholds that rules hold; the default's where a rule that somebody else wrote holds none that is one. */
export function thresholdsIn(
  find: (id: string) => RuleDefinition | undefined,
  defaults: Thresholds,
): Thresholds {
  const entries = THRESHOLD_NAMES.map((name) => {
    const rule = find(PLACES[name].ruleId);
    const read = thresholdsSchema.shape[name].safeParse(rule && thresholdIn(rule, PLACES[name]));
    return [name, read.success ? read.data : defaults[name]];
  });
  return Object.fromEntries(entries);
}

/** What is wrong with the levels of a rule that are thresholds: those are always set, and within their bounds. */
export function thresholdFault(rule: Rule): { field: string; message: string } | null {
  for (const name of THRESHOLD_NAMES) {
    const where = PLACES[name];
    if (where.ruleId !== rule.id) continue;
    const field = `watch.${where.level}${rule.watch.type === 'silence' ? '_seconds' : ''}`;
    const value = thresholdIn(rule, where);
    if (value === null) return { field, message: 'must be set; turn the rule off where it is not wanted' };
    const read = thresholdsSchema.shape[name].safeParse(value);
    if (!read.success) return { field, message: boundsOf(name) };
  }
  return null;
}

/** The bounds of a threshold in words, in the unit of its rule's level. */
function boundsOf(name: keyof Thresholds): string {
  const { minValue, maxValue } = thresholdsSchema.shape[name];
  const { unit } = PLACES[name];
  const whole = unit === 1 ? '' : `, in steps of ${unit}`;
  return `must be from ${(minValue ?? 0) * unit} to ${(maxValue ?? 0) * unit}${whole}`;
}

/** Sums of decimals, without what binary fractions add to them. */
const exact = (value: number): number => Number(value.toFixed(6));

/** A changed warning takes the clear level with it. */
function withLevel(watch: MetricWatch, level: Place['level'], value: number): MetricWatch {
  const { warning, clear } = watch;
  const isMoved = level === 'warning' && warning !== null && clear !== null;
  return { ...watch, [level]: value, ...(isMoved && { clear: Math.max(0, exact(clear + value - warning)) }) };
}

function silenceWith(watch: SilenceWatch, level: Place['level'], seconds: number): SilenceWatch {
  return { ...watch, [`${level}_seconds`]: seconds };
}

/** The rules that thresholds change, as they are then. */
export function rulesWith(find: (id: string) => Rule | undefined, changes: Partial<Thresholds>): Rule[] {
  const changed = new Map<string, Rule>();
  for (const name of THRESHOLD_NAMES) {
    const { ruleId, level, unit } = PLACES[name];
    const rule = changed.get(ruleId) ?? find(ruleId);
    const value = changes[name];
    if (!rule || value === undefined) continue;
    const { watch } = rule;
    if (watch.type === 'metric') changed.set(ruleId, { ...rule, watch: withLevel(watch, level, value) });
    if (watch.type === 'silence')
      changed.set(ruleId, { ...rule, watch: silenceWith(watch, level, value * unit) });
  }
  return [...changed.values()];
}

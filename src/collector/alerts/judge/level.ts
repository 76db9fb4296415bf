import type { MetricWatch, StateWatch } from '../rules/schema.ts';
import type { Level } from '../types.ts';

type Limits = Pick<MetricWatch, 'comparison' | 'warning' | 'critical' | 'clear'>;

/** Whether a value has reached a limit. */
function isPast({ comparison }: Limits, value: number, limit: number | null): boolean {
  if (limit === null) return false;
  return comparison === 'above' ? value >= limit : value <= limit;
}

/** How far back from its first level a value must go before that is over; 0: it ends where it began. */
function margin({ warning, critical, clear }: Limits): number {
  const first = warning ?? critical;
  return first === null || clear === null ? 0 : Math.abs(first - clear);
}

/** Whether a value that had reached `limit` is back on the good side, by the margin. */
function isBack(limits: Limits, value: number, limit: number): boolean {
  const room = margin(limits);
  if (room === 0) return !isPast(limits, value, limit);
  return limits.comparison === 'above' ? value <= limit - room : value >= limit + room;
}

/** Whether a value has reached any level: what most values of most reports have not. */
export function isTrouble(limits: Limits, value: number): boolean {
  return isPast(limits, value, limits.warning) || isPast(limits, value, limits.critical);
}

/**
 * The level of a value, with hysteresis: a level that stands ends only at its clear level.
 * @param standing the level so far, null for none
 */
export function levelOfValue(limits: Limits, value: number, standing: Level | null): Level | null {
  const { warning, critical } = limits;
  if (isPast(limits, value, critical)) return 'critical';
  if (standing === 'critical' && critical !== null && !isBack(limits, value, critical)) return 'critical';
  if (isPast(limits, value, warning)) return 'warning';
  if (standing !== null && warning !== null && !isBack(limits, value, warning)) return 'warning';
  return null;
}

/**
 * The level of a state; `unknown` when nothing can be said: such a state neither begins an alert nor ends one.
 * @param isCritical whether the service is marked as critical; of no meaning for other things
 */
export function levelOfState(
  watch: StateWatch,
  state: string,
  isCritical: boolean,
): Level | null | 'unknown' {
  const { kind, warning_states: warning, critical_states: critical } = watch;
  if (kind === 'service' && (warning.includes(state) || critical.includes(state))) {
    return isCritical ? 'critical' : 'warning';
  }
  if (critical.includes(state)) return 'critical';
  if (warning.includes(state)) return 'warning';
  return state === 'unknown' ? 'unknown' : null;
}

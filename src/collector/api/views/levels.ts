import { worstLevel } from '../../../words/states.ts';
import type { Thresholds } from '../../settings.ts';
import type { Level, ServerCard } from '../schema/views.ts';

export type Values = ReadonlyMap<string, number | null>;
type Maybe = number | null | undefined;

/** The level of the highest step that `value` has reached; `steps` are highest first. */
function reached(value: Maybe, ...steps: [from: number, level: Level][]): Level {
  if (value === null || value === undefined) return 'unknown';
  return steps.find(([from]) => value >= from)?.[1] ?? 'ok';
}

/** How full a disk may be. */
export const diskLevel = (percent: Maybe, limits: Thresholds): Level =>
  reached(percent, [limits.disk_critical_percent, 'critical'], [limits.disk_warning_percent, 'high']);

/** How full a pool may be. */
export const poolFillLevel = (percent: Maybe, limits: Thresholds): Level =>
  reached(percent, [limits.pool_critical_percent, 'critical'], [limits.pool_warning_percent, 'high']);

/** How warm a disk may be. */
export const temperatureLevel = (celsius: Maybe, limits: Thresholds): Level =>
  reached(
    celsius,
    [limits.disk_temperature_critical_celsius, 'high'],
    [limits.disk_temperature_warning_celsius, 'medium'],
  );

export const memoryLevel = (percent: Maybe, limits: Thresholds): Level =>
  reached(percent, [limits.memory_warning_percent, 'medium']);

export const cpuLevel = (percent: Maybe, limits: Thresholds): Level =>
  reached(percent, [limits.cpu_warning_percent, 'medium']);

/** Sectors that a disk cannot read, or not for sure. */
export const sectorsLevel = (pending: Maybe, uncorrectable: Maybe): Level =>
  reached(Math.max(pending ?? 0, uncorrectable ?? 0), [1, 'medium']);

/**
 * The level of one thing by its state and figures that belong to it: trouble that is known counts before what
 * nobody knows, and a figure cannot make up for an unknown state.
 */
export function levelOf(state: Level, ...figures: Level[]): Level {
  const troubles = [state, ...figures].filter((level) => level !== 'ok' && level !== 'unknown');
  return troubles.length > 0 ? worstLevel(troubles.map((level) => ({ level }))) : state;
}

/** The colours of the three meters; of a server with pools the disk is its fullest pool. */
export function meterLevels(
  values: Values,
  hasPools: boolean,
  limits: Thresholds,
): ServerCard['meter_levels'] {
  const disk = values.get('disk_percent');
  return {
    cpu: cpuLevel(values.get('cpu_percent'), limits),
    memory: memoryLevel(values.get('memory_percent'), limits),
    disk: hasPools ? poolFillLevel(disk, limits) : diskLevel(disk, limits),
  };
}

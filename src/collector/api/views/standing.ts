import { byLevel } from '../../../words/states.ts';
import type { ExpectedService, Presence } from '../../fleet/index.ts';
import type { Level } from '../schema/views.ts';

/** One thing that needs a look, in words. */
export interface Reason {
  level: Exclude<Level, 'ok'>;
  text: string;
}

export interface StandingInput {
  presence: Presence;
  /** Newest values by series name. */
  values: ReadonlyMap<string, number | null>;
  /** null where the machine did not say. */
  cpuCores: number | null;
  expected: ExpectedService[];
  /** State of each expected service, where known. */
  serviceState: (name: string) => string | undefined;
}

/** Default thresholds of the requirement (product document, FR4.2), severities of the design page. */
const DISK_CRITICAL_PERCENT = 90;
const DISK_HIGH_PERCENT = 80;
const MEMORY_MEDIUM_PERCENT = 85;
const CPU_MEDIUM_PERCENT = 90;
/**
 * Ten busy minutes, as the five-minute load average shows them: the kernel damps it by e^(−t/5 min), so from rest it
 * stands at 1 − e^(−2) of the busy cores by then.
 */
const TEN_MINUTES_LOAD = 1 - Math.exp(-2);

/** How full a disk may be. */
export function diskLevel(percent: number | null | undefined): Level {
  if (percent === null || percent === undefined) return 'unknown';
  if (percent >= DISK_CRITICAL_PERCENT) return 'critical';
  return percent >= DISK_HIGH_PERCENT ? 'high' : 'ok';
}

function diskReasons(values: StandingInput['values']): Reason[] {
  const mounts = [...values].filter(([name]) => name.startsWith('mount_percent:'));
  const disks = mounts.length > 0 ? mounts : [['disk', values.get('disk_percent')] as const];
  const fullestFirst = disks.toSorted(([, a], [, b]) => (b ?? 0) - (a ?? 0));
  return fullestFirst.flatMap(([name, percent]) => {
    const level = diskLevel(percent);
    if (level === 'ok' || level === 'unknown' || percent == null) return [];
    const label = name.startsWith('mount_percent:')
      ? `Disk ${name.slice('mount_percent:'.length)}`
      : 'The disk';
    return [{ level, text: `${label} is ${Math.round(percent)} % full` }];
  });
}

/** Busy for a while; where load or cores are not known, the newest figure decides alone. */
function isLongBusy({ values, cpuCores }: StandingInput): boolean {
  if ((values.get('cpu_percent') ?? 0) < CPU_MEDIUM_PERCENT) return false;
  const load = values.get('load_5m') ?? null;
  return load === null || cpuCores === null || load >= TEN_MINUTES_LOAD * cpuCores;
}

function loadReasons(input: StandingInput): Reason[] {
  const reasons: Reason[] = [];
  const memory = input.values.get('memory_percent') ?? 0;
  if (memory >= MEMORY_MEDIUM_PERCENT) {
    reasons.push({ level: 'medium', text: `Memory is ${Math.round(memory)} % used` });
  }
  if (isLongBusy(input)) {
    const cpu = Math.round(input.values.get('cpu_percent') ?? 0);
    reasons.push({ level: 'medium', text: `CPU is ${cpu} % busy` });
  }
  return reasons;
}

function serviceReasons({ expected, serviceState }: StandingInput): Reason[] {
  return expected.flatMap(({ name, critical }): Reason[] => {
    const state = serviceState(name);
    if (state === 'stopped' || state === 'failed') {
      return [
        {
          level: critical ? 'high' : 'medium',
          text: `${name} is ${state === 'failed' ? 'failing' : 'stopped'}`,
        },
      ];
    }
    return state === 'unknown' ? [{ level: 'low', text: `Nobody knows whether ${name} runs` }] : [];
  });
}

/**
 * How well a server is, and why, worst reason first. Old numbers of a silent server prove nothing: it is
 * offline or unknown, whatever it said last.
 */
export function standing(input: StandingInput): { level: Level; reasons: string[] } {
  if (input.presence === 'unknown') return { level: 'unknown', reasons: ['It has never reported'] };
  if (input.presence === 'offline') return { level: 'critical', reasons: ['It has stopped reporting'] };
  const reasons = [...diskReasons(input.values), ...serviceReasons(input), ...loadReasons(input)].sort(
    byLevel,
  );
  return { level: reasons[0]?.level ?? 'ok', reasons: reasons.map((reason) => reason.text) };
}

import { byLevel } from '../../../words/states.ts';
import type { ExpectedService, Presence } from '../../fleet/index.ts';
import type { Thresholds } from '../../settings.ts';
import type { Level, ReportedAlert } from '../schema/views.ts';
import { cpuLevel, diskLevel, memoryLevel, type Values } from './levels.ts';
import { type Reason, reason } from './reason.ts';
import type { Storage } from './storage.ts';
import { storageReasons } from './storage-reasons.ts';

export interface StandingInput {
  presence: Presence;
  reportedBy: 'agent' | 'webhook';
  /** For how long it has been marked offline, in milliseconds; 0 while it is not. */
  offlineMs: number;
  /** Newest values by series name. */
  values: Values;
  /** null where the machine did not say. */
  cpuCores: number | null;
  expected: ExpectedService[];
  /** State of each expected service, where known. */
  serviceState: (name: string) => string | undefined;
  storage: Storage;
  /** Containers that run and fail their own health check. */
  unhealthy: readonly string[];
  /** What the system says itself and has not taken back. */
  alerts: readonly Pick<ReportedAlert, 'severity' | 'message'>[];
}

/**
 * Ten busy minutes, as the five-minute load average shows them: the kernel damps it by e^(−t/5 min), so from rest it
 * stands at 1 − e^(−2) of the busy cores by then.
 */
const TEN_MINUTES_LOAD = 1 - Math.exp(-2);
const MINUTE_MS = 60_000;
const LONGEST_REASON = 160;

/** Each file system, or the one disk that is known; a scalar beside pools is the fullest pool, told as such. */
function disksOf({ values, storage }: StandingInput): [string, number | null][] {
  const mounts = [...values].filter(([name]) => name.startsWith('mount_percent:'));
  if (mounts.length > 0) {
    return mounts.map(([name, percent]) => [`Disk ${name.slice('mount_percent:'.length)}`, percent]);
  }
  return storage.pools.length > 0 ? [] : [['The disk', values.get('disk_percent') ?? null]];
}

function diskReasons(input: StandingInput, limits: Thresholds): Reason[] {
  const fullestFirst = disksOf(input).toSorted(([, a], [, b]) => (b ?? 0) - (a ?? 0));
  return fullestFirst.flatMap(([label, percent]) =>
    reason(diskLevel(percent, limits), `${label} is ${Math.round(percent ?? 0)} % full`),
  );
}

/** Busy for a while; where load or cores are not known, the newest figure decides alone. */
function isLongBusy({ values, cpuCores }: StandingInput): boolean {
  const load = values.get('load_5m') ?? null;
  return load === null || cpuCores === null || load >= TEN_MINUTES_LOAD * cpuCores;
}

function loadReasons(input: StandingInput, limits: Thresholds): Reason[] {
  const memory = input.values.get('memory_percent');
  const cpu = input.values.get('cpu_percent');
  return [
    ...reason(memoryLevel(memory, limits), `Memory is ${Math.round(memory ?? 0)} % used`),
    ...(isLongBusy(input) ? reason(cpuLevel(cpu, limits), `CPU is ${Math.round(cpu ?? 0)} % busy`) : []),
  ];
}

function serviceReasons({ expected, serviceState }: StandingInput): Reason[] {
  return expected.flatMap(({ name, critical }): Reason[] => {
    const state = serviceState(name);
    if (state === 'stopped' || state === 'failed') {
      return reason(critical ? 'high' : 'medium', `${name} is ${state === 'failed' ? 'failing' : 'stopped'}`);
    }
    return state === 'unknown' ? reason('low', `Nobody knows whether ${name} runs`) : [];
  });
}

function updateReasons({ values }: StandingInput): Reason[] {
  const security = values.get('security_updates') ?? 0;
  const waiting = security === 1 ? '1 security update waits' : `${security} security updates wait`;
  return [
    ...(security > 0 ? reason('low', waiting) : []),
    ...(values.get('reboot_required') === 1 ? reason('low', 'A restart is required to finish updates') : []),
  ];
}

/** A message in one line that a list can hold. */
function inShort(message: string): string {
  const line = message.trim().replace(/\s+/g, ' ');
  return line.length > LONGEST_REASON ? `${line.slice(0, LONGEST_REASON - 1).trimEnd()}…` : line;
}

/**
 * A silent agent is broken. Workflows push seldom: a system of theirs is serious once it is marked offline, and
 * broken when it has been silent for as long as the second threshold says.
 */
function offlineLevel({ reportedBy, offlineMs }: StandingInput, limits: Thresholds): Level {
  if (reportedBy === 'agent') return 'critical';
  const silentMinutes = limits.system_offline_warning_minutes + offlineMs / MINUTE_MS;
  return silentMinutes >= limits.system_offline_critical_minutes ? 'critical' : 'high';
}

/**
 * How well a server is, and why, worst reason first. Old numbers of a silent server prove nothing: it is
 * offline or unknown, whatever it said last.
 */
export function standing(input: StandingInput, limits: Thresholds): { level: Level; reasons: string[] } {
  if (input.presence === 'unknown') return { level: 'unknown', reasons: ['It has never reported'] };
  if (input.presence === 'offline') {
    return { level: offlineLevel(input, limits), reasons: ['It has stopped reporting'] };
  }
  const reasons = [
    ...diskReasons(input, limits),
    ...storageReasons(input.storage, limits),
    ...serviceReasons(input),
    ...input.unhealthy.flatMap((name) => reason('medium', `Container ${name} fails its own health check`)),
    ...loadReasons(input, limits),
    ...updateReasons(input),
    ...input.alerts.flatMap(({ severity, message }) => reason(severity, inShort(message))),
  ].sort(byLevel);
  return { level: reasons[0]?.level ?? 'ok', reasons: reasons.map(({ text }) => text) };
}

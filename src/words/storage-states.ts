import type { Level } from '../collector/api/schema/views.ts';
import { markOf, type StateMark } from './states.ts';

type Told = Record<string, [Level, string]>;

/** States of a ZFS pool; those in which its data cannot be had are critical. */
const POOL: Told = {
  online: ['ok', 'Online'],
  degraded: ['high', 'Degraded'],
  faulted: ['critical', 'Faulted'],
  unavail: ['critical', 'Unavailable'],
  offline: ['critical', 'Offline'],
  removed: ['critical', 'Removed'],
  suspended: ['critical', 'Suspended'],
};

/** What a disk's own test says of it. */
const DISK: Told = {
  pass: ['ok', 'Healthy'],
  fail: ['critical', 'Failing'],
};

const REPLICATION: Told = {
  success: ['ok', 'Done'],
  running: ['ok', 'Running'],
  failed: ['medium', 'Failed'],
};

/** A state that has no word of its own is shown as it is named, and proves nothing. */
const marker =
  (told: Told) =>
  (state: string): StateMark => {
    if (state === 'unknown') return markOf('unknown');
    const [level, word] = told[state] ?? ['unknown', state];
    return { ...markOf(level), word };
  };

export const poolMark = marker(POOL);
export const diskMark = marker(DISK);
export const replicationMark = marker(REPLICATION);

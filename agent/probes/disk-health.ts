import type { DiskReport } from '../protocol.ts';
import type { SmartFigures } from './smart.ts';

/** What was last learnt of one disk. */
export interface DiskHealth {
  name: string;
  /** Milliseconds since 1970: when smartctl was last started for it. */
  lookedAt: number;
  /** Bytes read and written since boot at that look. */
  movedBytes: number;
  isAsleep: boolean;
  /** Why the last look told nothing; null when it did. */
  problem: string | null;
  /** Of the last look that told something. */
  figures: SmartFigures | null;
  /** Milliseconds since 1970: when the figures were read. */
  readAt: number | null;
}

/** What is known of all disks: in the memory of an agent that is root, or in the file of `read-disks`. */
export interface DisksHealth {
  /** Milliseconds since 1970; null before the first look. */
  checkedAt: number | null;
  /** Why no disk could be asked; null when they could. */
  problem: string | null;
  disks: DiskHealth[];
}

export const NOTHING_KNOWN: DisksHealth = { checkedAt: null, problem: null, disks: [] };

const MINUTE_MS = 60_000;
/** A little less than the half hour of the timer that starts `read-disks`, which may be early. */
export const READ_EVERY_MS = 28 * MINUTE_MS;
const LOOK_AT_LEAST_EVERY_MS = 24 * 60 * MINUTE_MS;
const TEMPERATURE_LASTS_MS = 2 * 30 * MINUTE_MS;

/** Virtual disks and SD cards have no SMART. */
export function mayHaveSmart({ name, model }: DiskReport): boolean {
  return /^(sd|hd|nvme)/.test(name) && !/^(QEMU|VBOX|VMware|Virtual)\b/.test(model ?? '');
}

export function movedBytes({ read_bytes, write_bytes }: DiskReport): number {
  return (read_bytes ?? 0) + (write_bytes ?? 0);
}

/**
 * Whether it is time for smartctl. A hard disk without reads or writes since the last look may be about to
 * sleep, and being asked would start its timer again on some: it is left alone for a day. So is a disk that
 * has never told anything. A clock that jumped is no reason to wait.
 */
export function isDue(disk: DiskReport, known: DiskHealth | undefined, now: number): boolean {
  if (!known) return true;
  const kind = known.figures?.kind ?? disk.kind;
  const canSleep = kind !== 'ssd' && kind !== 'nvme';
  const isIdle = canSleep && known.movedBytes === movedBytes(disk);
  const isMute = known.problem !== null && known.figures === null;
  const age = Math.abs(now - known.lookedAt);
  return age >= (isIdle || isMute ? LOOK_AT_LEAST_EVERY_MS : READ_EVERY_MS);
}

/** A disk with what is known of its health. A temperature is dropped once it is older than two intervals. */
export function withHealth(disk: DiskReport, known: DiskHealth | undefined, now: number): DiskReport {
  if (!known) return disk;
  const isStillAsleep = known.isAsleep && known.movedBytes === movedBytes(disk);
  const asleep = isStillAsleep ? { is_asleep: true } : {};
  const { figures, readAt } = known;
  if (!figures || readAt === null) return { ...disk, ...asleep };
  const isFresh = Math.abs(now - readAt) <= TEMPERATURE_LASTS_MS;
  return {
    ...disk,
    ...figures,
    ...asleep,
    model: figures.model ?? disk.model,
    kind: figures.kind ?? disk.kind,
    temperature_celsius: isFresh ? figures.temperature_celsius : null,
    smart_read_at: new Date(readAt).toISOString(),
  };
}

/** Why something that should be known is not, in words; empty when nothing is missing. */
export function healthProblems({ problem, disks }: DisksHealth): string[] {
  if (problem !== null) return [problem];
  return disks.flatMap(({ name, problem: why, figures }) =>
    why !== null && figures !== null ? [`${name} no longer tells its health: ${why}`] : [],
  );
}

import type { DiskReport } from '../protocol.ts';
import { within } from '../within.ts';
import {
  type DiskHealth,
  type DisksHealth,
  isDue,
  mayHaveSmart,
  movedBytes,
  READ_EVERY_MS,
} from './disk-health.ts';
import type { Host } from './host.ts';
import { parseSmart, type SmartOutcome } from './smart.ts';

const SMARTCTL_MS = 30_000;
/** A program that waits for a dead disk cannot be ended, and must not keep the other disks waiting. */
const GIVEN_UP_MS = SMARTCTL_MS + 5_000;

/**
 * The fewest logs that hold every figure: the error log for SCSI's uncorrected errors, the statistics for
 * the wear of SSDs; NVMe has all in one. A disk in standby is left there.
 */
function argumentsFor({ name, kind }: DiskReport): string[] {
  const logs = kind === 'nvme' ? [] : ['--log=error', ...(kind === 'ssd' ? ['--log=ssd'] : [])];
  return ['--json=c', '--nocheck=standby', '--info', '--health', '--attributes', ...logs, `/dev/${name}`];
}

/** Why smartctl could not be started or did not end. */
function inWords(host: Host, error: unknown): SmartOutcome {
  const { message } = error as Error;
  if (!message.includes('ENOENT')) return { outcome: 'nothing', reason: message };
  const reason = host.isOwnRoot
    ? 'smartctl is not installed: apt install smartmontools'
    : 'This container has no smartctl: install the agent on the machine itself to see how its disks are';
  return { outcome: 'unusable', reason };
}

async function ask(host: Host, disk: DiskReport): Promise<SmartOutcome> {
  try {
    const running = host.execute('smartctl', argumentsFor(disk), SMARTCTL_MS);
    const { stdout, exitCode } = await within(GIVEN_UP_MS, 'smartctl has not come back', running);
    return parseSmart(stdout, exitCode);
  } catch (error) {
    return inWords(host, error);
  }
}

/** What is known of a disk after it was asked; figures outlive a look that told nothing. */
function after(
  disk: DiskReport,
  outcome: Exclude<SmartOutcome, { outcome: 'unusable' }>,
  known: DiskHealth | undefined,
  now: number,
): DiskHealth {
  const isRead = outcome.outcome === 'read';
  return {
    name: disk.name,
    lookedAt: now,
    movedBytes: movedBytes(disk),
    isAsleep: outcome.outcome === 'asleep',
    problem: outcome.outcome === 'nothing' ? outcome.reason : null,
    figures: isRead ? outcome.figures : (known?.figures ?? null),
    readAt: isRead ? now : (known?.readAt ?? null),
  };
}

/** What is known of one disk, asked if it is time. @throws Error in words when no disk can be asked */
async function lookAt(host: Host, disk: DiskReport, before: DiskHealth | undefined): Promise<DiskHealth> {
  if (before && !isDue(disk, before, host.now())) return before;
  const outcome = await ask(host, disk);
  if (outcome.outcome === 'unusable') throw new Error(outcome.reason);
  return after(disk, outcome, before, host.now());
}

/**
 * Asks the disks that are due, one after the other, so that a machine with many never runs more than one
 * smartctl. Never throws. For most heartbeats nothing is started.
 */
export async function lookAtDisks(
  host: Host,
  disks: readonly DiskReport[],
  known: DisksHealth,
): Promise<DisksHealth> {
  const age = Math.abs(host.now() - (known.checkedAt ?? 0));
  if (known.problem !== null && age < READ_EVERY_MS) return known;
  const found: DiskHealth[] = [];
  try {
    for (const disk of disks.filter(mayHaveSmart)) {
      const before = known.disks.find(({ name }) => name === disk.name);
      found.push(await lookAt(host, disk, before));
    }
    return { checkedAt: host.now(), problem: null, disks: found };
  } catch (error) {
    return { checkedAt: host.now(), problem: (error as Error).message, disks: known.disks };
  }
}

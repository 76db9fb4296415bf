import type { MountReport } from '../protocol.ts';
import { within } from '../within.ts';
import { type FileSystemSize, type Host, readRequired } from './host.ts';
import { type MountEntry, parseMountinfo, realMounts } from './mount-table.ts';
import type { Probe, Reading } from './probe.ts';
import { percent, toGb } from './round.ts';

const ANSWER_MS = 2_000;
/**
 * A dead network mount never answers and keeps one of Node's four threads for good. Two are left alone, so
 * that name look-ups and healthy disks still get theirs.
 */
const MAX_SILENT = 2;

/**
 * Fill level as df says it: used of what ordinary users could have, so that 100 is reached when writing fails.
 * @returns null for a file system without blocks
 */
export function toMountReport(mount: MountEntry, size: FileSystemSize): MountReport | null {
  const used = size.blocks - size.freeBlocks;
  const share = percent(used, used + size.availableBlocks);
  if (size.blocks <= 0 || share === null) return null;
  return {
    mount_point: mount.mountPoint,
    device: mount.source,
    filesystem: mount.filesystem,
    used_gb: toGb(used * size.blockBytes),
    total_gb: toGb(size.blocks * size.blockBytes),
    percent: share,
  };
}

/** Mounts and the scalar figures of the fullest of them. */
export function mountsReading(mounts: MountReport[], problems: string[]): Reading {
  const [fullest] = [...mounts].sort((a, b) => b.percent - a.percent);
  return {
    mounts,
    metrics: fullest && {
      disk_percent: fullest.percent,
      disk_used_gb: fullest.used_gb,
      disk_total_gb: fullest.total_gb,
    },
    unknown: problems.map((reason) => ({ probe: 'mounts', reason })),
  };
}

/** From a container our own table would be the container's; that of the first process is the machine's. */
function readMountTable(host: Host): string {
  return readRequired(host, host.isOwnRoot ? '/proc/self/mountinfo' : '/proc/1/mountinfo');
}

export interface MountsProbe extends Probe {
  /** Mounts that were asked and have not answered yet. */
  silent: ReadonlySet<string>;
}

/**
 * Size and fill level of every real mount, one after the other. One that does not answer is reported as such
 * and not asked again before its first answer has come.
 */
export function mountsProbe(answerMs = ANSWER_MS): MountsProbe {
  const silent = new Set<string>();

  /** @throws Error in words when the mount cannot be measured */
  async function measure(host: Host, mount: MountEntry): Promise<MountReport | null> {
    const { mountPoint, filesystem } = mount;
    if (silent.has(mountPoint)) throw new Error(`${mountPoint} (${filesystem}) still does not answer`);
    if (silent.size >= MAX_SILENT)
      throw new Error(`${mountPoint} is not asked while ${silent.size} others are silent`);
    silent.add(mountPoint);
    const question = host.sizeOf(mountPoint).finally(() => silent.delete(mountPoint));
    return toMountReport(
      mount,
      await within(answerMs, `${mountPoint} (${filesystem}) does not answer`, question),
    );
  }

  return {
    name: 'mounts',
    silent,
    read: async (host) => {
      const reports: MountReport[] = [];
      const problems: string[] = [];
      for (const mount of realMounts(parseMountinfo(readMountTable(host)))) {
        try {
          const report = await measure(host, mount);
          if (report) reports.push(report);
        } catch (error) {
          problems.push(readableProblem(mount, error));
        }
      }
      return mountsReading(reports, problems);
    },
  };
}

function readableProblem({ mountPoint }: MountEntry, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EACCES') return `${mountPoint} may not be read by the agent's user`;
  return message.includes(mountPoint) && !code ? message : `${mountPoint} cannot be measured: ${message}`;
}

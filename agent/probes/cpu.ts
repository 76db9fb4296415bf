import { type Host, readRequired } from './host.ts';
import type { Probe, Reading } from './probe.ts';
import { percent } from './round.ts';

/** Clock ticks since boot over all cores. */
export interface CpuTicks {
  busy: number;
  idle: number;
  iowait: number;
}

/** Long enough for 50 ticks on each core, short enough for the first heartbeat. */
const FIRST_SAMPLE_MS = 500;

/**
 * The first line of /proc/stat. Guest time is not added: the kernel counts it as user time already (proc(5)).
 * @throws Error when there is no such line
 */
export function parseCpuTicks(stat: string): CpuTicks {
  const line = /^cpu\s+(.+)$/m.exec(stat)?.[1];
  if (!line) throw new Error('/proc/stat has no line for the CPU');
  const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = line
    .trim()
    .split(/\s+/)
    .map(Number);
  return { busy: user + nice + system + irq + softirq + steal, idle, iowait };
}

/**
 * Share of CPU time between two readings. The kernel documents that iowait may go down; such a step counts
 * as nothing.
 * @throws Error when the counters as a whole did not go forward
 */
export function cpuShare(before: CpuTicks, after: CpuTicks): Reading {
  const isReset = after.busy < before.busy || after.idle < before.idle;
  const busy = after.busy - before.busy;
  const iowait = Math.max(0, after.iowait - before.iowait);
  const total = busy + iowait + (after.idle - before.idle);
  if (isReset || total <= 0)
    throw new Error('The CPU counters went backwards; the next report has them again');
  return { metrics: { cpu_percent: percent(busy, total), cpu_iowait_percent: percent(iowait, total) } };
}

/** CPU use since the heartbeat before; the first one looks twice, half a second apart. */
export function cpuProbe(): Probe {
  let before: CpuTicks | null = null;
  const read = (host: Host) => parseCpuTicks(readRequired(host, '/proc/stat'));
  return {
    name: 'cpu',
    read: async (host) => {
      const start = before ?? read(host);
      if (!before) await host.wait(FIRST_SAMPLE_MS);
      const end = read(host);
      before = end;
      return cpuShare(start, end);
    },
  };
}

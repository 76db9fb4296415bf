import { readRequired } from './host.ts';
import type { Probe, Reading } from './probe.ts';
import { percent, toGb } from './round.ts';

/** The values of /proc/meminfo in bytes, by name. */
export function parseMeminfo(text: string): Map<string, number> {
  const values = new Map<string, number>();
  for (const [, name, kib] of text.matchAll(/^([\w()]+):\s+(\d+)/gm)) {
    if (name) values.set(name, Number(kib) * 1024);
  }
  return values;
}

/** What the ZFS cache would give back: the kernel does not count it as available. */
export function reclaimableZfsCache(arcstats: string | null): number {
  const value = (name: string) =>
    Number(new RegExp(`^${name}\\s+\\d+\\s+(\\d+)`, 'm').exec(arcstats ?? '')?.[1] ?? 0);
  return Math.max(0, value('size') - value('c_min'));
}

/**
 * Memory in use is what programs cannot get: total minus available. Kernels before 3.14 do not say
 * "available"; there free memory and caches stand in for it.
 * @throws Error when the total is missing
 */
export function memoryReading(meminfo: Map<string, number>, zfsCacheBytes: number): Reading {
  const value = (name: string) => meminfo.get(name) ?? 0;
  const total = value('MemTotal');
  if (total === 0) throw new Error('/proc/meminfo does not say how much memory there is');
  const caches = value('MemFree') + value('Buffers') + value('Cached');
  const available = Math.min(total, (meminfo.get('MemAvailable') ?? caches) + zfsCacheBytes);
  const swapTotal = value('SwapTotal');
  return {
    metrics: {
      memory_percent: percent(total - available, total),
      memory_used_gb: toGb(total - available),
      memory_total_gb: toGb(total),
      swap_percent: percent(swapTotal - value('SwapFree'), swapTotal),
    },
  };
}

/** Memory and swap; swap is null where there is none. */
export function memoryProbe(): Probe {
  return {
    name: 'memory',
    read: (host) =>
      memoryReading(
        parseMeminfo(readRequired(host, '/proc/meminfo')),
        reclaimableZfsCache(host.read('/proc/spl/kstat/zfs/arcstats')),
      ),
  };
}

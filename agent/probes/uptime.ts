import { readRequired } from './host.ts';
import type { Probe, Reading } from './probe.ts';

/**
 * @param uptime text of /proc/uptime
 * @param stat text of /proc/stat, whose `btime` is the moment of boot
 * @throws Error when /proc/uptime holds no number
 */
export function uptimeReading(uptime: string, stat: string | null): Reading {
  const seconds = Number.parseFloat(uptime);
  if (!Number.isFinite(seconds)) throw new Error('/proc/uptime is not readable');
  const bootSeconds = /^btime (\d+)$/m.exec(stat ?? '')?.[1];
  return {
    metrics: {
      uptime_seconds: Math.floor(seconds),
      boot_time: bootSeconds ? new Date(Number(bootSeconds) * 1000).toISOString() : null,
    },
  };
}

export function uptimeProbe(): Probe {
  return {
    name: 'uptime',
    read: (host) => uptimeReading(readRequired(host, '/proc/uptime'), host.read('/proc/stat')),
  };
}

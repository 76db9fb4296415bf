import { readRequired } from './host.ts';
import type { Probe, Reading } from './probe.ts';
import { round } from './round.ts';

/** @throws Error when /proc/loadavg holds no three numbers */
export function parseLoad(text: string): Reading {
  const [one, five, fifteen] = text.trim().split(/\s+/).map(Number);
  const isReadable = [one, five, fifteen].every((value) => Number.isFinite(value));
  if (!isReadable) throw new Error('/proc/loadavg is not readable');
  return {
    metrics: { load_1m: round(one ?? 0, 2), load_5m: round(five ?? 0, 2), load_15m: round(fifteen ?? 0, 2) },
  };
}

/** How many tasks ran or wanted to, averaged over 1, 5 and 15 minutes. */
export function loadProbe(): Probe {
  return { name: 'load', read: (host) => parseLoad(readRequired(host, '/proc/loadavg')) };
}

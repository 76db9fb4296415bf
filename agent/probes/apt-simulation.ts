import type { Heartbeat } from '../protocol.ts';

export type PendingUpdates = Required<Pick<Heartbeat, 'updates_available' | 'security_updates'>>;

/**
 * Archives of security fixes: "Debian-Security:12/stable-security", "Ubuntu:24.04/noble-security",
 * "UbuntuESM:22.04/jammy-infra-security". Raspberry Pi OS has no archive of its own for them: what comes from
 * its makers (and all of the 32-bit Raspbian) may hold some, so it counts.
 */
const SECURITY = /-security\b|\bDebian-Security:|\bRaspberry Pi Foundation:|\bRaspbian:/;

/**
 * Counts what `apt-get --simulate dist-upgrade` would install. A line reads
 * `Inst name [installed] (new origin:release/archive, … [architecture])`, without `[installed]` for what an
 * update brings along.
 */
export function countUpdates(output: string): PendingUpdates {
  const lines = output.split('\n').filter((line) => line.startsWith('Inst '));
  const security = lines.filter((line) => SECURITY.test(/\(\S+ ([^)]*)\)/.exec(line)?.[1] ?? ''));
  return { updates_available: lines.length, security_updates: security.length };
}

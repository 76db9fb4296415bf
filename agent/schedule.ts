const LONGEST_BACK_OFF_MS = 5 * 60_000;
const FIRST_BACK_OFF_MS = 5_000;

/**
 * A stable number from 0 to 1 for a server id (FNV-1a, 32 bit): agents that start together, as after a power
 * cut, still report at different moments.
 */
export function phaseOf(serverId: string): number {
  let hash = 0x811c9dc5;
  for (const character of serverId) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  // The low bits of FNV mix better than the high ones, in which similar ids stay close together.
  return (hash & 0xffff) / 0x10000;
}

/**
 * Milliseconds until this agent's next moment in the interval: from half to one and a half intervals, so that
 * neither the first heartbeat after a start nor a timer that fires early leads to two in a row.
 */
export function untilNextHeartbeat(now: number, intervalMs: number, phase: number): number {
  const offset = phase * intervalMs;
  const delay = intervalMs - ((((now - offset) % intervalMs) + intervalMs) % intervalMs);
  return delay < intervalMs / 2 ? delay + intervalMs : delay;
}

/**
 * Milliseconds until the next try after so many failures in a row: doubled each time from 5 s (or the
 * interval, if shorter) to 5 min, and spread over the upper half of that by `random` (0 to 1).
 */
export function backOff(failures: number, intervalMs: number, random: number): number {
  const first = Math.min(FIRST_BACK_OFF_MS, intervalMs);
  const full = Math.min(LONGEST_BACK_OFF_MS, first * 2 ** (failures - 1));
  return (full / 2) * (1 + random);
}

/**
 * Milliseconds until the next try, never sooner than a busy hub asks for. What it asks for is lengthened by up to
 * half: it tells every agent the same, and they must not come back in one blow.
 * @param random 0 to 1
 */
export function pauseAfter(
  failures: number,
  intervalMs: number,
  retryAfterSeconds: number,
  random: number,
): number {
  return Math.max(backOff(failures, intervalMs, random), retryAfterSeconds * 1000 * (1 + random / 2));
}

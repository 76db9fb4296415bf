const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

const FIRST_WAITS_MS = [10 * SECOND_MS, 30 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS];
/** About a day: news of yesterday helps nobody. */
const MAX_ATTEMPTS = FIRST_WAITS_MS.length + 24;

/**
 * How long to wait after a failed attempt, in ms; null when it has been tried for long enough.
 * @param attempts those made so far
 * @param retryAfterSeconds what the other side asked for
 */
export function waitAfter(attempts: number, retryAfterSeconds: number | undefined): number | null {
  if (attempts >= MAX_ATTEMPTS) return null;
  const own = FIRST_WAITS_MS[attempts - 1] ?? HOUR_MS;
  return Math.max(own, (retryAfterSeconds ?? 0) * SECOND_MS);
}

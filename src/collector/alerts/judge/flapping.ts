/** An alert that opens for the third time within an hour comes and goes. */
const OPENINGS = 3;
export const FLAPPING_WITHIN_MS = 3_600_000;
/** One that comes and goes is over once it has stayed away for so long. */
export const STEADY_MS = 30 * 60_000;

/** Whether something was within an hour; what a clock that was wrong wrote down is not. */
export const isRecent = (at: number, now: number): boolean => Math.abs(now - at) < FLAPPING_WITHIN_MS;

/**
 * Whether one that opens now comes and goes.
 * @param openings when it opened before, in ms
 */
export function isFlapping(openings: readonly number[], now: number): boolean {
  const recent = openings.filter((at) => isRecent(at, now));
  return recent.length + 1 >= OPENINGS;
}

/** Whether one that comes and goes has stayed away for long enough to be over. */
export function isSteady(clearSince: number | null, now: number): boolean {
  return clearSince !== null && now - clearSince >= STEADY_MS;
}

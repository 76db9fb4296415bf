import { dateAfter, instantOf, localTimeOf } from '../../words/local-time.ts';
import type { QuietHours } from './routing.ts';

/** Until when a channel is to be left alone, in ms; null when it is not. By the clock on the wall, also over midnight. */
export function quietUntil({ zone, from, to }: QuietHours, now: number): number | null {
  const { date, clock } = localTimeOf(zone, now);
  const isOverMidnight = to <= from;
  const isQuiet = isOverMidnight ? clock >= from || clock < to : clock >= from && clock < to;
  if (!isQuiet) return null;
  const endsTomorrow = isOverMidnight && clock >= from;
  const until = instantOf(zone, { date: endsTomorrow ? dateAfter(date, 1) : date, clock: to });
  // Clocks that go back show the last hour again: its first end counts.
  return until > now ? until : null;
}

import { dateAfter, instantOf, localTimeOf } from '../../../words/local-time.ts';
import type { PublicDay, PublicState } from '../../../words/status/public-page.ts';
import type { Span } from './types.ts';

/**
 * So much of a day must be unknown for the day to be: an update or a restart of the hub takes a few minutes, and would
 * else leave hardly a day that can be vouched for.
 */
const UNKNOWN_DAY_MS = 10 * 60_000;

/** How long each state was, in ms. One that only just began is there with 0. */
type Tally = Map<PublicState, number>;

/** The instants at which the last days begin on a zone's calendar, oldest first; the last is today's. In ms. */
export function dayStarts(zone: string, now: number, days: number): number[] {
  const today = localTimeOf(zone, now).date;
  return Array.from({ length: days }, (_, i) =>
    instantOf(zone, { date: dateAfter(today, i + 1 - days), clock: '00:00' }),
  );
}

/** Counts stretches of time that follow each other; ends belong to the next. It passes over the spans once. */
function tallying(spans: readonly Span[]): (from: number, end: number) => Tally {
  let place = 0;
  return (from, end) => {
    const tally: Tally = new Map();
    for (let span = spans[place]; span && span.from < end; span = spans[place]) {
      const ms = Math.max(0, Math.min(span.to, end) - Math.max(span.from, from));
      tally.set(span.state, (tally.get(span.state) ?? 0) + ms);
      // The last one holds at its end, too.
      if (span.to > end || place === spans.length - 1) break;
      place += 1;
    }
    return tally;
  };
}

function worstOf(tally: Tally): PublicState {
  if (tally.has('down')) return 'down';
  if (tally.has('impaired')) return 'impaired';
  const isKnown = tally.has('working') || tally.has('maintenance');
  if (!isKnown || (tally.get('unknown') ?? 0) >= UNKNOWN_DAY_MS) return 'unknown';
  return tally.has('maintenance') ? 'maintenance' : 'working';
}

/**
 * The days of a component's calendar, oldest first.
 * @param spans of the time from the first of `starts` to `now`
 * @param starts as `dayStarts` gives them for that zone
 */
export function daysOf(
  spans: readonly Span[],
  zone: string,
  starts: readonly number[],
  now: number,
): PublicDay[] {
  const tallyOf = tallying(spans);
  return starts.map((start, i) => {
    // Today reaches to the present, which belongs to it.
    const tally = tallyOf(start, starts[i + 1] ?? now + 1);
    return {
      date: localTimeOf(zone, start).date,
      state: worstOf(tally),
      downMs: tally.get('down') ?? 0,
      impairedMs: tally.get('impaired') ?? 0,
      maintenanceMs: tally.get('maintenance') ?? 0,
      unknownMs: tally.get('unknown') ?? 0,
    };
  });
}

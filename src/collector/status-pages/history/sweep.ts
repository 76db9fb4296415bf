import type { PublicState } from '../../../words/status/public-page.ts';
import type { Interval, Span, Window } from './types.ts';

/** Adds a span behind those that are there, or makes the last one longer where nothing changes. */
export function extend(spans: Span[], { from, to, state }: Span): void {
  const last = spans.at(-1);
  if (last?.state === state) last.to = to;
  else spans.push({ from, to, state });
}

/** A window with times of one state; all the rest of it is `working`. The times may overlap and come in any order. */
export function cover(intervals: readonly Interval[], state: PublicState, { from, now }: Window): Span[] {
  const spans: Span[] = [];
  let done = from;
  for (const interval of intervals.toSorted((a, b) => a.from - b.from)) {
    const begin = Math.max(interval.from, done);
    if (begin > now || interval.to <= begin) continue;
    if (begin > done) extend(spans, { from: done, to: begin, state: 'working' });
    extend(spans, { from: begin, to: Math.min(interval.to, now), state });
    done = interval.to;
  }
  if (done <= now) extend(spans, { from: done, to: now, state: 'working' });
  return spans;
}

/** Tells a list's state at times that are asked for in their order; it passes over the list once. */
function reader(spans: readonly Span[]): (at: number) => PublicState {
  let place = 0;
  return (at) => {
    while ((spans[place + 1]?.from ?? Infinity) <= at) place += 1;
    return spans[place]?.state ?? 'unknown';
  };
}

/**
 * Several lists of spans as one, in one pass over all of them.
 * @param lists each of the whole window; one without spans is unknown
 * @param rule what the states of the lists at one time, in the order of the lists, are together
 */
export function combine(
  lists: readonly (readonly Span[])[],
  rule: (states: PublicState[]) => PublicState,
  { now }: Window,
): Span[] {
  const combined: Span[] = [];
  const readers = lists.map(reader);
  const begins = [...new Set(lists.flatMap((spans) => spans.map(({ from }) => from)))].sort((a, b) => a - b);
  for (const [i, from] of begins.entries()) {
    const state = rule(readers.map((stateAt) => stateAt(from)));
    extend(combined, { from, to: begins[i + 1] ?? now, state });
  }
  return combined;
}

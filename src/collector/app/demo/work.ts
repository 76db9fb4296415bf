import { hashOf, wander } from './random.ts';
import { BIN_MS, BINS, binsOf, RHYTHMS, type Role } from './rhythm.ts';

const MINUTE_MS = 60_000;

/** What one machine does over time; all its figures follow from it, so that they rise and fall together. */
export interface Work {
  /** Milliseconds of full work since the calendar began: grows, and never stands still. */
  done: (at: number) => number;
  /** Mean share of full work over the span before `at`, in (0, 1]. */
  busy: (at: number, spanMs: number) => number;
}

/**
 * Steps and depths of the noise. A line falls by at most 1 in a step, so time runs at 1 ± (2.5/7 + 12/61) of its pace:
 * always forward.
 */
const FINE = { stepMs: 7 * MINUTE_MS, depthMs: 2.5 * MINUTE_MS };
const COARSE = { stepMs: 61 * MINUTE_MS, depthMs: 12 * MINUTE_MS };
const CENTRE_MS = (FINE.depthMs + COARSE.depthMs) / 2;

/** Sums of the bins before each, in milliseconds of full work. */
function sumsOf(bins: readonly number[]): number[] {
  const sums = [0];
  for (const bin of bins) sums.push((sums.at(-1) ?? 0) + bin * BIN_MS);
  return sums;
}

/**
 * The work of a machine. Noise bends time instead of the amount: counters that follow from it can only grow, and
 * any of them is known without those before it.
 * @param offsetMs what local time is ahead of UTC
 */
export function workOf(role: Role, seedText: string, offsetMs: number): Work {
  const bins = binsOf(RHYTHMS[role], hashOf(`${seedText} bins`));
  const sums = sumsOf(bins);
  const cycle = sums.at(-1) ?? 0;
  const [fine, coarse] = [hashOf(`${seedText} fine`), hashOf(`${seedText} coarse`)];
  const bent = (at: number) =>
    at +
    offsetMs -
    CENTRE_MS +
    FINE.depthMs * wander(fine, at, FINE.stepMs) +
    COARSE.depthMs * wander(coarse, at, COARSE.stepMs);
  const done = (at: number) => {
    const position = bent(at) / BIN_MS;
    const bin = Math.floor(position);
    const inCycle = bin % BINS;
    const part = (position - bin) * BIN_MS * (bins[inCycle] ?? 0);
    return Math.floor(bin / BINS) * cycle + (sums[inCycle] ?? 0) + part;
  };
  return { done, busy: (at, spanMs) => Math.min(1, (done(at) - done(at - spanMs)) / spanMs) };
}

import type { Column } from './columns.ts';
import { HOUR_MS } from './resolution.ts';

/** Twice the longest heartbeat interval: across a longer gap nothing is known about either end. */
const MAX_GAP_MS = 2 * HOUR_MS;

/** One value of a counter. */
export interface Reading {
  at: number;
  value: number;
}

/**
 * How far a counter moved. A smaller value means that it started again from 0, so all of it is new
 * (the rule of Prometheus' `increase()`).
 */
export function increase(before: number, after: number): number {
  return after >= before ? after - before : after;
}

/** Units per second between two readings; null when they are too far apart or not in order. */
export function rate(before: Reading, after: Reading): number | null {
  const ms = after.at - before.at;
  if (ms <= 0 || ms > MAX_GAP_MS) return null;
  return (increase(before.value, after.value) * 1000) / ms;
}

/** Calls `visit` for each known value of a counter that has a known one before it within reach. */
export function eachRate(
  times: readonly number[],
  values: Column,
  visit: (row: number, rate: number, seconds: number) => void,
): void {
  let before: Reading | null = null;
  for (const [row, value] of values.entries()) {
    const at = times[row];
    if (value === null || at === undefined) continue;
    const perSecond = before && rate(before, { at, value });
    if (before && perSecond !== null) visit(row, perSecond, (at - before.at) / 1000);
    before = { at, value };
  }
}

/** A column of counter values as rates per second, each at the later of its two samples. */
export function rates(times: readonly number[], values: Column): Column {
  const column: Column = values.map(() => null);
  eachRate(times, values, (row, perSecond) => {
    column[row] = perSecond;
  });
  return column;
}

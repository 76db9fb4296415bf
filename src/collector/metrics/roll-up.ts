import { describe } from './catalogue.ts';
import { type Column, exactDecimals } from './columns.ts';
import { filterTimes, floorTo, mergePoints, type Points } from './points.ts';
import { eachRate } from './rates.ts';

/** Place of each figure among the four columns of a rolled-up series. */
export const AVERAGE = 0;
export const MINIMUM = 1;
export const MAXIMUM = 2;
export const COUNT = 3;
const WIDTH = 4;
const MAX_DECIMALS = 6;

interface Bucket {
  sum: number;
  weight: number;
  min: number;
  max: number;
  count: number;
}

type Visit = (row: number, value: number, weight: number) => void;

function eachKnown(values: Column, visit: Visit): void {
  for (const [row, value] of values.entries()) if (value !== null) visit(row, value, 1);
}

function round(value: number, decimals: number | null): number {
  if (decimals === null) return value;
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}

/** One decimal more than the samples have: an average cannot be known better, and digits cost bytes. */
function averageDecimals(values: Column): number | null {
  const decimals = exactDecimals(values);
  return decimals === null ? null : Math.min(decimals + 1, MAX_DECIMALS);
}

function fill(buckets: Bucket[], bucketOfRow: number[], each: (visit: Visit) => void): void {
  each((row, value, weight) => {
    const bucket = buckets[bucketOfRow[row] ?? -1];
    if (!bucket) return;
    bucket.sum += value * weight;
    bucket.weight += weight;
    bucket.min = Math.min(bucket.min, value);
    bucket.max = Math.max(bucket.max, value);
    bucket.count += 1;
  });
}

function figures(buckets: Bucket[], decimals: number | null, extremeDecimals: number | null): Column[] {
  const column = (figure: (bucket: Bucket) => number) =>
    buckets.map((bucket) => (bucket.count === 0 ? null : figure(bucket)));
  return [
    column(({ sum, weight }) => round(sum / weight, decimals)),
    column(({ min }) => round(min, extremeDecimals)),
    column(({ max }) => round(max, extremeDecimals)),
    buckets.map(({ count }) => count),
  ];
}

function rollUpColumn(
  name: string,
  points: Points,
  values: Column,
  starts: number[],
  rows: number[],
): Column[] {
  const buckets = starts.map(() => ({
    sum: 0,
    weight: 0,
    min: Number.POSITIVE_INFINITY,
    max: Number.NEGATIVE_INFINITY,
    count: 0,
  }));
  const metric = describe(name);
  if (metric.kind === 'gauge') {
    fill(buckets, rows, (visit) => eachKnown(values, visit));
    return figures(buckets, averageDecimals(values), null);
  }
  fill(buckets, rows, (visit) => eachRate(points.times, values, visit));
  return figures(buckets, metric.decimals, metric.decimals);
}

/**
 * Samples as buckets of `seconds`, timed by their start: average, minimum, maximum and count of each
 * series. A counter becomes the rate per second between neighbouring samples, weighted by the time
 * between them and counted where the later one lies.
 */
export function rollUp(points: Points, seconds: number): Points {
  const starts = [...new Set(points.times.map((time) => floorTo(time, seconds * 1000)))];
  const indexes = new Map(starts.map((start, index) => [start, index]));
  const rows = points.times.map((time) => indexes.get(floorTo(time, seconds * 1000)) ?? -1);
  const columns = points.names.flatMap((name, i) =>
    rollUpColumn(name, points, points.columns[i] ?? [], starts, rows),
  );
  return { names: points.names, width: WIDTH, times: starts, columns };
}

/** How many samples stand behind a bucket. */
function weight({ columns }: Points, row: number): number {
  return columns.reduce((sum, column, i) => (i % WIDTH === COUNT ? sum + (column[row] ?? 0) : sum), 0);
}

/**
 * Stored buckets with fresh ones in their place. A bucket only gives way to one made of at least as many
 * samples: late rows must not thin out buckets whose samples retention already dropped.
 */
export function replaceBuckets(fresh: Points, stored: Points): Points {
  const rows = new Map(stored.times.map((time, row) => [time, row]));
  const full = filterTimes(fresh, (time, row) => {
    const before = rows.get(time);
    return before === undefined || weight(fresh, row) >= weight(stored, before);
  });
  const replaced = new Set(full.times);
  const kept = filterTimes(stored, (time) => !replaced.has(time));
  return mergePoints([kept, full], WIDTH);
}

import { describe, expect, it } from 'vitest';
import type { Points } from './points.ts';
import { replaceBuckets, rollUp } from './roll-up.ts';

const MINUTE = 60_000;
const samples = (name: string, times: number[], values: (number | null)[]): Points => ({
  names: [name],
  width: 1,
  times,
  columns: [values],
});

describe('rollUp', () => {
  it.each<[string, Points, number[], (number | null)[][]]>([
    [
      'a gauge becomes average, minimum, maximum and count',
      samples('cpu_percent', [0, MINUTE, 15 * MINUTE], [10, 20, 40]),
      [0, 15 * MINUTE],
      [
        [15, 40],
        [10, 40],
        [20, 40],
        [2, 1],
      ],
    ],
    [
      'unknown values do not count',
      samples('cpu_percent', [0, MINUTE, 15 * MINUTE], [10, null, null]),
      [0, 15 * MINUTE],
      [
        [10, null],
        [10, null],
        [10, null],
        [1, 0],
      ],
    ],
    [
      'averages have one decimal more than the samples',
      samples('cpu_percent', [0, 1, 2], [0.1, 0.1, 0.2]),
      [0],
      [[0.13], [0.1], [0.2], [3]],
    ],
    [
      'a counter becomes its rate, counted where the later sample lies',
      samples('network_rx_bytes', [14 * MINUTE, 15 * MINUTE, 16 * MINUTE], [0, 6_000, 18_000]),
      [0, 15 * MINUTE],
      [
        [null, 150],
        [null, 100],
        [null, 200],
        [0, 2],
      ],
    ],
    [
      'rates are weighted by the time between samples',
      samples('network_rx_bytes', [0, 10_000, 40_000], [0, 1_000, 1_000]),
      [0],
      [[25], [0], [100], [2]],
    ],
    [
      'a reset counts from 0',
      samples('network_rx_bytes', [0, 10_000, 20_000], [5_000, 6_000, 500]),
      [0],
      [[75], [50], [100], [2]],
    ],
    ['no samples, no buckets', samples('cpu_percent', [], []), [], [[], [], [], []]],
  ])('%s', (_, points, times, columns) => {
    expect(rollUp(points, 900)).toEqual({ names: points.names, width: 4, times, columns });
  });

  it('does not mix series', () => {
    const points = {
      names: ['a', 'b'],
      width: 1,
      times: [0, 1],
      columns: [
        [1, 3],
        [5, 5],
      ],
    };
    expect(rollUp(points, 900).columns).toEqual([[2], [1], [3], [2], [5], [5], [5], [2]]);
  });
});

describe('replaceBuckets', () => {
  const bucket = (times: number[], averages: number[], counts: number[]): Points => ({
    names: ['a'],
    width: 4,
    times,
    columns: [averages, averages, averages, counts],
  });

  it.each<[string, Points, Points]>([
    ['a bucket of more samples replaces', bucket([1], [7], [15]), bucket([0, 1, 2], [5, 7, 5], [10, 15, 10])],
    ['one of as many replaces', bucket([1], [7], [10]), bucket([0, 1, 2], [5, 7, 5], [10, 10, 10])],
    ['a thinner one does not', bucket([1], [7], [9]), bucket([0, 1, 2], [5, 5, 5], [10, 10, 10])],
    ['a new one is added', bucket([3], [7], [1]), bucket([0, 1, 2, 3], [5, 5, 5, 7], [10, 10, 10, 1])],
    ['an older one is added', bucket([-1], [7], [1]), bucket([-1, 0, 1, 2], [7, 5, 5, 5], [1, 10, 10, 10])],
  ])('%s', (_, fresh, expected) => {
    expect(replaceBuckets(fresh, bucket([0, 1, 2], [5, 5, 5], [10, 10, 10]))).toEqual(expected);
  });
});

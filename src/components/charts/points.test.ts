import { describe, expect, it } from 'vitest';
import { loners, newestOf, pointsOf, tableRows } from './points.ts';

describe('pointsOf', () => {
  it('joins times and values', () => {
    expect(pointsOf([0, 60, 120], [1, 2, 3])).toEqual([
      { x: 0, y: 1 },
      { x: 60, y: 2 },
      { x: 120, y: 3 },
    ]);
  });

  it('breaks the line where reports are missing', () => {
    expect(pointsOf([0, 60, 120, 600, 660], [1, 2, 3, 4, 5]).map((point) => point.y)).toEqual([
      1,
      2,
      3,
      null,
      4,
      5,
    ]);
  });

  it('does not break it for one late report', () => {
    expect(pointsOf([0, 60, 120, 250], [1, 2, 3, 4]).map((point) => point.y)).toEqual([1, 2, 3, 4]);
  });

  it.each([
    ['a single report', [5], [1], [{ x: 5, y: 1 }]],
    ['nothing', [], [], []],
    [
      'values that are not known',
      [0, 60],
      [null, 2],
      [
        { x: 0, y: null },
        { x: 60, y: 2 },
      ],
    ],
    [
      'a line that is shorter than the times',
      [0, 60],
      [1],
      [
        { x: 0, y: 1 },
        { x: 60, y: null },
      ],
    ],
  ])('copes with %s', (_, times, values, points) => {
    expect(pointsOf(times, values)).toEqual(points);
  });
});

describe('loners', () => {
  it.each<[string, (number | null)[], boolean[]]>([
    ['the first sample of a server', [5], [true]],
    ['a sample between gaps', [null, 5, null], [false, true, false]],
    ['no sample that a line reaches', [5, 6, null, 7, 8], [false, false, false, false, false]],
    ['a zero, which is a value too', [0, null, 4], [true, false, true]],
  ])('finds %s', (_, values, expected) => {
    expect(loners(values.map((y, x) => ({ x, y })))).toEqual(expected);
  });
});

describe('tableRows', () => {
  it('averages what is known in each stretch', () => {
    const lines = [
      [1, 3, null, 5, 7],
      [null, null, 2, 2, null],
    ];
    expect(tableRows([0, 1, 2, 3, 4], lines, 3)).toEqual([
      { at: 0, values: [2, null] },
      { at: 2, values: [5, 2] },
      { at: 4, values: [7, null] },
    ]);
  });

  it('keeps every time when there are few', () => {
    expect(tableRows([0, 1], [[4, 5]], 48).map((row) => row.values[0])).toEqual([4, 5]);
  });

  it('has no rows without times', () => {
    expect(tableRows([], [[]], 48)).toEqual([]);
  });
});

describe('newestOf', () => {
  it.each([
    ['skips what is not known', [1, 2, null], 2],
    ['keeps a zero', [1, 0], 0],
    ['says nothing about nothing', [null], null],
  ])('%s', (_, values, expected) => {
    expect(newestOf(values)).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { filterTimes, floorTo, mergePoints, noPoints, type Points, pointsOf, splitBySpan } from './points.ts';

const points = (names: string[], times: number[], ...columns: (number | null)[][]): Points => ({
  names,
  width: 1,
  times,
  columns,
});

describe('mergePoints', () => {
  it.each<[string, Points[], Points]>([
    ['nothing is nothing', [], noPoints(1)],
    ['empty parts add nothing', [noPoints(1), points(['a'], [1], [5])], points(['a'], [1], [5])],
    [
      'parts in sequence are joined',
      [points(['a'], [1, 2], [10, 20]), points(['a'], [3], [30])],
      points(['a'], [1, 2, 3], [10, 20, 30]),
    ],
    [
      'interleaved parts are sorted',
      [points(['a'], [1, 5], [10, 50]), points(['a'], [3], [30])],
      points(['a'], [1, 3, 5], [10, 30, 50]),
    ],
    [
      'of equal times the first part wins',
      [points(['a'], [1, 2], [10, 20]), points(['a'], [2, 3], [99, 30])],
      points(['a'], [1, 2, 3], [10, 20, 30]),
    ],
    [
      'the first part wins though it comes later in time',
      [points(['a'], [2], [20]), points(['a'], [1, 2], [10, 99])],
      points(['a'], [1, 2], [10, 20]),
    ],
    [
      'series that one part lacks are unknown there',
      [points(['a', 'b'], [1], [10], [11]), points(['b', 'c'], [2], [21], [22])],
      points(['a', 'b', 'c'], [1, 2], [10, null], [11, 21], [null, 22]),
    ],
    [
      'the same, interleaved',
      [points(['a'], [1, 3], [10, 30]), points(['b'], [2], [21])],
      points(['a', 'b'], [1, 2, 3], [10, null, 30], [null, 21, null]),
    ],
  ])('%s', (_, parts, merged) => {
    expect(mergePoints(parts, 1)).toEqual(merged);
  });

  it('keeps the columns of a name together', () => {
    const first: Points = { names: ['a'], width: 2, times: [1], columns: [[1], [2]] };
    const second: Points = { names: ['b', 'a'], width: 2, times: [2], columns: [[5], [6], [3], [4]] };
    expect(mergePoints([first, second], 2)).toEqual({
      names: ['a', 'b'],
      width: 2,
      times: [1, 2],
      columns: [
        [1, 3],
        [2, 4],
        [null, 5],
        [null, 6],
      ],
    });
  });
});

describe('pointsOf', () => {
  it('sorts rows, drops repeated times and lines up different layouts', () => {
    const rows = [
      { names: ['b', 'a'], at: 3, values: [31, 30] },
      { names: ['a'], at: 1, values: [10] },
      { names: ['a'], at: 3, values: [99] },
    ];
    expect(pointsOf(rows)).toEqual(points(['a', 'b'], [1, 3], [10, 30], [null, 31]));
  });

  it('has nothing to say without rows', () => {
    expect(pointsOf([])).toEqual(noPoints(1));
  });
});

describe('filterTimes', () => {
  const all = points(['a'], [1, 2, 3, 4], [10, 20, 30, 40]);
  it.each<[string, (time: number) => boolean, Points]>([
    ['everything', () => true, all],
    ['a stretch', (time) => time > 1 && time < 4, points(['a'], [2, 3], [20, 30])],
    ['scattered times', (time) => time % 2 === 0, points(['a'], [2, 4], [20, 40])],
    ['nothing', () => false, points(['a'], [], [])],
  ])('keeps %s', (_, passes, kept) => {
    expect(filterTimes(all, passes)).toEqual(kept);
  });
});

it('splitBySpan cuts at multiples of the span', () => {
  const parts = splitBySpan(points(['a'], [9, 10, 19, 30], [1, 2, 3, 4]), 10);
  expect([...parts]).toEqual([
    [0, points(['a'], [9], [1])],
    [10, points(['a'], [10, 19], [2, 3])],
    [30, points(['a'], [30], [4])],
  ]);
});

it('floorTo rounds down, before 1970 too', () => {
  expect([floorTo(25, 10), floorTo(30, 10), floorTo(-1, 10)]).toEqual([20, 30, -10]);
});

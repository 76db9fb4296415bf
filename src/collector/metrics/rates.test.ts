import { describe, expect, it } from 'vitest';
import { increase, rate, rates } from './rates.ts';

describe('increase', () => {
  it.each([
    ['grows by the difference', 100, 160, 60],
    ['stands still', 100, 100, 0],
    ['counts from 0 after a reset', 1_000_000, 40, 40],
  ])('%s', (_, before, after, expected) => {
    expect(increase(before, after)).toBe(expected);
  });
});

describe('rate', () => {
  it.each<[string, number, number, number | null]>([
    ['is per second', 60_000, 6_100, 100],
    ['of a reset counts what came since', 10_000, 50, 5],
    ['is unknown at the same time', 0, 200, null],
    ['is unknown backwards', -1000, 200, null],
    ['holds across two hours', 7_200_000, 7_300, 1],
    ['is unknown across a longer gap', 7_200_001, 7_300, null],
  ])('%s', (_, at, value, expected) => {
    expect(rate({ at: 0, value: 100 }, { at, value })).toBe(expected);
  });
});

describe('rates', () => {
  it.each<[string, (number | null)[], (number | null)[]]>([
    ['the first sample has none', [5], [null]],
    ['each stands at the later sample', [0, 10, 30], [null, 1, 2]],
    ['an unknown value is bridged', [0, null, 40], [null, null, 2]],
    ['a reset is never negative', [500, 510, 20], [null, 1, 2]],
  ])('%s', (_, values, expected) => {
    expect(rates([0, 10_000, 20_000], values)).toEqual(expected);
  });
});

import { expect, test } from 'vitest';
import { percent, round, toGb, toMb } from './round.ts';

test.each([
  [1.005, 1, 1],
  [0.25, 1, 0.3],
  [1.2345, 3, 1.235],
  [7, 2, 7],
  [0, 2, 0],
])('%d with %i decimals is %d', (value, decimals, expected) => {
  expect(round(value, decimals)).toBe(expected);
});

test.each([
  ['half', 1, 2, 50],
  ['a third', 1, 3, 33.3],
  ['more than all is all', 3, 2, 100],
  ['less than nothing is nothing', -1, 2, 0],
  ['of nothing is unknown', 0, 0, null],
  ['of an unreadable number is unknown', 1, Number.NaN, null],
])('percent: %s', (_, part, whole, expected) => {
  expect(percent(part, whole)).toBe(expected);
});

test('1 GB is 10⁹ bytes and 1 MB is 10⁶', () => {
  expect(toGb(1_234_567_890)).toBe(1.235);
  expect(toMb(1_254_321)).toBe(1.3);
});

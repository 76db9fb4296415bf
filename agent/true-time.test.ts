import { expect, test } from 'vitest';
import { trueTime } from './true-time.ts';

const BOOT = 1_790_000_000_000;

test.each([
  ['a clock that is right is believed', 0, 0],
  ['a clock that is a minute ahead is believed', 60_000, 60_000],
  ['a clock that is a minute behind is believed', -60_000, -60_000],
  ['a clock that is more than a minute ahead is not', 60_001, 0],
  ['a clock that is more than a minute behind is not', -60_001, 0],
  ['a clock that begins in 1970 is not', -BOOT, 0],
])('%s', (_, offMs, expectedOffMs) => {
  const uptimeMs = 90_000;
  expect(trueTime(BOOT + uptimeMs + offMs, uptimeMs, BOOT)).toBe(BOOT + uptimeMs + expectedOffMs);
});

test('a corrected time is whole milliseconds', () => {
  expect(trueTime(0, 31_250.4, BOOT + 0.2)).toBe(BOOT + 31_251);
});

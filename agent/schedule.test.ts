import { describe, expect, it, test } from 'vitest';
import { backOff, phaseOf, untilNextHeartbeat } from './schedule.ts';

describe('phaseOf', () => {
  it('is stable and between 0 and 1', () => {
    expect(phaseOf('omv-mediaserver')).toBe(phaseOf('omv-mediaserver'));
    expect(phaseOf('')).toBeGreaterThanOrEqual(0);
    expect(phaseOf('x')).toBeLessThan(1);
  });

  it('spreads servers with similar names over the whole interval', () => {
    const tenths = new Array<number>(10).fill(0);
    for (let index = 0; index < 1_000; index += 1) {
      const tenth = Math.floor(phaseOf(`server-${index}`) * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    expect(Math.min(...tenths)).toBeGreaterThan(50);
    expect(Math.max(...tenths)).toBeLessThan(200);
  });
});

test.each([
  ['at its own moment a whole interval later', 1_000_030_000, 0.5, 60_000],
  [
    'the start falls in the first half: the moment in this interval',
    1_000_010_000,
    0.75,
    45_000 - 10_000 + 0,
  ],
  ['the next moment is too near: the one after it', 1_000_010_000, 0.25, 5_000 + 60_000],
  ['a timer that fired a millisecond early does not report twice', 1_000_029_999, 0.5, 60_001],
])('next heartbeat: %s', (_, sinceMidnight, phase, expected) => {
  const midnightAligned = sinceMidnight - 1_000_000_000 + 60_000 * 1_000;
  expect(untilNextHeartbeat(midnightAligned, 60_000, phase)).toBe(expected);
});

test('the wait is never more than one and a half intervals, whatever the clock says', () => {
  for (const now of [0, 1, 59_999, 1.7e12 + 12_345, -5]) {
    const wait = untilNextHeartbeat(now, 60_000, 0.3);
    expect(wait).toBeGreaterThanOrEqual(30_000);
    expect(wait).toBeLessThan(90_000);
  }
});

test.each([
  ['starts at 5 s', 1, 60_000, 1, 5_000],
  ['is spread over the upper half', 1, 60_000, 0, 2_500],
  ['doubles', 3, 60_000, 1, 20_000],
  ['ends at 5 min', 30, 60_000, 1, 300_000],
  ['starts no later than the interval', 1, 1_000, 1, 1_000],
])('the pause between tries %s', (_, failures, interval, random, expected) => {
  expect(backOff(failures, interval, random)).toBe(expected);
});

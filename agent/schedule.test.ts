import { describe, expect, it, test } from 'vitest';
import { backOff, pauseAfter, phaseOf, untilNextHeartbeat } from './schedule.ts';

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

test.each([
  ['as the failures say', 3, 0, 1, 20_000],
  ['no sooner than a busy hub asks for', 1, 30, 0, 30_000],
  ['up to half more than it asks for', 1, 30, 1, 45_000],
  ['as the failures say when that is longer', 30, 30, 1, 300_000],
])('the pause after a failure is %s', (_, failures, retryAfterSeconds, random, expected) => {
  expect(pauseAfter(failures, 60_000, retryAfterSeconds, random)).toBe(expected);
});

test('after a long outage a fleet comes back over minutes, not in one blow', () => {
  const OUTAGE_MS = 26 * 3_600_000;
  let seed = 1;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  /** When an agent tries for the first time after the outage, which began for all at the same moment. */
  const returnsAfter = () => {
    let at = 0;
    for (let failures = 1; at < OUTAGE_MS; failures += 1) at += pauseAfter(failures, 60_000, 0, random());
    return at - OUTAGE_MS;
  };
  const perTenSeconds = new Array<number>(30).fill(0);
  for (let agent = 0; agent < 3_000; agent += 1) {
    const slot = Math.floor(returnsAfter() / 10_000);
    perTenSeconds[slot] = (perTenSeconds[slot] ?? 0) + 1;
  }
  expect(Math.max(...perTenSeconds)).toBeLessThan(3 * (3_000 / 30));
});

import { describe, expect, it } from 'vitest';
import type { Level } from '../types.ts';
import { settle, type Track } from './settle.ts';

const MINUTE = 60_000;
const AT_ONCE = { for_seconds: 0, consecutive: 1 };
const TEN_MINUTES = { for_seconds: 600, consecutive: 1 };
const THREE = { for_seconds: 0, consecutive: 3 };

/** Levels that count after each reading; `w` warning, `c` critical, `.` well. */
function run(
  rule: typeof AT_ONCE,
  readings: string,
  stepMs: number,
  gaps: Record<number, number> = {},
): string {
  const LEVELS: Record<string, Level | null> = { w: 'warning', c: 'critical', '.': null };
  let track: Track | undefined;
  let at = 0;
  return [...readings]
    .map((letter, i) => {
      at += gaps[i] ?? stepMs;
      track = settle(track, LEVELS[letter] ?? null, rule, at);
      return track.level === null ? '.' : track.level.charAt(0);
    })
    .join('');
}

describe('a level counts', () => {
  it.each([
    { what: 'at once', rule: AT_ONCE, readings: '.wwc.', levels: '.wwc.' },
    {
      what: 'after ten minutes, not before',
      rule: TEN_MINUTES,
      readings: 'wwwwwwwwwww.',
      levels: '..........w.',
    },
    {
      what: 'not when it paused in between',
      rule: TEN_MINUTES,
      readings: 'wwwwwwww.wwwww',
      levels: '..............',
    },
    { what: 'in three reports in a row', rule: THREE, readings: 'ww.www', levels: '.....w' },
    { what: 'as critical once that has lasted too', rule: THREE, readings: 'wwwccc', levels: '..wwwc' },
    { what: 'as a warning while critical has not lasted', rule: THREE, readings: 'wcw', levels: '..w' },
    { what: 'and eases at once', rule: THREE, readings: 'cccww.', levels: '..cww.' },
  ])('$what', ({ rule, readings, levels }) => {
    expect(run(rule, readings, MINUTE)).toBe(levels);
  });

  it('only by reports without a long break: nobody knows what was between', () => {
    expect(run(TEN_MINUTES, 'ww', MINUTE, { 1: 20 * MINUTE })).toBe('..');
    expect(run(TEN_MINUTES, 'wwwwwwwwwwww', MINUTE, { 11: 20 * MINUTE })).toBe('..........ww');
  });
});

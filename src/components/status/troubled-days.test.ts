import { describe, expect, it } from 'vitest';
import type { PublicDay, PublicState } from '../../words/status/public-page.ts';
import { troubledDays } from './troubled-days.ts';

/** Days from 1 November on, one letter each: w(orking), i(mpaired), d(own), m(aintenance), u(nknown). */
function daysLike(letters: string): PublicDay[] {
  const states: Record<string, PublicState> = {
    w: 'working',
    i: 'impaired',
    d: 'down',
    m: 'maintenance',
    u: 'unknown',
  };
  return Array.from(letters, (letter, i) => ({
    date: `2026-11-${String(i + 1).padStart(2, '0')}`,
    state: states[letter] ?? 'unknown',
    downMs: letter === 'd' ? (i + 1) * 60_000 : 0,
    impairedMs: 0,
    maintenanceMs: 0,
    unknownMs: 0,
  }));
}

const told = (letters: string) =>
  troubledDays(daysLike(letters), ({ state, downMs }) => `${state} ${downMs / 60_000}`).map(
    ({ from, to, text }) => `${from.slice(-2)}–${to.slice(-2)} ${text}`,
  );

describe('days with trouble', () => {
  it.each<[string, string, string[]]>([
    ['none when all was well', 'wwww', []],
    ['each day, the newest first', 'wdwiw', ['04–04 impaired 0', '02–02 down 2']],
    ['days that read the same as one', 'wuuuw', ['02–04 unknown 0']],
    ['none before anything was known', 'uuuww', []],
    ['none where nothing was ever known', 'uuu', []],
    ['days that read differently one by one', 'wdd', ['03–03 down 3', '02–02 down 2']],
    ['the same on both sides of a good day as two', 'wuwu', ['04–04 unknown 0', '02–02 unknown 0']],
    ['neighbours of another state as two', 'mmuu', ['03–04 unknown 0', '01–02 maintenance 0']],
  ])('are %s', (_, letters, expected) => {
    expect(told(letters)).toEqual(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { ago, clock, duration, exact, moment, timeLeft } from './times.ts';

const now = Date.parse('2026-11-20T14:07:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;

describe('duration', () => {
  it.each([
    ['days and hours', 12 * 86_400 + 4 * 3600 + 59, '12d 4h'],
    ['whole days alone', 3 * 86_400, '3d'],
    ['hours and minutes', 3 * 3600 + 20 * 60, '3h 20m'],
    ['whole hours alone', 7200, '2h'],
    ['minutes without seconds', 150, '2m'],
    ['seconds at the start', 45.9, '45s'],
    ['never less than nothing', -5, '0s'],
  ])('%s', (_, seconds, expected) => {
    expect(duration(seconds)).toBe(expected);
  });
});

describe('ago', () => {
  it.each([
    ['a few seconds are now', 4000, 'just now'],
    ['a clock ahead of ours is now', -90_000, 'just now'],
    ['seconds', 20_000, '20 s ago'],
    ['minutes', 5 * MINUTE, '5 min ago'],
    ['hours', 3.5 * 60 * MINUTE, '3 h ago'],
    ['one day', 1.2 * DAY, '1 day ago'],
    ['days', 12 * DAY, '12 days ago'],
    ['months', 65 * DAY, '2 months ago'],
    ['years', 800 * DAY, '2 years ago'],
  ])('%s', (_, elapsed, expected) => {
    expect(ago(now - elapsed, now)).toBe(expected);
  });
});

describe('time left', () => {
  it.each([
    ['what was asked for a second ago', 8 * 60 * MINUTE - 1000, '8 h'],
    ['of some days', 7 * DAY - 30_000, '7 days'],
    ['less than was asked for', 8 * 60 * MINUTE - 2 * MINUTE, '7 h'],
    ['the last minute', 20_000, '1 min'],
    ['never less than nothing', -5000, '0 s'],
  ])('%s', (_, left, expected) => {
    expect(timeLeft(left)).toBe(expected);
  });
});

describe('moment', () => {
  it.each([
    ['today by its clock', now - 5 * MINUTE, '14:02'],
    ['yesterday evening by its weekday, though less than a day ago', now - 16 * 60 * MINUTE, 'Thu 22:07'],
    ['this week by its weekday', now - 3 * DAY, 'Tue 14:07'],
    ['earlier by its date', now - 17 * DAY, '3 Nov'],
    ['the same date a year ago is not today', now - 365 * DAY, '20 Nov'],
  ])('names %s', (_, at, expected) => {
    expect(moment(at, now, 'UTC')).toBe(expected);
  });

  it('speaks in the zone of the reader', () => {
    expect(moment(now, now, 'Asia/Tokyo')).toBe('23:07');
  });
});

describe('clock and exact', () => {
  it('show the time of a zone', () => {
    expect(clock(now, 'Europe/Berlin')).toBe('15:07');
    expect(exact(now, 'UTC')).toBe('20 Nov 2026, 14:07:00');
  });
});

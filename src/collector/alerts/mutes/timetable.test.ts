import { describe, expect, it } from 'vitest';
import type { Timetable } from './schema.ts';
import { activeUntil, nextStart } from './timetable.ts';

const LONDON = 'Europe/London';
const weekly = (days: number[], starts: string, ends: string): Timetable => ({
  type: 'weekly',
  days,
  starts,
  ends,
});
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const NIGHTLY = weekly(EVERY_DAY, '02:00', '04:00');
const OVER_MIDNIGHT = weekly([5], '23:00', '01:00');
const ONCE: Timetable = { type: 'once', starts: '2026-06-10T20:00', ends: '2026-06-10T22:00' };

const told = (at: number | null) => (at === null ? null : new Date(at).toISOString().slice(0, 16));

describe('a window', () => {
  it.each([
    {
      what: 'is shut before',
      timetable: NIGHTLY,
      at: '2026-01-10T01:59',
      until: null,
      next: '2026-01-10T02:00',
    },
    {
      what: 'is open from its first minute',
      timetable: NIGHTLY,
      at: '2026-01-10T02:00',
      until: '2026-01-10T04:00',
      next: '2026-01-11T02:00',
    },
    {
      what: 'is shut from its last',
      timetable: NIGHTLY,
      at: '2026-01-10T04:00',
      until: null,
      next: '2026-01-11T02:00',
    },
    {
      what: 'keeps to the clock on the wall in summer',
      timetable: NIGHTLY,
      at: '2026-07-10T01:00',
      until: '2026-07-10T03:00',
      next: '2026-07-11T01:00',
    },
    {
      what: 'ends by the new clock in the night that loses an hour',
      timetable: weekly(EVERY_DAY, '00:30', '04:00'),
      at: '2026-03-29T00:30',
      until: '2026-03-29T03:00',
      next: '2026-03-29T23:30',
    },
    {
      what: 'lasts an hour longer in the night that gains one',
      timetable: weekly(EVERY_DAY, '00:30', '04:00'),
      at: '2026-10-24T23:30',
      until: '2026-10-25T04:00',
      next: '2026-10-26T00:30',
    },
    {
      what: 'that the night without an hour swallows comes again a week later',
      timetable: weekly([7], '01:30', '02:00'),
      at: '2026-03-27T12:00',
      until: null,
      next: '2026-04-05T00:30',
    },
    {
      what: 'of a whole day is open all day',
      timetable: weekly([6], '00:00', '00:00'),
      at: '2026-01-10T23:59',
      until: '2026-01-11T00:00',
      next: '2026-01-17T00:00',
    },
    {
      what: 'goes on over midnight',
      timetable: OVER_MIDNIGHT,
      at: '2026-01-10T00:30',
      until: '2026-01-10T01:00',
      next: '2026-01-16T23:00',
    },
    {
      what: 'of Friday does not begin on Saturday',
      timetable: OVER_MIDNIGHT,
      at: '2026-01-10T23:30',
      until: null,
      next: '2026-01-16T23:00',
    },
    {
      what: 'that comes once is open',
      timetable: ONCE,
      at: '2026-06-10T19:30',
      until: '2026-06-10T21:00',
      next: null,
    },
    {
      what: 'that comes once is still to come',
      timetable: ONCE,
      at: '2026-06-01T00:00',
      until: null,
      next: '2026-06-10T19:00',
    },
    { what: 'that comes once is over', timetable: ONCE, at: '2026-06-10T21:00', until: null, next: null },
  ])('$what', ({ timetable, at, until, next }) => {
    const window = { zone: LONDON, timetable };
    const now = Date.parse(`${at}:00Z`);
    expect({ until: told(activeUntil(window, now)), next: told(nextStart(window, now)) }).toEqual({
      until,
      next,
    });
  });
});

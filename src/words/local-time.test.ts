import { describe, expect, it } from 'vitest';
import { dateAfter, instantOf, localTimeOf, weekdayOf } from './local-time.ts';

const LONDON = 'Europe/London';
const NEW_YORK = 'America/New_York';
const LORD_HOWE = 'Australia/Lord_Howe';

describe('a local time is an instant', () => {
  it.each([
    { what: 'in UTC as it stands', zone: 'UTC', at: '2026-03-29T01:30', utc: '2026-03-29T01:30Z' },
    { what: 'in winter', zone: LONDON, at: '2026-01-10T02:00', utc: '2026-01-10T02:00Z' },
    { what: 'in summer', zone: LONDON, at: '2026-07-10T02:00', utc: '2026-07-10T01:00Z' },
    { what: 'just before clocks go forward', zone: LONDON, at: '2026-03-29T00:59', utc: '2026-03-29T00:59Z' },
    { what: 'moved on where clocks skip it', zone: LONDON, at: '2026-03-29T01:30', utc: '2026-03-29T01:30Z' },
    {
      what: 'just after clocks went forward',
      zone: LONDON,
      at: '2026-03-29T02:00',
      utc: '2026-03-29T01:00Z',
    },
    {
      what: 'the first of two when clocks go back',
      zone: LONDON,
      at: '2026-10-25T01:30',
      utc: '2026-10-25T00:30Z',
    },
    { what: 'after clocks went back', zone: LONDON, at: '2026-10-25T02:00', utc: '2026-10-25T02:00Z' },
    { what: 'west of Greenwich, skipped', zone: NEW_YORK, at: '2026-03-08T02:30', utc: '2026-03-08T07:30Z' },
    { what: 'west of Greenwich, twice', zone: NEW_YORK, at: '2026-11-01T01:30', utc: '2026-11-01T05:30Z' },
    {
      what: 'where clocks change by half an hour',
      zone: LORD_HOWE,
      at: '2026-10-04T02:15',
      utc: '2026-10-03T15:45Z',
    },
    {
      what: 'where clocks differ by three quarters',
      zone: 'Asia/Kathmandu',
      at: '2026-05-01T00:00',
      utc: '2026-04-30T18:15Z',
    },
  ])('$what: $at in $zone', ({ zone, at, utc }) => {
    const [date = '', clock = ''] = at.split('T');
    expect(new Date(instantOf(zone, { date, clock })).toISOString()).toBe(`${utc.slice(0, 16)}:00.000Z`);
  });

  it('and back', () => {
    expect(localTimeOf(LONDON, Date.parse('2026-07-10T23:30:00Z'))).toEqual({
      date: '2026-07-11',
      clock: '00:30',
    });
  });
});

it('days follow each other on the calendar', () => {
  expect(dateAfter('2026-02-28', 1)).toBe('2026-03-01');
  expect(dateAfter('2026-03-01', -1)).toBe('2026-02-28');
  expect(weekdayOf('2026-11-25')).toBe(3);
  expect(weekdayOf('2026-11-29')).toBe(7);
});

import { describe, expect, it } from 'vitest';
import type { PublicState } from '../../../words/status/public-page.ts';
import { dayStarts, daysOf } from './days.ts';
import { minutes } from './test-history.ts';
import type { Span } from './types.ts';

const LONDON = 'Europe/London';
const HOUR_MS = minutes(60);
const utc = (time: string) => Date.parse(`${time}:00Z`);

describe('days begin at midnight where the reader is', () => {
  it.each<{ what: string; zone: string; now: string; starts: string[]; hours: number }>([
    {
      what: 'in UTC',
      zone: 'UTC',
      now: '2026-11-25T10:00',
      starts: ['2026-11-24T00:00', '2026-11-25T00:00'],
      hours: 24,
    },
    {
      what: 'when clocks go forward',
      zone: LONDON,
      now: '2026-03-30T10:00',
      starts: ['2026-03-29T00:00', '2026-03-29T23:00'],
      hours: 23,
    },
    {
      what: 'when clocks go back',
      zone: LONDON,
      now: '2026-10-26T10:00',
      starts: ['2026-10-24T23:00', '2026-10-26T00:00'],
      hours: 25,
    },
    {
      what: 'west of Greenwich, forward',
      zone: 'America/New_York',
      now: '2026-03-09T20:00',
      starts: ['2026-03-08T05:00', '2026-03-09T04:00'],
      hours: 23,
    },
    {
      what: 'west of Greenwich, back',
      zone: 'America/New_York',
      now: '2026-11-02T20:00',
      starts: ['2026-11-01T04:00', '2026-11-02T05:00'],
      hours: 25,
    },
    {
      what: 'by half an hour, forward',
      zone: 'Australia/Lord_Howe',
      now: '2026-10-05T02:00',
      starts: ['2026-10-03T13:30', '2026-10-04T13:00'],
      hours: 23.5,
    },
    {
      what: 'by half an hour, back',
      zone: 'Australia/Lord_Howe',
      now: '2026-04-06T02:00',
      starts: ['2026-04-04T13:00', '2026-04-05T13:30'],
      hours: 24.5,
    },
    {
      what: 'where clocks never change',
      zone: 'Asia/Kathmandu',
      now: '2026-03-30T10:00',
      starts: ['2026-03-28T18:15', '2026-03-29T18:15'],
      hours: 24,
    },
    {
      what: 'where the change skips midnight',
      zone: 'Africa/Cairo',
      now: '2026-04-25T10:00',
      starts: ['2026-04-23T22:00', '2026-04-24T21:00'],
      hours: 23,
    },
    {
      what: 'where midnight comes twice',
      zone: 'America/Havana',
      now: '2026-11-02T10:00',
      starts: ['2026-11-01T04:00', '2026-11-02T05:00'],
      hours: 25,
    },
    {
      what: 'at midnight itself',
      zone: 'UTC',
      now: '2026-11-25T00:00',
      starts: ['2026-11-24T00:00', '2026-11-25T00:00'],
      hours: 24,
    },
  ])('$what: a day of $hours hours', ({ zone, now, starts, hours }) => {
    const [before = 0, today = 0, ...more] = dayStarts(zone, utc(now), 2);
    expect([before, today].map((at) => new Date(at).toISOString().slice(0, 16))).toEqual(starts);
    expect((today - before) / HOUR_MS).toBe(hours);
    expect(more).toEqual([]);
  });

  it('as many as asked for, each after the one before', () => {
    const starts = dayStarts(LONDON, utc('2026-11-25T10:00'), 90);
    expect(starts).toHaveLength(90);
    expect(new Date(starts[0] ?? 0).toISOString()).toBe('2026-08-27T23:00:00.000Z');
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });
});

const NOON = utc('2026-11-25T12:00');
const STARTS = dayStarts('UTC', NOON, 3);
const BEGIN = STARTS[0] ?? 0;

/** Spans by the minutes after the first midnight at which they begin. */
const spansFrom = (now: number, ...parts: [number, PublicState][]): Span[] =>
  parts.map(([minute, state], i) => {
    const next = parts[i + 1];
    return { from: BEGIN + minutes(minute), to: next ? BEGIN + minutes(next[0]) : now, state };
  });

const DAY = 24 * 60;

describe('the worst of a day', () => {
  it.each<{ what: string; parts: [number, PublicState][]; states: string }>([
    { what: 'works', parts: [[0, 'working']], states: 'working working working' },
    { what: 'nothing is known', parts: [[0, 'unknown']], states: 'unknown unknown unknown' },
    {
      what: 'down for a minute',
      parts: [
        [0, 'working'],
        [5, 'down'],
        [6, 'working'],
      ],
      states: 'down working working',
    },
    {
      what: 'down over midnight',
      parts: [
        [0, 'working'],
        [DAY - 1, 'down'],
        [DAY + 1, 'working'],
      ],
      states: 'down down working',
    },
    {
      what: 'down until midnight',
      parts: [
        [0, 'down'],
        [DAY, 'working'],
      ],
      states: 'down working working',
    },
    {
      what: 'down before impaired',
      parts: [
        [0, 'impaired'],
        [5, 'down'],
        [6, 'impaired'],
      ],
      states: 'down impaired impaired',
    },
    {
      what: 'impaired before unknown',
      parts: [
        [0, 'unknown'],
        [60, 'impaired'],
        [61, 'working'],
      ],
      states: 'impaired working working',
    },
    {
      what: 'ten minutes unknown',
      parts: [
        [0, 'working'],
        [5, 'unknown'],
        [15, 'working'],
      ],
      states: 'unknown working working',
    },
    {
      what: 'nine minutes unknown',
      parts: [
        [0, 'working'],
        [5, 'unknown'],
        [14, 'working'],
      ],
      states: 'working working working',
    },
    {
      what: 'ten minutes unknown in two parts',
      parts: [
        [0, 'working'],
        [5, 'unknown'],
        [10, 'working'],
        [20, 'unknown'],
        [25, 'working'],
      ],
      states: 'unknown working working',
    },
    {
      what: 'unknown before planned work',
      parts: [
        [0, 'unknown'],
        [10, 'maintenance'],
        [20, 'working'],
      ],
      states: 'unknown working working',
    },
    {
      what: 'planned work',
      parts: [
        [0, 'unknown'],
        [9, 'maintenance'],
        [20, 'working'],
      ],
      states: 'maintenance working working',
    },
    {
      what: 'first heard on the second day',
      parts: [
        [0, 'unknown'],
        [DAY + 5, 'working'],
      ],
      states: 'unknown working working',
    },
    {
      what: 'first heard today',
      parts: [
        [0, 'unknown'],
        [2 * DAY + 700, 'working'],
      ],
      states: 'unknown unknown unknown',
    },
    {
      what: 'down since this very instant',
      parts: [
        [0, 'working'],
        [2 * DAY + 720, 'down'],
      ],
      states: 'working working down',
    },
  ])('$what: $states', ({ parts, states }) => {
    const days = daysOf(spansFrom(NOON, ...parts), 'UTC', STARTS, NOON);
    expect(days.map(({ state }) => state).join(' ')).toBe(states);
  });

  it('that has just begun is as the present is, and the day before keeps what was', () => {
    const midnight = STARTS[2] ?? 0;
    const broken = spansFrom(midnight, [0, 'working'], [2 * DAY, 'down']);
    const states = (spans: Span[]) => daysOf(spans, 'UTC', STARTS, midnight).map(({ state }) => state);
    expect(states(broken)).toEqual(['working', 'working', 'down']);
    expect(states(spansFrom(midnight, [0, 'working']))).toEqual(['working', 'working', 'working']);
  });

  it('of which a few minutes have passed is unknown only where all of them are', () => {
    const now = (STARTS[2] ?? 0) + minutes(5);
    const today = (...parts: [number, PublicState][]) =>
      daysOf(spansFrom(now, ...parts), 'UTC', STARTS, now)[2];
    expect(today([0, 'working'], [2 * DAY, 'unknown'])?.state).toBe('unknown');
    expect(today([0, 'working'], [2 * DAY + 1, 'unknown'])?.state).toBe('working');
  });

  it('before anything was looked at is unknown', () => {
    const spans = spansFrom(NOON, [2 * DAY, 'working']);
    expect(daysOf(spans, 'UTC', STARTS, NOON).map(({ state }) => state)).toEqual([
      'unknown',
      'unknown',
      'working',
    ]);
    expect(daysOf([], 'UTC', STARTS, NOON).map(({ state }) => state)).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
  });
});

it('durations are split at midnight, and today is counted as far as it has come', () => {
  const spans = spansFrom(
    NOON,
    [0, 'unknown'],
    [60, 'impaired'],
    [DAY - 30, 'down'],
    [DAY + 15, 'maintenance'],
    [DAY + 75, 'working'],
    [2 * DAY + 700, 'down'],
  );
  const hours = (count: number) => count * HOUR_MS;
  expect(daysOf(spans, 'UTC', STARTS, NOON)).toEqual([
    {
      date: '2026-11-23',
      state: 'down',
      downMs: minutes(30),
      impairedMs: hours(22.5),
      maintenanceMs: 0,
      unknownMs: hours(1),
    },
    {
      date: '2026-11-24',
      state: 'down',
      downMs: minutes(15),
      impairedMs: 0,
      maintenanceMs: hours(1),
      unknownMs: 0,
    },
    { date: '2026-11-25', state: 'down', downMs: minutes(20), impairedMs: 0, maintenanceMs: 0, unknownMs: 0 },
  ]);
});

it.each([
  { what: 'of 23 hours', zone: LONDON, now: '2026-03-30T10:00', date: '2026-03-29', hours: 23 },
  { what: 'of 25 hours', zone: LONDON, now: '2026-10-26T10:00', date: '2026-10-25', hours: 25 },
  { what: 'of 25 hours', zone: 'America/New_York', now: '2026-11-02T20:00', date: '2026-11-01', hours: 25 },
  {
    what: 'of 23½ hours',
    zone: 'Australia/Lord_Howe',
    now: '2026-10-05T02:00',
    date: '2026-10-04',
    hours: 23.5,
  },
  {
    what: 'that begins at one',
    zone: 'Africa/Cairo',
    now: '2026-04-25T10:00',
    date: '2026-04-24',
    hours: 23,
  },
  { what: 'as any other', zone: 'Asia/Kolkata', now: '2026-03-30T10:00', date: '2026-03-29', hours: 24 },
])('a day $what in $zone is down for as long as it is', ({ zone, now, date, hours }) => {
  const starts = dayStarts(zone, utc(now), 2);
  const spans: Span[] = [{ from: starts[0] ?? 0, to: utc(now), state: 'down' }];
  const [day, today] = daysOf(spans, zone, starts, utc(now));
  expect(day).toMatchObject({ date, downMs: hours * HOUR_MS });
  expect(today?.downMs).toBe(utc(now) - (starts[1] ?? 0));
});

import { describe, expect, it } from 'vitest';
import { NOW, ZONE } from '../../../tests/public-page.ts';
import { ageIn, datedSpanIn, dayIn, exactIn, momentIn, spanIn, wordsOf } from './index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const en = wordsOf('en');

describe('a moment', () => {
  it.each([
    ['of today is told by its clock', NOW - HOUR, '14:07'],
    ['of last night by its weekday', NOW - 16 * HOUR, 'Tuesday 23:07'],
    ['of tomorrow by its weekday', NOW + DAY, 'Thursday 15:07'],
    ['six days ago by its weekday', NOW - 6 * DAY, 'Thursday 15:07'],
    ['a week ago by its date', NOW - 7 * DAY, '18 November at 15:07'],
    ['a week ahead by its date', NOW + 7 * DAY, '2 December at 15:07'],
    ['of another year with that year', NOW - 365 * DAY, '25 November 2025 at 15:07'],
  ])('%s', (_, at, expected) => {
    expect(momentIn(en, ZONE, at, NOW)).toBe(expected);
  });

  it('is told by the clock of the page, not of the hub', () => {
    expect(momentIn(en, 'Asia/Tokyo', NOW, NOW)).toBe('23:07');
    expect(momentIn(en, 'Asia/Tokyo', NOW + HOUR, NOW)).toBe('Thursday 00:07');
  });

  it.each([
    ['de', 'Dienstag, 15:07', '18. November um 15:07'],
    ['fr', 'mardi 15:07', '18 novembre à 15:07'],
    ['es', 'martes, 15:07', '18 de noviembre a las 15:07'],
  ] as const)('is told as %s has it', (language, weekday, date) => {
    expect(momentIn(wordsOf(language), ZONE, NOW - DAY, NOW)).toBe(weekday);
    expect(momentIn(wordsOf(language), ZONE, NOW - 7 * DAY, NOW)).toBe(date);
  });
});

describe('a span', () => {
  const from = NOW + 7 * DAY;
  it.each([
    ['en', 'From 15:07 to 16:07', 'From 2 December 2026 at 15:07 to 3 December 2026 at 15:07'],
    [
      'de',
      'Von 15:07 Uhr bis 16:07 Uhr',
      'Vom 2. Dezember 2026 um 15:07 Uhr bis zum 3. Dezember 2026 um 15:07 Uhr',
    ],
    ['fr', 'De 15:07 à 16:07', 'Du 2 décembre 2026 à 15:07 au 3 décembre 2026 à 15:07'],
    [
      'es',
      'De las 15:07 a las 16:07',
      'Del 2 de diciembre de 2026 a las 15:07 al 3 de diciembre de 2026 a las 15:07',
    ],
  ] as const)('names in %s the days that are not today', (language, today, days) => {
    expect(spanIn(wordsOf(language), ZONE, NOW, NOW + HOUR, NOW)).toBe(today);
    expect(datedSpanIn(wordsOf(language), ZONE, from, from + DAY)).toBe(days);
  });

  it('names a day once', () => {
    expect(spanIn(en, ZONE, NOW + DAY, NOW + DAY + HOUR, NOW)).toBe('From Thursday 15:07 to 16:07');
    expect(datedSpanIn(en, ZONE, NOW, NOW + HOUR)).toBe('From 25 November 2026 at 15:07 to 16:07');
  });
});

it('says exactly when, with the zone', () => {
  expect(exactIn(en, 'Europe/London', NOW)).toBe('25 November 2026 at 14:07:00 GMT');
  expect(exactIn(wordsOf('de'), ZONE, NOW)).toBe('25. November 2026 um 15:07:00 MEZ');
});

it('names a day of the calendar, whatever the zone', () => {
  expect(dayIn(en, 'Pacific/Kiritimati', '2026-11-25')).toBe('25 November');
  expect(dayIn(wordsOf('es'), 'America/Los_Angeles', '2026-11-25')).toBe('25 de noviembre');
});

it.each([
  ['of a clock that runs ahead', -5000, '1 minute ago'],
  ['of some minutes', 12.9 * 60_000, '12 minutes ago'],
  ['of over an hour', 100 * 60_000, '100 minutes ago'],
  ['of hours', 5 * HOUR, '5 hours ago'],
  ['of days', 3 * DAY, '3 days ago'],
])('tells the age %s', (_, ageMs, expected) => {
  expect(ageIn(en, ageMs)).toBe(expected);
});

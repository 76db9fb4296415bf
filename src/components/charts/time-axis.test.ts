import { describe, expect, it } from 'vitest';
import { tickLabel, timeTicks } from './time-axis.ts';

const at = (...parts: [number, number, number?, number?, number?]) =>
  new Date(parts[0], parts[1], parts[2] ?? 1, parts[3] ?? 0, parts[4] ?? 0).getTime();
const labels = (from: number, to: number, most: number) => timeTicks(from, to, most).map(tickLabel);

describe('timeTicks', () => {
  it.each([
    [
      'an hour at quarters',
      at(2026, 10, 20, 13, 7),
      at(2026, 10, 20, 14, 7),
      6,
      ['13:10', '13:20', '13:30', '13:40', '13:50', '14:00'],
    ],
    [
      'a day at even hours, its midnight by the date',
      at(2026, 10, 19, 14, 7),
      at(2026, 10, 20, 14, 7),
      6,
      ['18:00', '20 Nov', '06:00', '12:00'],
    ],
    [
      'a week at midnights',
      at(2026, 10, 13, 14),
      at(2026, 10, 20, 14),
      8,
      ['14 Nov', '15 Nov', '16 Nov', '17 Nov', '18 Nov', '19 Nov', '20 Nov'],
    ],
    [
      'a month in fewer days',
      at(2026, 9, 21, 14),
      at(2026, 10, 20, 14),
      6,
      ['26 Oct', '31 Oct', '5 Nov', '10 Nov', '15 Nov', '20 Nov'],
    ],
    [
      'a year at the first of months',
      at(2025, 10, 20),
      at(2026, 10, 20),
      7,
      ['1 Jan', '1 Mar', '1 May', '1 Jul', '1 Sept', '1 Nov'],
    ],
  ])('marks %s', (_, from, to, most, expected) => {
    expect(labels(from, to, most)).toEqual(expected);
  });

  it('marks decades by years rather than without end', () => {
    expect(timeTicks(at(2000, 0), at(2026, 0), 6).length).toBeLessThan(30);
  });
});

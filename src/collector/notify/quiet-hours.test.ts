import { describe, expect, it } from 'vitest';
import { quietUntil } from './quiet-hours.ts';

const hours = (from: string, to: string) => ({
  zone: 'Europe/London',
  from,
  to,
  lets_critical_through: true,
});

describe('quiet hours', () => {
  it.each([
    { what: 'have not begun', from: '22:00', to: '07:00', at: '2026-01-10T21:59', until: null },
    {
      what: 'begin in the evening',
      from: '22:00',
      to: '07:00',
      at: '2026-01-10T22:00',
      until: '2026-01-11T07:00',
    },
    {
      what: 'go on after midnight',
      from: '22:00',
      to: '07:00',
      at: '2026-01-11T03:00',
      until: '2026-01-11T07:00',
    },
    { what: 'are over in the morning', from: '22:00', to: '07:00', at: '2026-01-11T07:00', until: null },
    {
      what: 'lie within a day',
      from: '12:00',
      to: '14:00',
      at: '2026-01-10T13:00',
      until: '2026-01-10T14:00',
    },
    {
      what: 'end by the clock on the wall in summer',
      from: '22:00',
      to: '07:00',
      at: '2026-07-10T22:00',
      until: '2026-07-11T06:00',
    },
    {
      what: 'are an hour shorter when clocks go forward',
      from: '22:00',
      to: '07:00',
      at: '2026-03-28T23:00',
      until: '2026-03-29T06:00',
    },
    {
      what: 'do not begin again when clocks go back over their end',
      from: '22:00',
      to: '01:30',
      at: '2026-10-25T01:10',
      until: null,
    },
  ])('$what', ({ from, to, at, until }) => {
    const found = quietUntil(hours(from, to), Date.parse(`${at}:00Z`));
    expect(found === null ? null : new Date(found).toISOString().slice(0, 16)).toBe(until);
  });
});

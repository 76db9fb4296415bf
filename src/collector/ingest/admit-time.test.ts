import { describe, expect, it } from 'vitest';
import { admitTime } from './admit-time.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');

describe('admitTime', () => {
  it.each([
    { what: 'the present', timestamp: '2026-03-01T12:00:00Z', at: NOW },
    { what: 'another zone', timestamp: '2026-03-01T13:00:00+01:00', at: NOW },
    { what: 'exactly five minutes ahead', timestamp: '2026-03-01T12:05:00Z', at: NOW + 300_000 },
    { what: 'exactly as old as what is kept', timestamp: '2026-01-30T12:00:00Z', at: NOW - 30 * 86_400_000 },
  ])('admits $what', ({ timestamp, at }) => {
    expect(admitTime(timestamp, 30, NOW)).toBe(at);
  });

  it.each([
    {
      what: 'more than five minutes ahead',
      timestamp: '2026-03-01T12:05:00.001Z',
      message: '2026-03-01T12:00:00.000Z here',
    },
    { what: 'a clock without battery', timestamp: '1970-01-01T00:00:10Z', message: 'older than the 30 days' },
  ])('refuses $what and says why', ({ timestamp, message }) => {
    expect(() => admitTime(timestamp, 30, NOW)).toThrow(message);
  });
});

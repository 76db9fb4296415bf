import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { chooseResolution, coarser, DAY_MS, HOUR_MS } from './resolution.ts';
import type { Resolution } from './schema.ts';

const NOW = Date.UTC(2026, 5, 1);
const settings = DEFAULT_SETTINGS;

describe('chooseResolution', () => {
  it.each<[string, number, number, Resolution]>([
    ['an hour', HOUR_MS, 0, 'raw'],
    ['two days', 48 * HOUR_MS, 0, 'raw'],
    ['a little more than two days', 48 * HOUR_MS + 1, 0, '15m'],
    ['sixty days', 60 * DAY_MS, 0, '15m'],
    ['a little more than sixty days', 60 * DAY_MS + 1, 0, '6h'],
    ['ten years', 3650 * DAY_MS, 0, '6h'],
    ['an hour of last week', HOUR_MS, 7 * DAY_MS, 'raw'],
    ['an hour that is no longer kept as sent', HOUR_MS, 31 * DAY_MS, '15m'],
    ['an hour of two years ago', HOUR_MS, 730 * DAY_MS, '6h'],
    ['an hour that nothing keeps any more', HOUR_MS, 3650 * DAY_MS, '6h'],
  ])('%s', (_, length, ago, expected) => {
    const to = NOW - ago;
    expect(chooseResolution(to - length, to, NOW, settings)).toBe(expected);
  });

  it('follows the retention that a person set', () => {
    const short = { ...DEFAULT_SETTINGS, retention_raw_days: 1 };
    expect(chooseResolution(NOW - 36 * HOUR_MS, NOW, NOW, short)).toBe('15m');
  });
});

it('coarser ends at the coarsest', () => {
  expect([coarser('raw'), coarser('15m'), coarser('6h')]).toEqual(['15m', '6h', null]);
});

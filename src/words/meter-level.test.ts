import { expect, it } from 'vitest';
import { meterLevel } from './meter-level.ts';

it.each([
  ['cpu', 89.9, 'ok'],
  ['cpu', 90, 'medium'],
  ['memory', 84, 'ok'],
  ['memory', 85, 'medium'],
  ['disk', 79.9, 'ok'],
  ['disk', 80, 'high'],
  ['disk', 90, 'critical'],
  ['disk', null, 'unknown'],
] as const)('%s at %s is %s', (metered, percent, level) => {
  expect(meterLevel(metered, percent)).toBe(level);
});

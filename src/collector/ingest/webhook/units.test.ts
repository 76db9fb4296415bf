import { describe, expect, it } from 'vitest';
import { measure, type Quantity } from './units.ts';

const NO_FIT = (unit: string) => `The unit "${unit}" does not fit this metric`;

describe('a pushed value', () => {
  it.each<{ quantity: Quantity; value: unknown; unit?: string; expected: number }>([
    { quantity: 'gigabytes', value: 5200.5, unit: 'GB', expected: 5200.5 },
    { quantity: 'gigabytes', value: 5200.5, expected: 5200.5 },
    { quantity: 'gigabytes', value: '5200.5', unit: 'gb', expected: 5200.5 },
    { quantity: 'gigabytes', value: 5.2, unit: 'TB', expected: 5200 },
    { quantity: 'gigabytes', value: 1, unit: 'TiB', expected: 1099.511628 },
    { quantity: 'gigabytes', value: 4_000_000_000, unit: 'bytes', expected: 4 },
    { quantity: 'gigabytes', value: 0, unit: 'B', expected: 0 },
    { quantity: 'bytes', value: 3, unit: 'MiB', expected: 3_145_728 },
    { quantity: 'bytes', value: 12, expected: 12 },
    { quantity: 'bytes', value: 123_456_789_012_347, expected: 123_456_789_012_347 },
    { quantity: 'percent', value: 12.5, unit: '%', expected: 12.5 },
    { quantity: 'celsius', value: 41, unit: '°C', expected: 41 },
    { quantity: 'celsius', value: 104, unit: '°F', expected: 40 },
    { quantity: 'hours', value: 2, unit: 'days', expected: 48 },
    { quantity: 'hours', value: 31_000, expected: 31_000 },
    { quantity: 'seconds', value: 2, unit: 'h', expected: 7200 },
    { quantity: 'count', value: 8, unit: 'sectors', expected: 8 },
    { quantity: 'time', value: '2026-03-01T12:00:00Z', expected: 1_772_366_400 },
    { quantity: 'time', value: '2026-03-01T12:00:00', expected: 1_772_366_400 },
    { quantity: 'time', value: '2026-03-01 13:00:00+01:00', expected: 1_772_366_400 },
    { quantity: 'time', value: 1_772_366_400, unit: 'timestamp', expected: 1_772_366_400 },
    { quantity: 'time', value: 1_772_366_400_000, unit: 'ms', expected: 1_772_366_400 },
  ])('$value $unit of $quantity is $expected', ({ quantity, value, unit, expected }) => {
    expect(measure(quantity, value, unit)).toEqual({ ok: true, value: expected });
  });

  it.each<{ quantity: Quantity; value: unknown; unit?: string; reason: string }>([
    { quantity: 'gigabytes', value: 'much', reason: 'The value is not a number' },
    { quantity: 'gigabytes', value: '', reason: 'The value is not a number' },
    { quantity: 'gigabytes', value: null, reason: 'The value is not a number' },
    { quantity: 'gigabytes', value: true, reason: 'The value is not a number' },
    { quantity: 'gigabytes', value: { GB: 1 }, reason: 'The value is not a number' },
    { quantity: 'gigabytes', value: Number.POSITIVE_INFINITY, reason: 'The value is not a number' },
    { quantity: 'gigabytes', value: 5, unit: '%', reason: NO_FIT('%') },
    { quantity: 'gigabytes', value: 5, unit: 'constructor', reason: NO_FIT('constructor') },
    { quantity: 'percent', value: 50, unit: 'GB', reason: NO_FIT('GB') },
    { quantity: 'gigabytes', value: -1, reason: 'The value is out of bounds' },
    { quantity: 'percent', value: 101, reason: 'The value is out of bounds' },
    { quantity: 'celsius', value: 1000, reason: 'The value is out of bounds' },
    { quantity: 'time', value: 'yesterday', reason: 'The value is not a number' },
    { quantity: 'time', value: 'FAILED 3', reason: 'The value is not a number' },
  ])('$value $unit is no $quantity: $reason', ({ quantity, value, unit, reason }) => {
    expect(measure(quantity, value, unit)).toEqual({ ok: false, reason });
  });
});

import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../settings.ts';
import { diskLevel, levelOf, meterLevels, temperatureLevel } from './levels.ts';

describe('the colours of the meters', () => {
  it.each([
    ['cpu', 'cpu_percent', 89.9, 'ok'],
    ['cpu', 'cpu_percent', 90, 'medium'],
    ['memory', 'memory_percent', 84, 'ok'],
    ['memory', 'memory_percent', 85, 'medium'],
    ['disk', 'disk_percent', 79.9, 'ok'],
    ['disk', 'disk_percent', 80, 'high'],
    ['disk', 'disk_percent', 90, 'critical'],
    ['disk', 'disk_percent', null, 'unknown'],
  ] as const)('%s by %s at %s is %s', (meter, metric, value, level) => {
    expect(meterLevels(new Map([[metric, value]]), false, DEFAULT_SETTINGS)[meter]).toBe(level);
  });

  it('are unknown where nothing was reported', () => {
    const unknown = { cpu: 'unknown', memory: 'unknown', disk: 'unknown' };
    expect(meterLevels(new Map(), false, DEFAULT_SETTINGS)).toEqual(unknown);
  });

  it.each([
    [true, 'ok'],
    [false, 'critical'],
  ])('of a disk with pools (%s) by the thresholds of pools: %s', (hasPools, level) => {
    const limits = { ...DEFAULT_SETTINGS, pool_warning_percent: 96, pool_critical_percent: 98 };
    expect(meterLevels(new Map([['disk_percent', 95]]), hasPools, limits).disk).toBe(level);
  });
});

describe('levels of figures', () => {
  it('do not call a disk fine whose fill or warmth nobody knows', () => {
    expect(diskLevel(null, DEFAULT_SETTINGS)).toBe('unknown');
    expect(temperatureLevel(undefined, DEFAULT_SETTINGS)).toBe('unknown');
  });
});

describe('the level of a thing by its state and its figure', () => {
  it.each([
    ['both are fine', 'ok', 'ok', 'ok'],
    ['a figure nobody took is no trouble', 'ok', 'unknown', 'ok'],
    ['a good figure does not make up for an unknown state', 'unknown', 'ok', 'unknown'],
    ['known trouble counts before the unknown', 'unknown', 'high', 'high'],
    ['the worse of two troubles counts', 'high', 'critical', 'critical'],
    ['a good figure does not heal a broken state', 'critical', 'ok', 'critical'],
  ] as const)('%s: %s and %s make %s', (_, state, figure, level) => {
    expect(levelOf(state, figure)).toBe(level);
  });
});

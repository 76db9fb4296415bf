import { describe, expect, it, test } from 'vitest';
import { fixtureHost } from './fixture-host.ts';
import { memoryProbe, memoryReading, parseMeminfo, reclaimableZfsCache } from './memory.ts';

const KIB_OF_10_GB = 9_765_625;
const meminfo = (fields: Record<string, number>) =>
  parseMeminfo(
    Object.entries(fields)
      .map(([name, kib]) => `${name}:   ${kib} kB`)
      .join('\n'),
  );

describe('memoryProbe on files of real shape', () => {
  test.each([
    [
      'raspberry-pi',
      { memory_percent: 29.7, memory_used_gb: 1.182, memory_total_gb: 3.978, swap_percent: 25 },
    ],
    [
      'openmediavault',
      { memory_percent: 44.5, memory_used_gb: 7.407, memory_total_gb: 16.643, swap_percent: 0 },
    ],
    ['debian-container', { swap_percent: null, memory_total_gb: 25.277 }],
  ] as const)('%s', async (name, expected) => {
    const reading = await memoryProbe().read(fixtureHost(name), []);
    expect(reading.metrics).toMatchObject(expected);
  });
});

describe('memoryReading', () => {
  it('falls back to free memory and caches on kernels that do not say "available"', () => {
    const old = meminfo({
      MemTotal: KIB_OF_10_GB,
      MemFree: 1_953_125,
      Buffers: 976_562.5,
      Cached: 1_953_125,
    });
    expect(memoryReading(old, 0).metrics?.memory_percent).toBe(50);
  });

  it.each([
    ['counts the ZFS cache as available', 4e9, 20],
    ['never finds more available than there is', 90e9, 0],
  ])('%s', (_, cache, expected) => {
    const values = meminfo({ MemTotal: KIB_OF_10_GB, MemAvailable: 3_906_250 });
    expect(memoryReading(values, cache).metrics?.memory_percent).toBe(expected);
  });

  it('says so when the total is missing', () => {
    expect(() => memoryReading(meminfo({ MemFree: 5 }), 0)).toThrow('how much memory');
  });
});

test.each([
  ['what lies above the minimum', 'name type data\nc_min  4  1000\nsize  4  5000\n', 4000],
  ['nothing without ZFS', null, 0],
  ['nothing while the cache is small', 'c_min  4  1000\nsize  4  500\n', 0],
])('the ZFS cache gives back %s', (_, text, expected) => {
  expect(reclaimableZfsCache(text)).toBe(expected);
});

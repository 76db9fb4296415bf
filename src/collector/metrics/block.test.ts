import { zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeBlock, encodeBlock } from './block.ts';
import type { Points } from './points.ts';

const times = Array.from({ length: 1440 }, (_, i) => 1_767_225_600_000 + i * 60_000 + (i % 13));
const samples: Points = {
  names: ['cpu_percent', 'mount_percent:/data', 'network_rx_bytes'],
  width: 1,
  times,
  columns: [
    times.map((_, i) => (i % 5 === 0 ? null : Math.round(50 * (1 + Math.sin(i))) / 10)),
    times.map(() => 67.1),
    times.map((_, i) => i * 1_234_567),
  ],
};
const buckets: Points = {
  names: ['cpu_percent', 'load_1m'],
  width: 4,
  times: [0, 900_000],
  columns: [
    [1, 2],
    [0, 1],
    [2, 3],
    [15, 15],
    [null, 0.25],
    [null, 0.1],
    [null, 0.4],
    [0, 14],
  ],
};

describe('a block', () => {
  it.each([
    ['a day of samples', samples],
    ['roll-ups', buckets],
    ['no times at all', { names: ['cpu_percent'], width: 1, times: [], columns: [[]] }],
    ['times without series', { names: [], width: 1, times: [1, 2], columns: [] }],
  ])('gives back exactly: %s', (_, points: Points) => {
    expect(decodeBlock(encodeBlock(points), points.names, points.width)).toEqual(points);
  });

  it('unpacks only the series that are asked for', () => {
    const wants = (name: string) => name === 'load_1m';
    const columns = buckets.columns.slice(4);
    expect(decodeBlock(encodeBlock(buckets), buckets.names, 4, wants)).toEqual({
      ...buckets,
      names: ['load_1m'],
      columns,
    });
  });

  it('is at least ten times smaller than its JSON', () => {
    expect(encodeBlock(samples).length * 10).toBeLessThan(JSON.stringify(samples).length);
  });

  it('refuses what a newer version wrote', () => {
    const body = zstdCompressSync('[2,0,null]');
    expect(() => decodeBlock(body, [], 1)).toThrow(/version 2/);
  });
});

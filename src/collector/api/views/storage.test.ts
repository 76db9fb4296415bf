import { describe, expect, it } from 'vitest';
import type { Facts, KnownState } from '../../fleet/types.ts';
import { DEFAULT_SETTINGS } from '../../settings.ts';
import { storageOf } from './storage.ts';

const NOON = Date.parse('2026-11-24T12:00:00Z');
const tell = (
  numbers: Record<string, number | null>,
  told: Record<string, string> = {},
  facts: Facts = {},
) => {
  const states = new Map<string, KnownState>(
    Object.entries(told).map(([key, state]) => [key, { state, since: NOON }]),
  );
  return storageOf({ states, facts }, new Map(Object.entries(numbers)), DEFAULT_SETTINGS);
};

describe('what a server stores data on', () => {
  it('is nothing for a server that speaks of none', () => {
    const told = tell({ cpu_percent: 5, 'mount_percent:/': 20 }, { 'service:smbd': 'running' });
    expect(told).toEqual({ pools: [], disks: [], replications: [] });
  });

  it('tells a pool by its state and its numbers', () => {
    const numbers = {
      'pool_used_gb:tank': 850,
      'pool_total_gb:tank': 1000,
      'pool_percent:tank': 85,
      'pool_fragmentation_percent:tank': 12,
    };
    expect(tell(numbers, { 'pool:tank': 'online' }).pools).toEqual([
      {
        name: 'tank',
        state: 'online',
        since: '2026-11-24T12:00:00.000Z',
        used_gb: 850,
        total_gb: 1000,
        percent: 85,
        fragmentation_percent: 12,
        level: 'high',
      },
    ]);
  });

  it.each([
    ['known by its state alone', {}, { 'disk:ada0': 'pass' }, 'pass', null, 'ok'],
    ['known by its warmth alone', { 'disk_temperature_celsius:ada0': 30 }, {}, 'unknown', 30, 'unknown'],
    [
      'warm and not tested',
      { 'disk_temperature_celsius:ada0': 50 },
      { 'disk:ada0': 'unknown' },
      'unknown',
      50,
      'medium',
    ],
    [
      'hot and failing',
      { 'disk_temperature_celsius:ada0': 60 },
      { 'disk:ada0': 'fail' },
      'fail',
      60,
      'critical',
    ],
  ])('tells a disk %s', (_, numbers, told, smart_status, temperature_celsius, level) => {
    const { disks } = tell(numbers, told);
    expect(disks).toHaveLength(1);
    expect(disks[0]).toMatchObject({ name: 'ada0', smart_status, temperature_celsius, level });
    expect(disks[0]).toMatchObject({ model: null, power_on_hours: null, is_asleep: false });
  });

  it('tells a disk of an agent by what it is, its figures and when they were read', () => {
    const disks = {
      sda: {
        model: 'WDC WD40EFPX',
        serialNumber: 'WD-1',
        firmware: '81',
        sizeGb: 4000,
        kind: 'hdd' as const,
        smartReadAt: NOON,
        isAsleep: true,
        isHealthTold: true,
      },
    };
    const numbers = { 'disk_power_on_hours:sda': 9000, 'disk_wear_percent:sda': 12 };
    expect(tell(numbers, { 'disk:sda': 'pass' }, { disks }).disks).toMatchObject([
      {
        name: 'sda',
        model: 'WDC WD40EFPX',
        serial_number: 'WD-1',
        kind: 'hdd',
        size_gb: 4000,
        smart_status: 'pass',
        smart_read_at: '2026-11-24T12:00:00.000Z',
        is_asleep: true,
        power_on_hours: 9000,
        wear_percent: 12,
        pending_sectors: null,
        level: 'ok',
      },
    ]);
  });

  it.each([
    ['sectors that wait to be reallocated', { 'disk_pending_sectors:sda': 2 }, 'medium'],
    ['sectors that cannot be read', { 'disk_uncorrectable_sectors:sda': 1 }, 'medium'],
    [
      'none of either',
      {
        'disk_pending_sectors:sda': 0,
        'disk_uncorrectable_sectors:sda': 0,
        'disk_reallocated_sectors:sda': 8,
      },
      'ok',
    ],
  ])('a healthy disk with %s is %s', (_, numbers, level) => {
    expect(tell(numbers, { 'disk:sda': 'pass' }).disks[0]?.level).toBe(level);
  });

  it('does not take what an agent reads and writes for a disk whose health is known', () => {
    expect(tell({ 'disk_read_bytes:sda': 5, 'disk_write_bytes:sda': 6 }).disks).toEqual([]);
  });

  it('tells a replication with the time of its last run', () => {
    const numbers = {
      'replication_last_run_seconds:nightly': NOON / 1000,
      'replication_bytes_transferred:nightly': 5e9,
    };
    expect(tell(numbers, { 'replication:nightly': 'failed' }).replications).toEqual([
      {
        name: 'nightly',
        state: 'failed',
        last_run: '2026-11-24T12:00:00.000Z',
        bytes_transferred: 5e9,
      },
    ]);
  });

  it('does not stumble over a last run beyond any calendar', () => {
    const [task] = tell({ 'replication_last_run_seconds:odd': 1e15 }).replications;
    expect(task).toMatchObject({ state: 'unknown', last_run: null });
  });

  it('names each once and by name, whether a colon stands in it or not', () => {
    const told = tell(
      { 'pool_percent:tank': 10, 'pool_percent:a:b': 20 },
      { 'pool:tank': 'online', 'pool:boot': 'online' },
    );
    expect(told.pools.map(({ name }) => name)).toEqual(['a:b', 'boot', 'tank']);
  });
});

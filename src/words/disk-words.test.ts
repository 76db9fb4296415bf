import { describe, expect, it } from 'vitest';
import type { DiskView } from '../collector/api/schema/views.ts';
import { badSectorWords, disorders, healthMark, identityWords, wearWords } from './disk-words.ts';

const DISK: DiskView = {
  name: 'sda',
  model: null,
  serial_number: null,
  firmware: null,
  kind: null,
  size_gb: null,
  smart_status: 'pass',
  smart_read_at: '2026-11-24T12:00:00.000Z',
  is_asleep: false,
  temperature_celsius: null,
  temperature_level: 'unknown',
  power_on_hours: null,
  reallocated_sectors: null,
  pending_sectors: null,
  uncorrectable_sectors: null,
  uncorrected_errors: null,
  command_timeouts: null,
  crc_errors: null,
  wear_percent: null,
  spare_percent: null,
  level: 'ok',
};
const disk = (changes: Partial<DiskView>): DiskView => ({ ...DISK, ...changes });

it.each<[string, Partial<DiskView>, string]>([
  ['nothing known', {}, ''],
  ['none of either', { pending_sectors: 0, uncorrectable_sectors: 0 }, ''],
  ['one that waits', { pending_sectors: 1 }, '1 sector waiting to be reallocated'],
  ['two that cannot be read', { uncorrectable_sectors: 2 }, '2 sectors that cannot be read'],
  [
    'both',
    { pending_sectors: 2, uncorrectable_sectors: 3 },
    '2 sectors waiting to be reallocated, 3 that cannot be read',
  ],
])('bad sectors: %s', (_, changes, words) => {
  expect(badSectorWords(disk(changes))).toBe(words);
});

it.each<[string, Partial<DiskView>, string[]]>([
  ['nothing', { reallocated_sectors: 0, crc_errors: 0 }, []],
  [
    'old damage and a bad cable',
    { reallocated_sectors: 8, crc_errors: 2 },
    ['8 sectors reallocated', '2 transfer errors, from its cable'],
  ],
  [
    'old damage that goes on',
    { reallocated_sectors: 8, pending_sectors: 2 },
    ['8 sectors reallocated, 2 waiting to be'],
  ],
  [
    'all that sectors can suffer',
    { reallocated_sectors: 1, pending_sectors: 2, uncorrectable_sectors: 3 },
    ['1 sector reallocated, 2 waiting to be, 3 that cannot be read'],
  ],
  ['one error', { uncorrected_errors: 1 }, ['1 error it could not correct']],
])('what may be wrong: %s', (_, changes, words) => {
  expect(disorders(disk(changes))).toEqual(words);
});

it.each<[string, Partial<DiskView>, string]>([
  ['nothing known', {}, ''],
  ['an old hard disk', { power_on_hours: 2 * 365 * 24 }, 'Ran for 2 years'],
  [
    'a worn SSD',
    { wear_percent: 12, spare_percent: 90 },
    '12 % of its rated writes used, 90 % of its spare blocks left',
  ],
  [
    'an SSD with all its spare blocks',
    { wear_percent: 0, spare_percent: 100 },
    '0 % of its rated writes used',
  ],
])('wear: %s', (_, changes, words) => {
  expect(wearWords(disk(changes)).replaceAll('\u202f', ' ')).toBe(words);
});

it.each<[string, Partial<DiskView>, string]>([
  ['nothing known', {}, ''],
  [
    'all known',
    { kind: 'hdd', size_gb: 4000.8, model: 'WDC', serial_number: 'WX' },
    'Hard disk of 4.0 TB, WDC, WX',
  ],
  ['a kind alone', { kind: 'nvme' }, 'NVMe SSD'],
  ['a size alone', { size_gb: 500 }, 'Disk of 500 GB'],
])('identity: %s', (_, changes, words) => {
  expect(identityWords(disk(changes)).replaceAll('\u202f', ' ')).toBe(words);
});

describe('health', () => {
  it.each<[string, Partial<DiskView>, string, string]>([
    ['passes its test', {}, 'ok', 'Healthy'],
    ['fails it', { smart_status: 'fail', pending_sectors: 5 }, 'critical', 'Failing'],
    ['passes and has bad sectors', { pending_sectors: 1 }, 'medium', 'Needs a look'],
    ['was never asked', { smart_status: 'unknown', smart_read_at: null }, 'unknown', 'Health not read'],
  ])('of a disk that %s', (_, changes, level, word) => {
    const mark = healthMark(disk(changes));
    expect(mark.level).toBe(level);
    expect(mark.word.toLowerCase()).toBe(word.toLowerCase());
  });
});

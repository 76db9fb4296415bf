import { describe, expect, test } from 'vitest';
import type { DiskReport } from '../protocol.ts';
import { type DiskHealth, healthProblems, isDue, mayHaveSmart, withHealth } from './disk-health.ts';
import { WELL } from './fixture-figures.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const READ_AT = Date.UTC(2026, 0, 5, 3);

const SDA: DiskReport = {
  name: 'sda',
  model: 'WDC WD80EFZX-68U',
  kind: 'hdd',
  read_bytes: 1000,
  write_bytes: 500,
};
const BUSY: DiskReport = { ...SDA, read_bytes: 1001 };
const KNOWN: DiskHealth = {
  name: 'sda',
  lookedAt: READ_AT,
  movedBytes: 1500,
  isAsleep: false,
  problem: null,
  figures: WELL,
  readAt: READ_AT,
};
const MUTE: DiskHealth = { ...KNOWN, figures: null, readAt: null, problem: 'Unknown USB bridge' };

describe('which disks are asked', () => {
  test.each([
    ['sda', 'WDC WD80EFZX-68U', true],
    ['nvme0n1', null, true],
    ['vda', null, false],
    ['xvda', null, false],
    ['mmcblk0', 'SC64G', false],
    ['sda', 'QEMU HARDDISK', false],
    ['sda', 'VMware Virtual S', false],
    ['sda', 'Virtual Disk', false],
  ])('%s, %s: %s', (name, model, expected) => {
    expect(mayHaveSmart({ name, model })).toBe(expected);
  });
});

describe('when a disk is asked', () => {
  test.each<[string, DiskReport, DiskHealth | undefined, number, boolean]>([
    ['a new one at once', SDA, undefined, 0, true],
    ['a busy hard disk not yet', BUSY, KNOWN, 27 * MINUTE, false],
    ['a busy hard disk every half hour', BUSY, KNOWN, 29 * MINUTE, true],
    ['an idle hard disk is left alone', SDA, KNOWN, 23 * HOUR, false],
    ['an idle hard disk once a day', SDA, KNOWN, 24 * HOUR, true],
    ['one that slept and woke', BUSY, { ...KNOWN, isAsleep: true }, 29 * MINUTE, true],
    ['counters that began anew are movement', { ...SDA, read_bytes: 0 }, KNOWN, 29 * MINUTE, true],
    ['an idle SSD cannot be woken', { ...SDA, kind: 'ssd' }, { ...KNOWN, figures: null }, 29 * MINUTE, true],
    ['an idle NVMe SSD neither', SDA, { ...KNOWN, figures: { ...WELL, kind: 'nvme' } }, 29 * MINUTE, true],
    [
      'an SSD that the kernel takes for a hard disk',
      SDA,
      { ...KNOWN, figures: { ...WELL, kind: 'ssd' } },
      29 * MINUTE,
      true,
    ],
    [
      'a disk of unknown kind may sleep',
      { ...SDA, kind: null },
      { ...KNOWN, figures: null },
      29 * MINUTE,
      false,
    ],
    ['a busy one that tells nothing', BUSY, MUTE, 23 * HOUR, false],
    ['one that tells nothing, once a day', BUSY, MUTE, 24 * HOUR, true],
    ['one that tells nothing any more, as before', BUSY, { ...MUTE, figures: WELL }, 29 * MINUTE, true],
    ['when the clock was set back far', BUSY, KNOWN, -29 * MINUTE, true],
  ])('%s', (_, disk, known, later, expected) => {
    expect(isDue(disk, known, READ_AT + later)).toBe(expected);
  });
});

describe('a disk with its health', () => {
  test('counters are those of now, figures those of the look', () => {
    expect(withHealth(BUSY, KNOWN, READ_AT + MINUTE)).toEqual({
      ...WELL,
      name: 'sda',
      read_bytes: 1001,
      write_bytes: 500,
      smart_read_at: '2026-01-05T03:00:00.000Z',
    });
  });

  test.each([
    ['a temperature lasts two intervals', 60 * MINUTE, 34],
    ['and is dropped after that', 61 * MINUTE, null],
    ['also when the clock was set back', -61 * MINUTE, null],
  ])('%s', (_, later, expected) => {
    const { temperature_celsius, power_on_hours } = withHealth(SDA, KNOWN, READ_AT + later);
    expect(temperature_celsius).toBe(expected);
    expect(power_on_hours).toBe(1200);
  });

  test.each<[string, DiskReport, DiskHealth, boolean | undefined]>([
    ['it sleeps on while nothing is read or written', SDA, { ...KNOWN, isAsleep: true }, true],
    ['it woke when something was', BUSY, { ...KNOWN, isAsleep: true }, undefined],
    ['nobody knows whether an idle disk sleeps', SDA, KNOWN, undefined],
    ['it slept from the start', SDA, { ...KNOWN, isAsleep: true, figures: null, readAt: null }, true],
  ])('%s', (_, disk, known, expected) => {
    expect(withHealth(disk, known, READ_AT).is_asleep).toBe(expected);
  });

  test('without a look it is as the kernel tells', () => {
    expect(withHealth(SDA, undefined, READ_AT)).toEqual(SDA);
    expect(withHealth(SDA, MUTE, READ_AT)).toEqual(SDA);
  });

  test('what smartctl did not say is as the kernel tells', () => {
    const nameless: DiskHealth = { ...KNOWN, figures: { ...WELL, model: null, kind: null } };
    expect(withHealth(SDA, nameless, READ_AT)).toMatchObject({ model: 'WDC WD80EFZX-68U', kind: 'hdd' });
  });
});

describe('what is missing', () => {
  test.each([
    ['nothing', null, [KNOWN], []],
    [
      'smartctl, which says it all',
      'smartctl is not installed',
      [{ ...MUTE, figures: WELL }],
      ['smartctl is not installed'],
    ],
    ['a disk that has no SMART is nothing to repeat for ever', null, [MUTE], []],
    [
      'a disk that told once',
      null,
      [{ ...MUTE, figures: WELL, problem: 'No such device' }],
      ['sda no longer tells its health: No such device'],
    ],
  ])('%s', (_, problem, disks, expected) => {
    expect(healthProblems({ checkedAt: READ_AT, problem, disks })).toEqual(expected);
  });
});

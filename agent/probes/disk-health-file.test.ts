import { describe, expect, test } from 'vitest';
import type { DisksHealth } from './disk-health.ts';
import { parseHealthFile } from './disk-health-file.ts';
import { WELL } from './fixture-figures.ts';

const READ_AT = Date.UTC(2026, 0, 5, 3);
const HEALTH: DisksHealth = {
  checkedAt: READ_AT,
  problem: null,
  disks: [
    {
      name: 'sda',
      lookedAt: READ_AT,
      movedBytes: 1500,
      isAsleep: false,
      problem: null,
      figures: WELL,
      readAt: READ_AT,
    },
    {
      name: 'sdb',
      lookedAt: READ_AT,
      movedBytes: 0,
      isAsleep: true,
      problem: null,
      figures: null,
      readAt: null,
    },
  ],
};

test('what is written is what is read', () => {
  expect(parseHealthFile(JSON.stringify(HEALTH))).toEqual(HEALTH);
  const broken = { ...HEALTH, problem: 'smartctl is not installed', disks: [] };
  expect(parseHealthFile(JSON.stringify(broken))).toEqual(broken);
});

test.each(['', '{"checkedAt": 1', '[]', '{}', '{"checkedAt": "now"}'])('%j is refused in words', (text) => {
  expect(() => parseHealthFile(text)).toThrow('report.json is not readable as a report of disks');
});

describe('what the hub would refuse is left out', () => {
  const [first] = HEALTH.disks;
  const read = (disk: object) =>
    parseHealthFile(JSON.stringify({ ...HEALTH, disks: [{ ...first, ...disk }] })).disks;

  test.each([
    ['a disk without a name', { name: '' }],
    ['a disk with a number for a name', { name: 7 }],
    ['a disk that was never looked at', { lookedAt: null }],
  ])('%s', (_, disk) => {
    expect(read(disk)).toEqual([]);
  });

  test.each([
    ['a count that is text', { crc_errors: '1' }, { crc_errors: null }],
    ['a count below zero', { power_on_hours: -1 }, { power_on_hours: null }],
    ['a kind that does not exist', { kind: 'tape' }, { kind: null }],
    ['a model that is a list', { model: ['a'] }, { model: null }],
    ['a figure that is not ours', { secret: 'x' }, {}],
  ])('%s', (_, figures, expected) => {
    expect(read({ figures: { ...WELL, ...figures } })[0]?.figures).toEqual({ ...WELL, ...expected });
  });

  test.each([
    ['figures with a status that does not exist', { figures: { ...WELL, smart_status: 'fine' } }],
    ['figures that are none', { figures: 'none' }],
  ])('%s', (_, disk) => {
    expect(read(disk)[0]?.figures).toBeNull();
  });
});

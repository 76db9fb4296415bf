import { describe, expect, test } from 'vitest';
import { type SmartctlSample, smartctlSample, smartctlSays } from './fixture-smartctl.ts';
import { parseSmart, type SmartFigures } from './smart.ts';

function read(text: string, exitCode = 0): SmartFigures {
  const outcome = parseSmart(text, exitCode);
  if (outcome.outcome !== 'read') throw new Error(`not read: ${JSON.stringify(outcome)}`);
  return outcome.figures;
}

/** A disk that passed, with such parts besides. */
const disk = (parts: object) =>
  JSON.stringify({ json_format_version: [1, 0], smart_status: { passed: true }, ...parts });

describe('real disks', () => {
  test.each<[string, SmartctlSample, number, Partial<SmartFigures>]>([
    [
      'hours packed with milliseconds',
      'seagate-packed-hours',
      0,
      {
        smart_status: 'pass',
        kind: 'hdd',
        power_on_hours: 47060,
        temperature_celsius: 24,
        command_timeouts: 0,
      },
    ],
    [
      'three counters of time-outs in one',
      'seagate-packed-timeouts',
      0,
      { smart_status: 'pass', command_timeouts: 4, reallocated_sectors: 1, temperature_celsius: 22 },
    ],
    [
      'errors in its log, which is not failing',
      'hgst-old-errors',
      64,
      { smart_status: 'pass', crc_errors: 12, uncorrected_errors: null, command_timeouts: null },
    ],
    [
      'an SSD of Intel, worn',
      'intel-ssd',
      0,
      { smart_status: 'pass', kind: 'ssd', wear_percent: 78, uncorrectable_sectors: null, size_gb: 240.057 },
    ],
    ['an SSD of Samsung', 'samsung-ssd', 0, { smart_status: 'pass', wear_percent: 1, crc_errors: 0 }],
    [
      'an SSD whose life is not sure',
      'phison-ssd',
      0,
      { smart_status: 'pass', wear_percent: null, pending_sectors: null, reallocated_sectors: 1 },
    ],
    [
      'an NVMe SSD',
      'intel-nvme',
      0,
      {
        smart_status: 'pass',
        kind: 'nvme',
        wear_percent: 73,
        spare_percent: 99,
        uncorrected_errors: 0,
        reallocated_sectors: null,
        power_on_hours: 8843,
        temperature_celsius: 36,
      },
    ],
    [
      'an NVMe SSD that warns',
      'samsung-nvme-failing',
      8,
      { smart_status: 'fail', wear_percent: 0, spare_percent: 100 },
    ],
    [
      'a SCSI disk',
      'seagate-scsi',
      0,
      {
        smart_status: 'pass',
        kind: 'hdd',
        model: 'SEAGATE ST373453LC',
        reallocated_sectors: 260,
        uncorrected_errors: 536,
        power_on_hours: 102880,
        pending_sectors: null,
        wear_percent: null,
      },
    ],
  ])('%s', (_, sample, exitCode, expected) => {
    expect(read(smartctlSample(sample), exitCode)).toMatchObject(expected);
  });

  test('who it is', () => {
    const { model, serial_number, firmware, size_gb } = read(smartctlSample('intel-nvme'));
    expect([model, serial_number, firmware, size_gb]).toEqual([
      'INTEL SSDPE2KX010T8',
      'REDACTED',
      'REDACTED',
      1000.205,
    ]);
  });
});

describe('the exit code', () => {
  const passed = disk({ power_on_time: { hours: 1 } });
  const silent = JSON.stringify({ json_format_version: [1, 0], power_on_time: { hours: 1 } });
  test.each([
    ['nothing to say', 0, passed, 'pass'],
    ['a command failed', 4, passed, 'pass'],
    ['failing', 8, passed, 'fail'],
    ['an attribute at its threshold', 16, passed, 'pass'],
    ['an attribute once at its threshold', 32, passed, 'pass'],
    ['errors in the log', 64, passed, 'pass'],
    ['self-tests that failed', 128, passed, 'pass'],
    ['failing and all else', 0b11111100, passed, 'fail'],
    ['its own word is enough', 0, passed.replace('true', 'false'), 'fail'],
    ['no word of its own', 0, silent, 'unknown'],
    ['no word of its own, but failing', 8, silent, 'fail'],
  ])('%s', (_, exitCode, text, expected) => {
    expect(read(text, exitCode).smart_status).toBe(expected);
  });
});

describe('warnings of an NVMe disk', () => {
  test.each([
    ['none', 0, true, 'pass'],
    ['it is too hot, which is no failure', 2, false, 'pass'],
    ['it is too hot and its spare blocks are used up', 3, false, 'fail'],
    ['its memory has become read-only', 8, false, 'fail'],
  ])('%s', (_, critical_warning, passed, expected) => {
    const log = { nvme_smart_health_information_log: { critical_warning, media_errors: 0 } };
    const text = JSON.stringify({ json_format_version: [1, 0], smart_status: { passed }, ...log });
    expect(read(text, passed ? 0 : 8).smart_status).toBe(expected);
  });
});

describe('nothing to read', () => {
  test.each([
    ['asleep', 2, 'Device is in STANDBY mode, exit(2)', { outcome: 'asleep' }],
    ['asleep, as the kernel says', 2, 'Device is in STANDBY (OS) mode, exit(2)', { outcome: 'asleep' }],
    [
      'gone',
      2,
      'Smartctl open device: /dev/sdz failed: No such device',
      { outcome: 'nothing', reason: 'No such device' },
    ],
    [
      'behind an unknown bridge',
      1,
      '/dev/sda: Unknown USB bridge [0x0781:0x5583 (0x100)]',
      { outcome: 'nothing', reason: 'Unknown USB bridge [0x0781:0x5583 (0x100)]' },
    ],
    [
      'not allowed',
      2,
      'Smartctl open device: /dev/sda failed: Permission denied',
      { outcome: 'unusable', reason: 'smartctl may not open the disks (Permission denied)' },
    ],
    [
      'no SMART',
      4,
      'Device does not support SMART',
      { outcome: 'nothing', reason: 'Device does not support SMART' },
    ],
    ['not a word', 2, '', { outcome: 'nothing', reason: 'smartctl ended with 2' }],
    ['figures of nothing', 0, '', { outcome: 'nothing', reason: 'It does not tell its health' }],
  ])('%s', (_, exitCode, message, expected) => {
    expect(parseSmart(smartctlSays(message), exitCode)).toEqual(expected);
  });

  test('a RAID volume that calls itself a disk of 0 °C', () => {
    const volume = { json_format_version: [1, 0], temperature: { current: 0 }, rotation_rate: 7200 };
    expect(parseSmart(JSON.stringify(volume), 4)).toMatchObject({ outcome: 'nothing' });
  });

  test.each(['', 'smartctl 6.6 2017-11-05 r4594', 'null', '[]', '7', '"text"', '{}'])(
    '%j is not smartctl 7',
    (text) => {
      expect(parseSmart(text, 0)).toEqual({ outcome: 'unusable', reason: 'smartctl 7.0 or newer is needed' });
    },
  );
});

describe('figures that cannot be', () => {
  test.each([
    [
      '128-bit counters',
      { nvme_smart_health_information_log: { media_errors: 2 ** 70 } },
      { uncorrected_errors: null },
    ],
    [
      'spare of 255 %',
      { nvme_smart_health_information_log: { available_spare: 255 } },
      { spare_percent: null },
    ],
    [
      'wear beyond what was promised can',
      { nvme_smart_health_information_log: { percentage_used: 255 } },
      { wear_percent: 255 },
    ],
    ['hotter than molten lead', { temperature: { current: 390 } }, { temperature_celsius: null }],
    [
      'exactly 0 °C, where nothing is measured',
      { temperature: { current: 0 } },
      { temperature_celsius: null },
    ],
    ['frost', { temperature: { current: -5 } }, { temperature_celsius: -5 }],
    ['older than disks are', { power_on_time: { hours: 2 ** 40 } }, { power_on_hours: null }],
    ['hours as text', { power_on_time: { hours: '12' } }, { power_on_hours: null }],
    [
      'hours of a disk that only packs them',
      {
        ata_smart_attributes: {
          table: [
            {
              id: 9,
              name: 'Power_On_Hours',
              value: 97,
              raw: { value: 167031278144165, string: '2725 (151 234 0)' },
            },
          ],
        },
      },
      { power_on_hours: 2725 },
    ],
    [
      'wear of a SCSI SSD',
      { scsi_percentage_used_endurance_indicator: 3, rotation_rate: 0 },
      { wear_percent: 3, kind: 'ssd' },
    ],
    [
      'a SCSI disk of an older smartctl',
      { vendor: 'HGST', product: 'HUS72', revision: 'A1' },
      { model: 'HGST HUS72', firmware: 'A1' },
    ],
    ['a capacity of 2⁶⁴ blocks', { user_capacity: { bytes: 2 ** 73 } }, { size_gb: null }],
  ] as const)('%s', (_, parts, expected) => {
    expect(read(disk(parts))).toMatchObject(expected);
  });
});

describe('damaged answers', () => {
  const SAMPLES = ['seagate-packed-hours', 'intel-nvme', 'seagate-scsi'] as const;
  const NONSENSE: readonly unknown[] = [null, -1, 1e300, 'x', '', [], {}, true, [[{}]], { constructor: 1 }];

  test.each(SAMPLES)('%s cut off anywhere is not read and throws nothing', (sample) => {
    const text = smartctlSample(sample).trim();
    for (let end = 0; end < text.length; end += 7) {
      expect(parseSmart(text.slice(0, end), 0).outcome).toBe('unusable');
    }
  });

  /** Every value of the answer, and the values inside it, replaced one by one. */
  function* damaged(value: unknown): Generator<unknown> {
    yield* NONSENSE;
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      for (const other of damaged(inner)) {
        yield Array.isArray(value) ? value.with(Number(key), other) : { ...value, [key]: other };
      }
    }
  }

  test.each(SAMPLES)('%s with nonsense anywhere throws nothing and never fails a disk', (sample) => {
    for (const one of damaged(JSON.parse(smartctlSample(sample)))) {
      const outcome = parseSmart(JSON.stringify(one), 0);
      expect(outcome.outcome === 'read' && outcome.figures.smart_status === 'fail').toBe(false);
    }
  });
});

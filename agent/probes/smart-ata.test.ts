import { expect, test } from 'vitest';
import { type Attribute, ataCounters, attributesOf, leadingCount } from './smart-ata.ts';

const attribute = (id: number, name: string, raw: unknown): Attribute => ({ id, name, value: 100, raw });

test.each([
  ['a plain count', { value: 12, string: '12' }, 12],
  ['what smartctl took apart', { value: 21474836492, string: '12 (0 5)' }, 12],
  [
    'hours that are packed with milliseconds',
    { value: 9023116403587028, string: '47060h+35m+00.858s' },
    47060,
  ],
  ['a count without text', { value: 7 }, 7],
  ['hex text is no count, the value is', { value: 38, string: '0x000000000026' }, 38],
  ['text that starts with no digit', { value: 4, string: '-' }, 4],
  ['more digits than a number holds', { value: 0, string: '99999999999999999999' }, null],
  ['no raw value', undefined, null],
])('%s', (_, raw, expected) => {
  expect(leadingCount(raw)).toBe(expected);
});

test.each([
  ['reallocated', 5, 'Reallocated_Sector_Ct', 304, { reallocated_sectors: 304 }],
  ['retired blocks of an SSD', 5, 'Retired_Block_Count', 2, { reallocated_sectors: 2 }],
  ['blocks bad since the factory are not reallocated', 5, 'Later_Bad_Block', 2, {}],
  ['pending', 197, 'Current_Pending_Sector', 8, { pending_sectors: 8 }],
  ['pending, packed by the maker', 197, 'Current_Pending_Sector', 0x0003_0002_0001, { pending_sectors: 1 }],
  ['all bits set is not counted', 197, 'Current_Pending_Sector', 0xffff_ffff_ffff, {}],
  ['a number used for nothing', 197, 'Not_In_Use', 0, {}],
  ['uncorrectable', 198, 'Offline_Uncorrectable', 3, { uncorrectable_sectors: 3 }],
  ['written GiB are not uncorrectable', 198, 'Host_Reads_GiB', 4711, {}],
  ['uncorrected', 187, 'Reported_Uncorrect', 1, { uncorrected_errors: 1 }],
  ['what an SSD repaired from its parity is not uncorrected', 187, 'Total_Unc_NAND_Reads', 9, {}],
  ['time-outs', 188, 'Command_Timeout', 27, { command_timeouts: 27 }],
  ['time-outs, three counters in one', 188, 'Command_Timeout', 0x000c_000c_000c, { command_timeouts: 12 }],
  ['time-outs, two counters in one', 188, 'Command_Timeout', 0x0001_0005, { command_timeouts: 5 }],
  ['many errors of the cable', 199, 'UDMA_CRC_Error_Count', 3118119, { crc_errors: 3118119 }],
  ['written GiB are not errors of the cable', 199, 'Host_Writes_GiB', 4711, {}],
] as const)('%s', (_, id, name, raw, expected) => {
  const none = {
    reallocated_sectors: null,
    pending_sectors: null,
    uncorrectable_sectors: null,
    uncorrected_errors: null,
    command_timeouts: null,
    crc_errors: null,
  };
  const counters = ataCounters([attribute(id, name, { value: raw, string: String(raw) })]);
  expect(counters).toEqual({ ...none, ...expected });
});

test('time-outs that smartctl took apart are read from the value, whose order is known', () => {
  const raw = { value: 0x0003_0002_0001, string: '3 2 1' };
  expect(ataCounters([attribute(188, 'Command_Timeout', raw)]).command_timeouts).toBe(1);
});

test('rows of the table that are damaged are left out', () => {
  const row = { id: 5, name: 'Reallocated_Sector_Ct', value: 100, raw: { value: 1 } };
  const table = [null, 'row', {}, { ...row, id: '5' }, { ...row, name: 5 }, { ...row, value: null }, row];
  expect(attributesOf({ ata_smart_attributes: { table } })).toEqual([row]);
  expect(attributesOf({ ata_smart_attributes: { table: 'none' } })).toEqual([]);
});

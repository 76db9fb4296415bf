import { expect, test } from 'vitest';
import { ataWearPercent } from './smart-wear.ts';

const INTEL = 'Intel S4510/S4610/S4500/S4600 Series SSDs';
const SAMSUNG = 'Samsung based SSDs';
const MICRON = 'Micron 5100 / 52x0 / 5300 / 5400 SSDs';
const PHISON = 'Phison Driven SSDs';
const SILICON_MOTION = 'Silicon Motion based SSDs';
const WESTERN_DIGITAL = 'WD Blue / Red / Green SSDs';

const wear = (family: string | undefined, id: number, name: string, value: number, raw: number) =>
  ataWearPercent({ model_family: family }, [{ id, name, value, raw: { value: raw, string: String(raw) } }]);

test.each([
  ["Intel's wear-out", INTEL, 233, 'Media_Wearout_Indicator', 22, 0, 78],
  ["Samsung's wear levelling", SAMSUNG, 177, 'Wear_Leveling_Count', 91, 1661, 9],
  ["Micron's life, its raw value counting up", MICRON, 202, 'Percent_Lifetime_Remain', 99, 1, 1],
  ["Crucial's older name for it", MICRON, 202, 'Perc_Rated_Life_Used', 98, 2, 2],
  ["Phison's life, both values counting down", PHISON, 231, 'SSD_Life_Left', 98, 98, 2],
  ['a disk of Dell that counts down', INTEL, 245, 'Percent_Life_Remaining', 100, 100, 0],
  ['a life whose two values differ is not sure', PHISON, 231, 'SSD_Life_Left', 100, 74, null],
  ['a life used that counts down is not sure', MICRON, 202, 'Percent_Lifetime_Used', 5, 5, null],
  ['wear levelling of others says nothing', SILICON_MOTION, 177, 'Wear_Leveling_Count', 100, 401, null],
  ['230 falls to 1 on new disks', WESTERN_DIGITAL, 230, 'Media_Wearout_Indicator', 1, 0, null],
  ['another meaning of 202', SAMSUNG, 202, 'Exception_Mode_Status', 100, 0, null],
  ['another meaning of 233', PHISON, 233, 'Flash_Writes_GiB', 100, 840007, null],
  ['a name that smartctl guessed', undefined, 177, 'Wear_Leveling_Count', 98, 129, null],
  ['a value that is no percent', INTEL, 233, 'Media_Wearout_Indicator', 253, 0, null],
] as const)('%s', (_, family, id, name, value, raw, expected) => {
  expect(wear(family, id, name, value, raw)).toBe(expected);
});

const statistics = (value: unknown, valid = true) => ({
  model_family: SAMSUNG,
  ata_device_statistics: {
    pages: [
      { number: 1 },
      { number: 7, table: [{ name: 'Percentage Used Endurance Indicator', value, flags: { valid } }] },
    ],
  },
});
const samsung = [{ id: 177, name: 'Wear_Leveling_Count', value: 91, raw: {} }];

test.each([
  ['the standard figure goes before that of the maker', statistics(104), 104],
  ['unless the disk says that it is not valid', statistics(0, false), 9],
  ['or it is no number', statistics('104'), 9],
])('%s', (_, json, expected) => {
  expect(ataWearPercent(json, samsung)).toBe(expected);
});

test("what smartctl guesses is not believed: it takes the maker's grade as life left, whoever made it", () => {
  const attributes = [{ id: 177, name: 'Wear_Leveling_Count', value: 1, raw: {} }];
  const json = { model_family: SILICON_MOTION, endurance_used: { current_percent: 99 } };
  expect(ataWearPercent(json, attributes)).toBeNull();
});

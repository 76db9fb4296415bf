import { at, countAt, listAt, numberAt, textAt } from './foreign-json.ts';

/** One row of the attribute table of an ATA disk. */
export interface Attribute {
  id: number;
  name: string;
  /** As the maker grades it: good values are high, 100 as a rule. */
  value: number;
  raw: unknown;
}

/**
 * Makers use the same number for other things on some SSDs (198 and 199 count GiB on a few, 197 is
 * "Not_In_Use"); the name that smartctl gives it tells (smartmontools: drivedb.h).
 */
const COUNTERS = {
  reallocated_sectors: [5, /Realloc|Retired/],
  pending_sectors: [197, /Pending/],
  uncorrectable_sectors: [198, /^Offline_Uncorrectable/],
  uncorrected_errors: [187, /^(Reported_U|Uncorrectable_E)/],
  command_timeouts: [188, /^Command_Timeout/],
  crc_errors: [199, /CRC/],
} as const;

export type AtaCounters = Record<keyof typeof COUNTERS, number | null>;

const WORD = 0x1_0000;
/** More than a disk has sectors: several counters lie in one. */
const PACKED = 0xffff_ffff;
/** All 48 bits set: the disk does not count this. */
const NOT_COUNTED = 0xffff_ffff_ffff;

export function attributesOf(json: unknown): Attribute[] {
  return listAt(json, 'ata_smart_attributes', 'table').flatMap((row) => {
    const id = numberAt(row, 'id');
    const name = textAt(row, 'name');
    const value = numberAt(row, 'value');
    return id === null || name === null || value === null ? [] : [{ id, name, value, raw: at(row, 'raw') }];
  });
}

/** The first number of what smartctl made of the raw value, which knows how some makers pack it: "12 (0 5)". */
export function leadingCount(raw: unknown): number | null {
  const digits = /^\d+(?![\dx])/.exec(textAt(raw, 'string') ?? '')?.[0];
  const count = digits === undefined ? countAt(raw, 'value') : Number(digits);
  return count !== null && Number.isSafeInteger(count) ? count : null;
}

function countOf({ id, raw }: Attribute): number | null {
  // Seagate packs three 16-bit counters into 188; the low one is all time-outs, the others those of long ones
  const count = id === 188 ? countAt(raw, 'value') : leadingCount(raw);
  if (count === null || count >= NOT_COUNTED) return null;
  return id === 188 || count > PACKED ? count % WORD : count;
}

/** Counters of an ATA disk; null is one that it does not have, which is not the same as 0. */
export function ataCounters(attributes: readonly Attribute[]): AtaCounters {
  const counts = Object.entries(COUNTERS).map(([figure, [id, name]]) => {
    const attribute = attributes.find((one) => one.id === id && name.test(one.name));
    return [figure, attribute ? countOf(attribute) : null] as const;
  });
  return Object.fromEntries(counts) as AtaCounters;
}

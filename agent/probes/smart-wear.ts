import { at, listAt, numberAt, textAt } from './foreign-json.ts';
import { type Attribute, leadingCount } from './smart-ata.ts';

const WHOLE_LIFE_PERCENT = 100;

/** Of device statistics page 7, which is the same on all disks that have it (ACS-3, A.5.8). */
function standardWear(json: unknown): number | null {
  const entries = listAt(json, 'ata_device_statistics', 'pages').flatMap((page) => listAt(page, 'table'));
  const entry = entries.find((one) => textAt(one, 'name') === 'Percentage Used Endurance Indicator');
  return at(entry, 'flags', 'valid') === false ? null : numberAt(entry, 'value');
}

/**
 * Life left in percent by the one attribute, null where it may mean something else: graded values stay at
 * 100, or are 1 on new disks, of some makers. So a name alone is believed of two makers, and of others only
 * where graded and raw value say the same.
 */
function lifeLeft({ id, name, value, raw }: Attribute, family: string): number | null {
  if (id === 233 && name === 'Media_Wearout_Indicator' && /intel/i.test(family)) return value;
  if (id === 177 && name === 'Wear_Leveling_Count' && /samsung/i.test(family)) return value;
  if (!/^(SSD_Life_Left|Perc(ent)?_(Rated_)?Life(time)?_(Remain|Used))/.test(name)) return null;
  const count = leadingCount(raw);
  const isSame = count === WHOLE_LIFE_PERCENT - value || (count === value && !name.includes('Used'));
  return isSame ? value : null;
}

/**
 * Share of the rated writes of an ATA SSD used up, in percent; null where it is not sure. smartctl's own
 * `endurance_used` is not asked: without the statistics it guesses from one attribute, whoever the maker.
 */
export function ataWearPercent(json: unknown, attributes: readonly Attribute[]): number | null {
  const standard = standardWear(json);
  if (standard !== null) return standard;
  const family = textAt(json, 'model_family');
  // Only of disks that smartctl knows are the names the maker's own
  if (family === null) return null;
  for (const attribute of attributes) {
    const left = lifeLeft(attribute, family);
    if (left !== null && left >= 0 && left <= WHOLE_LIFE_PERCENT) return WHOLE_LIFE_PERCENT - left;
  }
  return null;
}

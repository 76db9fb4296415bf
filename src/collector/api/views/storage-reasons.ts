import { badSectorWords } from '../../../words/disk-words.ts';
import { poolMark } from '../../../words/storage-states.ts';
import type { Thresholds } from '../../settings.ts';
import type { DiskView, PoolView } from '../schema/views.ts';
import { poolFillLevel, sectorsLevel, temperatureLevel } from './levels.ts';
import { type Reason, reason } from './reason.ts';
import type { Storage } from './storage.ts';

function poolReasons(pool: PoolView, limits: Thresholds): Reason[] {
  const mark = poolMark(pool.state);
  const isKnown = mark.level !== 'unknown';
  return [
    ...(isKnown
      ? reason(mark.level, `Pool ${pool.name} is ${mark.word.toLowerCase()}`)
      : reason('low', `Nobody knows how pool ${pool.name} is`)),
    ...reason(
      poolFillLevel(pool.percent, limits),
      `Pool ${pool.name} is ${Math.round(pool.percent ?? 0)} % full`,
    ),
  ];
}

function diskReasons(disk: DiskView, limits: Thresholds): Reason[] {
  const { name, temperature_celsius: celsius, pending_sectors: pending } = disk;
  const sectors = badSectorWords(disk);
  return [
    ...(disk.smart_status === 'fail' ? reason('critical', `Disk ${name} fails its self-test (SMART)`) : []),
    ...reason(sectorsLevel(pending, disk.uncorrectable_sectors), `Disk ${name} has ${sectors}`),
    ...reason(temperatureLevel(celsius, limits), `Disk ${name} is ${Math.round(celsius ?? 0)} °C`),
  ];
}

/** What needs a look in pools, disks and replications; of several full pools the fullest first. */
export function storageReasons({ pools, disks, replications }: Storage, limits: Thresholds): Reason[] {
  const fullestFirst = pools.toSorted((a, b) => (b.percent ?? -1) - (a.percent ?? -1));
  return [
    ...fullestFirst.flatMap((pool) => poolReasons(pool, limits)),
    ...disks.flatMap((disk) => diskReasons(disk, limits)),
    ...replications.flatMap(({ name, state }) =>
      state === 'failed' ? reason('medium', `Replication ${name} failed`) : [],
    ),
  ];
}

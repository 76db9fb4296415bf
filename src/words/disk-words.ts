import type { DiskView } from '../collector/api/schema/views.ts';
import { gigabytesFigure, percentFigure, textOf } from './figures.ts';
import { markOf, type StateMark } from './states.ts';
import { diskMark } from './storage-states.ts';
import { amount } from './times.ts';

const HOUR_MS = 3_600_000;
const KINDS = { hdd: 'Hard disk', ssd: 'SSD', nvme: 'NVMe SSD' } as const;

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
const sectors = (count: number) => plural(count, 'sector', 'sectors');

type Sectors = Pick<DiskView, 'pending_sectors' | 'uncorrectable_sectors'>;

/** "2 sectors waiting to be reallocated, 3 that cannot be read"; empty when there are none. */
export function badSectorWords({
  pending_sectors: pending,
  uncorrectable_sectors: unreadable,
}: Sectors): string {
  const waiting = pending ? `${sectors(pending)} waiting to be reallocated` : '';
  if (!unreadable) return waiting;
  return waiting
    ? `${waiting}, ${unreadable} that cannot be read`
    : `${sectors(unreadable)} that cannot be read`;
}

/** "8 sectors reallocated, 2 waiting to be". */
function sectorWords(disk: Sectors & Pick<DiskView, 'reallocated_sectors'>): string {
  const { reallocated_sectors: moved, pending_sectors: pending, uncorrectable_sectors: unreadable } = disk;
  if (!moved) return badSectorWords(disk);
  const waiting = pending ? `, ${pending} waiting to be` : '';
  return `${sectors(moved)} reallocated${waiting}${unreadable ? `, ${unreadable} that cannot be read` : ''}`;
}

/** What is wrong with a disk, or may be, each in a few words. */
export function disorders(disk: DiskView): string[] {
  const { uncorrected_errors: errors, crc_errors: transfers } = disk;
  const all = [
    sectorWords(disk),
    errors ? plural(errors, 'error it could not correct', 'errors it could not correct') : '',
    transfers ? `${plural(transfers, 'transfer error', 'transfer errors')}, from its cable` : '',
  ];
  return all.filter((words) => words !== '');
}

/** How long it has run and how worn it is: "Ran for 2 years, 12 % of its rated writes used". */
export function wearWords({
  power_on_hours: hours,
  wear_percent: wear,
  spare_percent: spare,
}: DiskView): string {
  const all = [
    hours === null ? '' : `Ran for ${amount(hours * HOUR_MS)}`,
    wear === null ? '' : `${textOf(percentFigure(wear))} of its rated writes used`,
    spare === null || spare === 100 ? '' : `${textOf(percentFigure(spare))} of its spare blocks left`,
  ];
  return all.filter((words) => words !== '').join(', ');
}

/** What it is, and by which number it is found among its likes: "Hard disk of 4.0 TB, WDC WD40EFPX, WD-WX12". */
export function identityWords({ kind, size_gb: size, model, serial_number: serial }: DiskView): string {
  const words = kind === null ? 'Disk' : KINDS[kind];
  const sized = size === null ? '' : `${words} of ${textOf(gigabytesFigure(size))}`;
  const plain = kind === null ? '' : words;
  return [sized || plain, model, serial].filter(Boolean).join(', ');
}

/** How healthy a disk is, by its own test and by sectors that it cannot read. */
export function healthMark(disk: DiskView): StateMark {
  const { smart_status: smart, smart_read_at: readAt } = disk;
  if (smart !== 'fail' && badSectorWords(disk) !== '') return markOf('medium');
  if (smart === 'unknown' && readAt === null) return { ...markOf('unknown'), word: 'Health not read' };
  return diskMark(smart);
}

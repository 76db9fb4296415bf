import type { DiskReport } from '../../../../agent/protocol.ts';
import type { Disk, Machine } from './machine.ts';
import { HOUR_MS, MINUTE_MS, type Moment } from './moment.ts';
import { DAY_MS, type Story } from './story.ts';

/** Of what the machine reads and writes, the part of its system disk, where there are others. */
const SYSTEM_SHARE = 0.05;
const HOURS_PER_YEAR = 8766;
const READ_EVERY_MS = 30 * MINUTE_MS;
/** Local time of day at which one that sleeps is used. */
const USED_AT_MS = 3 * HOUR_MS;
/** Of its rated writes, in percent. */
const WEAR_PER_YEAR = 3.4;

function readAt({ sleeps = false }: Disk, at: number, { offsetMs }: Story): number {
  if (!sleeps) return Math.floor(at / READ_EVERY_MS) * READ_EVERY_MS;
  const aheadMs = offsetMs - USED_AT_MS;
  return Math.floor((at + aheadMs) / DAY_MS) * DAY_MS - aheadMs;
}

/** The figures that its kind has. */
function figuresOf({ years, reallocatedSectors = 0, pendingSectors = 0 }: Disk, isNvme: boolean) {
  if (isNvme)
    return { wear_percent: Math.floor(years * WEAR_PER_YEAR), spare_percent: 100, uncorrected_errors: 0 };
  return {
    reallocated_sectors: reallocatedSectors,
    pending_sectors: pendingSectors,
    uncorrectable_sectors: 0,
    crc_errors: 0,
  };
}

/** What its own test says, as of when it was read last. */
function smartOf(disk: Disk, { at, day }: Moment, story: Story): Partial<DiskReport> {
  const isNvme = disk.name.startsWith('nvme');
  return {
    serial_number: `DEMO${disk.sizeGb}${disk.name.toUpperCase()}`,
    size_gb: disk.sizeGb,
    kind: isNvme ? 'nvme' : 'hdd',
    smart_status: 'pass',
    smart_read_at: new Date(readAt(disk, at, story)).toISOString(),
    power_on_hours: Math.floor(disk.years * HOURS_PER_YEAR + day * (disk.sleeps ? 1 : 24)),
    ...(disk.sleeps && { is_asleep: true }),
    ...figuresOf(disk, isNvme),
  };
}

function warmthOf({ name, celsius }: Disk, moment: Moment): number {
  const air = 1.5 * moment.drift(`air at ${name}`, 3 * HOUR_MS);
  return Math.round(celsius + 4 * moment.busy(HOUR_MS) + air);
}

function shareOf({ sleeps = false }: Disk, isSystem: boolean): number {
  if (sleeps) return 0;
  return isSystem ? SYSTEM_SHARE : 1;
}

/** Disks, and where their machine's agent may ask them, how they are. */
export function diskReports(machine: Machine, moment: Moment, story: Story): DiskReport[] {
  const { disks, sends, receives, unknown = [] } = machine;
  const mayAsk = !unknown.some(({ probe }) => probe === 'smart');
  return disks.map((disk, i) => {
    const share = shareOf(disk, i === 0 && disks.length > 1);
    return {
      name: disk.name,
      model: disk.model,
      read_bytes: moment.bytes(sends * share),
      write_bytes: moment.bytes(receives * share),
      ...(mayAsk && smartOf(disk, moment, story)),
      ...(mayAsk && !disk.sleeps && { temperature_celsius: warmthOf(disk, moment) }),
    };
  });
}

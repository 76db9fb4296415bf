import type { DiskReport, SmartStatus } from '../protocol.ts';
import { at, countAt, listAt, numberAt, parseJson, textAt } from './foreign-json.ts';
import { toGb } from './round.ts';
import { ataCounters, attributesOf, leadingCount } from './smart-ata.ts';
import { ataWearPercent } from './smart-wear.ts';

/** What one answer of smartctl says of a disk. */
export type SmartFigures = Omit<
  DiskReport,
  'name' | 'read_bytes' | 'write_bytes' | 'smart_status' | 'smart_read_at' | 'is_asleep'
> & { smart_status: SmartStatus };

export type SmartOutcome =
  | { outcome: 'read'; figures: SmartFigures }
  | { outcome: 'asleep' }
  /** This disk tells nothing: it has no SMART, or did not answer. */
  | { outcome: 'nothing'; reason: string }
  /** smartctl is of no use here, whatever the disk. */
  | { outcome: 'unusable'; reason: string };

/** Bits of smartctl's exit code (smartctl(8)); the others are warnings that come with all figures. */
const USAGE_ERROR = 1;
const NOT_OPENED = 2;
const FAILING = 8;
/** Bit 1 alone of an NVMe disk's critical warnings (NVMe base specification 2.0, figure 207). */
const TOO_HOT = 2;
/** A century of hours: more is a counter of something else. */
const MAX_HOURS = 100 * 366 * 24;
const POSSIBLE_CELSIUS = { min: -60, max: 200 };

function kindOf(json: unknown): DiskReport['kind'] {
  if (textAt(json, 'device', 'protocol') === 'NVMe') return 'nvme';
  const rotation = numberAt(json, 'rotation_rate');
  if (rotation === null) return null;
  return rotation === 0 ? 'ssd' : 'hdd';
}

function identity(json: unknown) {
  const bytes = countAt(json, 'user_capacity', 'bytes') ?? countAt(json, 'nvme_total_capacity');
  const scsiName = [textAt(json, 'vendor'), textAt(json, 'product')].filter((one) => one !== null).join(' ');
  return {
    model: textAt(json, 'model_name') ?? textAt(json, 'scsi_model_name') ?? (scsiName || null),
    serial_number: textAt(json, 'serial_number'),
    firmware: textAt(json, 'firmware_version') ?? textAt(json, 'scsi_revision') ?? textAt(json, 'revision'),
    size_gb: bytes === null ? null : toGb(bytes),
    kind: kindOf(json),
  };
}

/** Bridges, RAID volumes and some old SSDs say 0 where they measure nothing. */
function temperature(json: unknown): number | null {
  const celsius = numberAt(json, 'temperature', 'current');
  if (celsius === null || celsius === 0) return null;
  return celsius > POSSIBLE_CELSIUS.min && celsius < POSSIBLE_CELSIUS.max ? celsius : null;
}

/** An NVMe disk that is only outside its temperature limits says it fails; it wants cooling, and its heat is told. */
function isOnlyHot(json: unknown): boolean {
  return countAt(json, 'nvme_smart_health_information_log', 'critical_warning') === TOO_HOT;
}

function healthStatus(json: unknown, exitCode: number): SmartStatus {
  const passed = at(json, 'smart_status', 'passed');
  if (passed === false && isOnlyHot(json)) return 'pass';
  if (passed === false || (exitCode & FAILING) !== 0) return 'fail';
  return passed === true ? 'pass' : 'unknown';
}

function scsiUncorrected(json: unknown): number | null {
  const counts = ['read', 'write', 'verify'].flatMap(
    (kind) => countAt(json, 'scsi_error_counter_log', kind, 'total_uncorrected_errors') ?? [],
  );
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

/** Figures that each kind of disk has in its own way; those of another kind are null. */
function wearAndErrors(json: unknown) {
  const attributes = attributesOf(json);
  const ata = ataCounters(attributes);
  const nvme = at(json, 'nvme_smart_health_information_log');
  const spare = countAt(nvme, 'available_spare');
  const hours =
    numberAt(json, 'power_on_time', 'hours') ??
    countAt(nvme, 'power_on_hours') ??
    leadingCount(attributes.find(({ id }) => id === 9)?.raw);
  return {
    ...ata,
    power_on_hours: hours !== null && hours >= 0 && hours < MAX_HOURS ? hours : null,
    reallocated_sectors: ata.reallocated_sectors ?? countAt(json, 'scsi_grown_defect_list'),
    uncorrected_errors: ata.uncorrected_errors ?? countAt(nvme, 'media_errors') ?? scsiUncorrected(json),
    wear_percent:
      ataWearPercent(json, attributes) ??
      countAt(nvme, 'percentage_used') ??
      countAt(json, 'scsi_percentage_used_endurance_indicator'),
    spare_percent: spare !== null && spare <= 100 ? spare : null,
  };
}

/** What smartctl complained of; which disk it was about is known. */
function complaint(json: unknown): string {
  const messages = listAt(json, 'smartctl', 'messages').flatMap((one) => textAt(one, 'string') ?? []);
  return messages.join('; ').replace(/^(Smartctl open device: \S+ failed|\/dev\/\S+): /, '');
}

function withoutFigures(json: unknown, exitCode: number): SmartOutcome {
  const reason = complaint(json);
  // "Device is in STANDBY mode, exit(2)", the same bit as a disk that is not there
  if ((exitCode & NOT_OPENED) !== 0 && / is in .+ mode, exit/.test(reason)) return { outcome: 'asleep' };
  if (/Permission denied|Operation not permitted/.test(reason)) {
    return { outcome: 'unusable', reason: `smartctl may not open the disks (${reason})` };
  }
  return { outcome: 'nothing', reason: reason || `smartctl ended with ${exitCode}` };
}

/**
 * Reads what `smartctl --json` wrote and how it ended. Never throws, whatever the text.
 * Needs smartctl 7.0, the first that writes JSON.
 */
export function parseSmart(text: string, exitCode: number): SmartOutcome {
  const json = parseJson(text);
  if (at(json, 'json_format_version') === undefined && at(json, 'device') === undefined) {
    return { outcome: 'unusable', reason: 'smartctl 7.0 or newer is needed' };
  }
  if ((exitCode & (USAGE_ERROR | NOT_OPENED)) !== 0) return withoutFigures(json, exitCode);
  const health = { temperature_celsius: temperature(json), ...wearAndErrors(json) };
  const smart_status = healthStatus(json, exitCode);
  if (smart_status === 'unknown' && Object.values(health).every((figure) => figure === null)) {
    return { outcome: 'nothing', reason: complaint(json) || 'It does not tell its health' };
  }
  return { outcome: 'read', figures: { ...identity(json), ...health, smart_status } };
}

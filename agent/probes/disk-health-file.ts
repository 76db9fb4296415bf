import type { DiskReport, SmartStatus } from '../protocol.ts';
import type { DiskHealth, DisksHealth } from './disk-health.ts';
import { at, countAt, listAt, numberAt, parseJson, textAt } from './foreign-json.ts';
import type { SmartFigures } from './smart.ts';

/** Where `read-disks`, which is root, leaves what it learnt for the agent, which is not. */
export const HEALTH_FILE = '/run/porchlight-agent-disks/report.json';

const KINDS: readonly DiskReport['kind'][] = ['hdd', 'ssd', 'nvme'];
const STATUSES: readonly SmartStatus[] = ['pass', 'fail', 'unknown'];

function figuresFrom(value: unknown): SmartFigures | null {
  const smart_status = STATUSES.find((one) => one === textAt(value, 'smart_status'));
  if (!smart_status) return null;
  return {
    model: textAt(value, 'model'),
    serial_number: textAt(value, 'serial_number'),
    firmware: textAt(value, 'firmware'),
    size_gb: numberAt(value, 'size_gb'),
    kind: KINDS.find((one) => one === textAt(value, 'kind')) ?? null,
    temperature_celsius: numberAt(value, 'temperature_celsius'),
    power_on_hours: countAt(value, 'power_on_hours'),
    reallocated_sectors: countAt(value, 'reallocated_sectors'),
    pending_sectors: countAt(value, 'pending_sectors'),
    uncorrectable_sectors: countAt(value, 'uncorrectable_sectors'),
    uncorrected_errors: countAt(value, 'uncorrected_errors'),
    command_timeouts: countAt(value, 'command_timeouts'),
    crc_errors: countAt(value, 'crc_errors'),
    wear_percent: countAt(value, 'wear_percent'),
    spare_percent: countAt(value, 'spare_percent'),
    smart_status,
  };
}

function diskFrom(value: unknown): DiskHealth[] {
  const name = textAt(value, 'name');
  const lookedAt = countAt(value, 'lookedAt');
  if (name === null || lookedAt === null) return [];
  return [
    {
      name,
      lookedAt,
      movedBytes: countAt(value, 'movedBytes') ?? 0,
      isAsleep: at(value, 'isAsleep') === true,
      problem: textAt(value, 'problem'),
      figures: figuresFrom(at(value, 'figures')),
      readAt: countAt(value, 'readAt'),
    },
  ];
}

/**
 * What the file holds, as far as it can be believed.
 * @throws Error when it is no such file
 */
export function parseHealthFile(text: string): DisksHealth {
  const value = parseJson(text);
  const checkedAt = countAt(value, 'checkedAt');
  if (checkedAt === null) throw new Error(`${HEALTH_FILE} is not readable as a report of disks`);
  return { checkedAt, problem: textAt(value, 'problem'), disks: listAt(value, 'disks').flatMap(diskFrom) };
}

import { answeredUnit, describe, splitName } from '../../metrics/index.ts';

/** What a series is called in the fleet monitor's data model. */
export interface SystemName {
  metric_type: string;
  metric_name: string;
  unit: string | null;
}

interface Told {
  type: string;
  /** Name, or what follows the subject. */
  name: string;
  unit?: string;
}

const told = (type: string, name: string, unit?: string): Told => ({ type, name, ...(unit && { unit }) });

const CORE: Record<string, Told> = {
  cpu_percent: told('cpu', 'cpu_usage'),
  cpu_iowait_percent: told('cpu', 'cpu_iowait'),
  load_1m: told('cpu', 'load_1m'),
  load_5m: told('cpu', 'load_5m'),
  load_15m: told('cpu', 'load_15m'),
  memory_percent: told('memory', 'memory_usage'),
  memory_used_gb: told('memory', 'memory_used'),
  memory_total_gb: told('memory', 'memory_total'),
  swap_percent: told('memory', 'swap_usage'),
  disk_percent: told('disk', 'disk_usage'),
  disk_used_gb: told('disk', 'disk_used'),
  disk_total_gb: told('disk', 'disk_total'),
  network_rx_bytes: told('network', 'network_received'),
  network_tx_bytes: told('network', 'network_sent'),
  uptime_seconds: told('system', 'uptime', 'seconds'),
  updates_available: told('system', 'updates_available'),
  security_updates: told('system', 'security_updates'),
  reboot_required: told('system', 'reboot_required'),
};

const WITH_SUBJECT: Record<string, Told> = {
  pool_percent: told('pool', 'usage'),
  pool_used_gb: told('pool', 'used'),
  pool_total_gb: told('pool', 'total'),
  pool_fragmentation_percent: told('pool', 'fragmentation'),
  disk_temperature_celsius: told('disk', 'temperature'),
  disk_power_on_hours: told('disk', 'power_on_hours', 'hours'),
  disk_reallocated_sectors: told('disk', 'reallocated_sectors'),
  disk_pending_sectors: told('disk', 'pending_sectors'),
  disk_uncorrectable_sectors: told('disk', 'uncorrectable_sectors'),
  disk_uncorrected_errors: told('disk', 'uncorrected_errors'),
  disk_command_timeouts: told('disk', 'command_timeouts'),
  disk_crc_errors: told('disk', 'crc_errors'),
  disk_wear_percent: told('disk', 'wear'),
  disk_spare_percent: told('disk', 'spare'),
  disk_read_bytes: told('disk', 'read'),
  disk_write_bytes: told('disk', 'written'),
  replication_last_run_seconds: told('replication', 'last_run', 'seconds'),
  replication_bytes_transferred: told('replication', 'bytes_transferred'),
  mount_percent: told('filesystem', 'usage'),
  mount_used_gb: told('filesystem', 'used'),
  mount_total_gb: told('filesystem', 'total'),
  interface_rx_bytes: told('network', 'received'),
  interface_tx_bytes: told('network', 'sent'),
  temperature_celsius: told('sensor', 'temperature'),
  container_cpu_percent: told('container', 'cpu_usage'),
  container_memory_mb: told('container', 'memory_used'),
  container_rx_bytes: told('container', 'received'),
  container_tx_bytes: told('container', 'sent'),
  container_restarts: told('container', 'restarts'),
  service_cpu_percent: told('service', 'cpu_usage'),
  service_memory_mb: told('service', 'memory_used'),
};

/** What was pushed under a name of its own. */
const REPORTED = { metric: 'reported_value', type: 'reported' };

/** How the state of a thing is called, by its kind, and of which type its other values are. */
export const STATE_NAMES = { pool: 'health', disk: 'smart_status', replication: 'status' } as const;
export type StateOwner = keyof typeof STATE_NAMES;
export const STATE_OWNERS = Object.keys(STATE_NAMES) as StateOwner[];

/** The metrics behind one `metric_type`, or behind all. */
export function metricsOfType(type: string | undefined): string[] {
  const named = { ...CORE, ...WITH_SUBJECT, [REPORTED.metric]: told(REPORTED.type, '') };
  return Object.keys(named).filter((metric) => type === undefined || named[metric]?.type === type);
}

/** The data model's name for one of our series; null for what it has no use for (process numbers). */
export function systemName(series: string, reportedUnit: (name: string) => string): SystemName | null {
  const { metric, subject } = splitName(series);
  if (metric === REPORTED.metric && subject !== null)
    return { metric_type: REPORTED.type, metric_name: subject, unit: reportedUnit(subject) || null };
  const known = subject === null ? CORE[metric] : WITH_SUBJECT[metric];
  if (!known) return null;
  return {
    metric_type: known.type,
    metric_name: subject === null ? known.name : `${subject}_${known.name}`,
    unit: known.unit ?? (answeredUnit(describe(series)) || null),
  };
}

import type { HeartbeatMetrics } from '../../../agent/protocol.ts';

/** What is known about a metric by its name alone. */
export interface Metric {
  /** Empty when there is none, or it is not known. */
  unit: string;
  /** Counters only grow until they start again from 0; they are shown as rates per second. */
  kind: 'gauge' | 'counter';
  /** Decimals worth showing; those of the rate for a counter. */
  decimals: number;
  label: string;
  /** One per server, in every heartbeat; the others have a subject (`mount_percent:/data`). */
  core: boolean;
}

type CoreName =
  | Exclude<keyof HeartbeatMetrics, 'boot_time'>
  | 'updates_available'
  | 'security_updates'
  | 'reboot_required';

const gauge = (label: string, unit: string, decimals: number) =>
  ({ kind: 'gauge', label, unit, decimals }) as const;
const counter = (label: string, unit: string) => ({ kind: 'counter', label, unit, decimals: 0 }) as const;

const CORE: Record<CoreName, Omit<Metric, 'core'>> = {
  cpu_percent: gauge('CPU', '%', 1),
  cpu_iowait_percent: gauge('CPU waiting for disks', '%', 1),
  memory_percent: gauge('Memory', '%', 1),
  memory_used_gb: gauge('Memory used', 'GB', 2),
  memory_total_gb: gauge('Memory installed', 'GB', 2),
  swap_percent: gauge('Swap', '%', 1),
  disk_percent: gauge('Fullest disk', '%', 1),
  disk_used_gb: gauge('Fullest disk, used', 'GB', 1),
  disk_total_gb: gauge('Fullest disk, size', 'GB', 1),
  network_rx_bytes: counter('Network received', 'bytes'),
  network_tx_bytes: counter('Network sent', 'bytes'),
  load_1m: gauge('Load, 1 min', '', 2),
  load_5m: gauge('Load, 5 min', '', 2),
  load_15m: gauge('Load, 15 min', '', 2),
  uptime_seconds: gauge('Uptime', 's', 0),
  updates_available: gauge('Updates', '', 0),
  security_updates: gauge('Security updates', '', 0),
  reboot_required: gauge('Restart required', '', 0),
};

const WITH_SUBJECT: Record<string, Omit<Metric, 'core'>> = {
  mount_percent: gauge('File system', '%', 1),
  mount_used_gb: gauge('File system, used', 'GB', 1),
  mount_total_gb: gauge('File system, size', 'GB', 1),
  temperature_celsius: gauge('Temperature', '°C', 1),
  disk_read_bytes: counter('Disk read', 'bytes'),
  disk_write_bytes: counter('Disk written', 'bytes'),
  disk_temperature_celsius: gauge('Disk temperature', '°C', 1),
  disk_power_on_hours: gauge('Disk hours of work', 'h', 0),
  disk_reallocated_sectors: gauge('Disk sectors reallocated', '', 0),
  disk_pending_sectors: gauge('Disk sectors waiting to be reallocated', '', 0),
  disk_uncorrectable_sectors: gauge('Disk sectors that cannot be read', '', 0),
  disk_uncorrected_errors: gauge('Disk errors not corrected', '', 0),
  disk_command_timeouts: gauge('Disk commands without an answer', '', 0),
  disk_crc_errors: gauge('Disk transfer errors', '', 0),
  disk_wear_percent: gauge('Disk rated writes used', '%', 0),
  disk_spare_percent: gauge('Disk spare blocks left', '%', 0),
  pool_percent: gauge('Pool', '%', 1),
  pool_used_gb: gauge('Pool, used', 'GB', 1),
  pool_total_gb: gauge('Pool, size', 'GB', 1),
  pool_fragmentation_percent: gauge('Pool fragmentation', '%', 1),
  replication_bytes_transferred: gauge('Replication, last transfer', 'bytes', 0),
  replication_last_run_seconds: gauge('Replication, last run', 's', 0),
  reported_value: gauge('Reported', '', 2),
  interface_rx_bytes: counter('Interface received', 'bytes'),
  interface_tx_bytes: counter('Interface sent', 'bytes'),
  container_cpu_percent: gauge('Container CPU', '%', 1),
  container_memory_mb: gauge('Container memory', 'MB', 1),
  container_rx_bytes: counter('Container received', 'bytes'),
  container_tx_bytes: counter('Container sent', 'bytes'),
  container_restarts: gauge('Container restarts', '', 0),
  service_cpu_percent: gauge('Service CPU', '%', 1),
  service_memory_mb: gauge('Service memory', 'MB', 1),
  service_pid: gauge('Service process', '', 0),
};

const entries = (metrics: Record<string, Omit<Metric, 'core'>>, core: boolean) =>
  Object.entries(metrics).map(([name, metric]): [string, Metric] => [name, { ...metric, core }]);

/** Every metric that has a meaning here; others are stored and shown as gauges without a unit. */
export const CATALOGUE: ReadonlyMap<string, Metric> = new Map([
  ...entries(CORE, true),
  ...entries(WITH_SUBJECT, false),
]);

/** A series name taken apart: `mount_percent:/data` is metric `mount_percent` of subject `/data`. */
export function splitName(name: string): { metric: string; subject: string | null } {
  const colon = name.indexOf(':');
  if (colon < 0) return { metric: name, subject: null };
  return { metric: name.slice(0, colon), subject: name.slice(colon + 1) };
}

/** What is known about a series, by its full name or its metric's. */
export function describe(name: string): Metric {
  const { metric } = splitName(name);
  return CATALOGUE.get(metric) ?? { ...gauge(metric, '', 2), core: false };
}

/** Unit in which a series is answered: counters become rates. */
export function answeredUnit({ kind, unit }: Metric): string {
  return kind === 'counter' ? `${unit}/s` : unit;
}

import { describe, splitName } from './catalogue.ts';
import type { ExposedSample, Family } from './exposition.ts';
import type { Latest } from './types.ts';

/** How one metric is exposed. */
interface Exposed {
  /** Without the prefix; base units, which the name ends in. */
  name: string;
  help: string;
  /** From our unit to the base unit. */
  times: number;
  /** Label that holds the subject. */
  label?: string;
}

const PERCENT = 0.01;
const GB = 1e9;
const MB = 1e6;
const HOUR = 3600;

const exposed = (name: string, help: string, times = 1): Exposed => ({ name, help, times });
const of = (label: string, name: string, help: string, times = 1): Exposed => ({ name, help, times, label });

/** Names are a promise: dashboards of others rest on them. Process numbers are left out, they measure nothing. */
const EXPOSED: Record<string, Exposed> = {
  cpu_percent: exposed('cpu_usage_ratio', 'Share of the processors that is busy.', PERCENT),
  cpu_iowait_percent: exposed('cpu_iowait_ratio', 'Share of the time spent waiting for disks.', PERCENT),
  memory_percent: exposed('memory_usage_ratio', 'Share of the memory in use.', PERCENT),
  memory_used_gb: exposed('memory_used_bytes', 'Memory in use.', GB),
  memory_total_gb: exposed('memory_size_bytes', 'Memory installed.', GB),
  swap_percent: exposed('swap_usage_ratio', 'Share of the swap space in use.', PERCENT),
  disk_percent: exposed('disk_usage_ratio', 'How full the fullest file system or pool is.', PERCENT),
  disk_used_gb: exposed('disk_used_bytes', 'Space in use on the fullest file system or pool.', GB),
  disk_total_gb: exposed('disk_size_bytes', 'Size of the fullest file system or pool.', GB),
  network_rx_bytes: exposed('network_receive_bytes_total', 'Bytes received on all interfaces.'),
  network_tx_bytes: exposed('network_transmit_bytes_total', 'Bytes sent on all interfaces.'),
  load_1m: exposed('load1', 'Load average over 1 minute.'),
  load_5m: exposed('load5', 'Load average over 5 minutes.'),
  load_15m: exposed('load15', 'Load average over 15 minutes.'),
  uptime_seconds: exposed('uptime_seconds', 'Time since the server started.'),
  updates_available: exposed('updates_available', 'Updates that can be installed.'),
  security_updates: exposed('security_updates_available', 'Security updates among them.'),
  reboot_required: exposed('reboot_required', '1 when updates take effect only after a restart, else 0.'),
  mount_percent: of('mount', 'filesystem_usage_ratio', 'How full a file system is.', PERCENT),
  mount_used_gb: of('mount', 'filesystem_used_bytes', 'Space in use on a file system.', GB),
  mount_total_gb: of('mount', 'filesystem_size_bytes', 'Size of a file system.', GB),
  temperature_celsius: of('sensor', 'sensor_temperature_celsius', 'What a sensor reads.'),
  disk_read_bytes: of('disk', 'disk_read_bytes_total', 'Bytes read from a disk.'),
  disk_write_bytes: of('disk', 'disk_written_bytes_total', 'Bytes written to a disk.'),
  disk_temperature_celsius: of('disk', 'disk_temperature_celsius', 'How warm a disk is.'),
  disk_power_on_hours: of('disk', 'disk_power_on_seconds', 'How long a disk has been running.', HOUR),
  disk_reallocated_sectors: of('disk', 'disk_reallocated_sectors', 'Sectors a disk had to replace.'),
  disk_pending_sectors: of('disk', 'disk_pending_sectors', 'Sectors a disk waits to replace.'),
  disk_uncorrectable_sectors: of('disk', 'disk_uncorrectable_sectors', 'Sectors a disk cannot read.'),
  disk_uncorrected_errors: of('disk', 'disk_uncorrected_errors', 'Errors a disk could not correct.'),
  disk_command_timeouts: of('disk', 'disk_command_timeouts', 'Commands a disk did not answer in time.'),
  disk_crc_errors: of('disk', 'disk_crc_errors', 'Transfer errors: the cable rather than the disk.'),
  disk_wear_percent: of('disk', 'disk_wear_ratio', 'Share of the rated writes used; may exceed 1.', PERCENT),
  disk_spare_percent: of('disk', 'disk_spare_ratio', 'Share of the spare blocks that is left.', PERCENT),
  pool_percent: of('pool', 'pool_usage_ratio', 'How full a pool is.', PERCENT),
  pool_used_gb: of('pool', 'pool_used_bytes', 'Space in use in a pool.', GB),
  pool_total_gb: of('pool', 'pool_size_bytes', 'Size of a pool.', GB),
  pool_fragmentation_percent: of('pool', 'pool_fragmentation_ratio', 'Fragmentation of a pool.', PERCENT),
  replication_bytes_transferred: of(
    'task',
    'replication_last_transfer_bytes',
    'Bytes that the last run of a replication sent.',
  ),
  replication_last_run_seconds: of(
    'task',
    'replication_last_run_timestamp_seconds',
    'When a replication last ran.',
  ),
  interface_rx_bytes: of('interface', 'interface_receive_bytes_total', 'Bytes received on an interface.'),
  interface_tx_bytes: of('interface', 'interface_transmit_bytes_total', 'Bytes sent on an interface.'),
  container_cpu_percent: of(
    'container',
    'container_cpu_usage_ratio',
    'Processors that a container keeps busy.',
    PERCENT,
  ),
  container_memory_mb: of('container', 'container_memory_used_bytes', 'Memory of a container.', MB),
  container_rx_bytes: of('container', 'container_receive_bytes_total', 'Bytes a container received.'),
  container_tx_bytes: of('container', 'container_transmit_bytes_total', 'Bytes a container sent.'),
  container_restarts: of('container', 'container_restarts', 'How often the engine restarted a container.'),
  service_cpu_percent: of(
    'service',
    'service_cpu_usage_ratio',
    'Processors that a service keeps busy.',
    PERCENT,
  ),
  service_memory_mb: of('service', 'service_memory_used_bytes', 'Memory of a service.', MB),
};

/** Values of no meaning here are told by their own names, but only so many: names come from outside. */
const MAX_REPORTED = 200;
/** What a name ends in when it has a base unit. */
const UNIT = /_(bytes|ratio|seconds|celsius)(?:_total)?$/;

/** Digits that a percentage or a figure in GB can have; the rest is what multiplying made of it. */
const scaled = (value: number, times: number) =>
  times === 1 ? value : Number((value * times).toPrecision(12));

/** A server's newest values, with the labels that all of them carry. */
export interface ExposedServer {
  labels: Readonly<Record<string, string>>;
  values: Latest['values'];
  /** Unit of a `reported_value`, by its name. */
  unitOf: (name: string) => string;
}

/** The samples of each metric, in one pass: a fleet can have a million series. */
function samplesByMetric(servers: readonly ExposedServer[]): Map<string, ExposedSample[]> {
  const byMetric = new Map(Object.keys(EXPOSED).map((metric): [string, ExposedSample[]] => [metric, []]));
  for (const { labels, values } of servers) {
    for (const [series, value] of values) {
      const { metric, subject } = splitName(series);
      const one = EXPOSED[metric];
      const isSubjectDue = (one?.label === undefined) === (subject === null);
      if (!one || value === null || !isSubjectDue) continue;
      const own = one.label === undefined ? labels : { ...labels, [one.label]: subject ?? '' };
      byMetric.get(metric)?.push({ labels: own, value: scaled(value, one.times) });
    }
  }
  return byMetric;
}

function familyOf(metric: string, { name, help }: Exposed, samples: readonly ExposedSample[]): Family {
  const type = describe(metric).kind;
  return { name: `porchlight_${name}`, type, unit: UNIT.exec(name)?.[1] ?? '', help, samples };
}

function reportedSamples({ labels, values, unitOf }: ExposedServer): ExposedSample[] {
  const prefix = 'reported_value:';
  return [...values]
    .filter(([series, value]) => series.startsWith(prefix) && value !== null)
    .slice(0, MAX_REPORTED)
    .map(([series, value]) => {
      const name = series.slice(prefix.length);
      return { labels: { ...labels, name, unit: unitOf(name) }, value: value ?? 0 };
    });
}

/** The newest values of servers in base units; unknown ones are left out. */
export function exposeServers(servers: readonly ExposedServer[]): Family[] {
  const samples = samplesByMetric(servers);
  const known = Object.entries(EXPOSED).map(([metric, one]) =>
    familyOf(metric, one, samples.get(metric) ?? []),
  );
  const help = `Other values that were reported, with their unit; at most ${MAX_REPORTED} of a server.`;
  const reported = servers.flatMap(reportedSamples);
  return [...known, { name: 'porchlight_reported_value', type: 'gauge', unit: '', help, samples: reported }];
}

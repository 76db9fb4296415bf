import type { DiskReport, Heartbeat, HeartbeatMetrics } from '../../../agent/protocol.ts';
import type { Samples } from '../metrics/index.ts';

/** In the order of the catalogue, so that an agent's key order never makes a new layout. */
const SCALARS = [
  'cpu_percent',
  'cpu_iowait_percent',
  'memory_percent',
  'memory_used_gb',
  'memory_total_gb',
  'swap_percent',
  'disk_percent',
  'disk_used_gb',
  'disk_total_gb',
  'network_rx_bytes',
  'network_tx_bytes',
  'load_1m',
  'load_5m',
  'load_15m',
  'uptime_seconds',
] as const satisfies readonly (keyof HeartbeatMetrics)[];

/** What SMART says in numbers, and the series of each. */
const SMART_FIGURES = [
  'power_on_hours',
  'reallocated_sectors',
  'pending_sectors',
  'uncorrectable_sectors',
  'uncorrected_errors',
  'command_timeouts',
  'crc_errors',
  'wear_percent',
  'spare_percent',
] as const satisfies readonly (keyof DiskReport)[];

type Add = (metric: string, subject: string, value: number | null | undefined) => void;

/** Most disks lack half of the figures of SMART: those have no series. Nobody knows how warm one is that sleeps. */
function addDisk(disk: DiskReport, add: Add): void {
  const { name } = disk;
  add('disk_read_bytes', name, disk.read_bytes);
  add('disk_write_bytes', name, disk.write_bytes);
  add('disk_temperature_celsius', name, disk.is_asleep ? null : disk.temperature_celsius);
  if (disk.smart_status === undefined) return;
  for (const figure of SMART_FIGURES) add(`disk_${figure}`, name, disk[figure] ?? undefined);
}

function addMachine(heartbeat: Heartbeat, add: Add): void {
  for (const mount of heartbeat.mounts ?? []) {
    add('mount_percent', mount.mount_point, mount.percent);
    add('mount_used_gb', mount.mount_point, mount.used_gb);
    add('mount_total_gb', mount.mount_point, mount.total_gb);
  }
  for (const sensor of heartbeat.sensors ?? [])
    add('temperature_celsius', sensor.name, sensor.temperature_celsius);
  for (const disk of heartbeat.disks ?? []) addDisk(disk, add);
  for (const nic of heartbeat.interfaces ?? []) {
    add('interface_rx_bytes', nic.name, nic.rx_bytes);
    add('interface_tx_bytes', nic.name, nic.tx_bytes);
  }
}

function addPrograms(heartbeat: Heartbeat, add: Add): void {
  for (const service of heartbeat.services ?? []) {
    add('service_pid', service.name, service.pid);
    add('service_memory_mb', service.name, service.memory_mb);
    add('service_cpu_percent', service.name, service.cpu_percent);
  }
  for (const container of heartbeat.containers ?? []) {
    add('container_cpu_percent', container.name, container.cpu_percent);
    add('container_memory_mb', container.name, container.memory_mb);
    add('container_rx_bytes', container.name, container.network_rx_bytes);
    add('container_tx_bytes', container.name, container.network_tx_bytes);
    add('container_restarts', container.name, container.restarts);
  }
}

/**
 * Every number of a heartbeat as a series: `metric`, or `metric:subject` for mounts, disks and the like.
 * Of two elements with the same name the first counts.
 */
export function toSamples(heartbeat: Heartbeat): Samples {
  const names: string[] = [];
  const values: (number | null)[] = [];
  const seen = new Set<string>();
  const { metrics } = heartbeat;
  for (const metric of SCALARS) {
    const value = metrics[metric];
    if (value === undefined) continue;
    names.push(metric);
    values.push(value);
  }
  const add: Add = (metric, subject, value) => {
    const name = subject === '' ? metric : `${metric}:${subject}`;
    if (value === undefined || seen.has(name)) return;
    seen.add(name);
    names.push(name);
    values.push(value);
  };
  add('updates_available', '', heartbeat.updates_available);
  add('security_updates', '', heartbeat.security_updates);
  const { reboot_required: isDue } = heartbeat;
  add('reboot_required', '', typeof isDue === 'boolean' ? Number(isDue) : isDue);
  addMachine(heartbeat, add);
  addPrograms(heartbeat, add);
  return { names, values };
}

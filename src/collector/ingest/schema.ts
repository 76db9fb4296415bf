import { z } from '@hono/zod-openapi';
import type { Heartbeat } from '../../../agent/protocol.ts';
import { serverIdSchema } from '../fleet/index.ts';

const percent = z.number().min(0).max(100).nullish();
/** Far above anything real, and low enough that sums of a year stay numbers. */
const MAX_AMOUNT = 1e15;
const amount = z.number().min(0).max(MAX_AMOUNT).nullish();
/** A century. */
const MAX_UPTIME_SECONDS = 100 * 366 * 86_400;
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullish();
const name = z.string().min(1).max(255);
const short = z.string().max(255);

const metricsSchema = z
  .object({
    cpu_percent: percent.describe('Share of all cores that was busy since the report before'),
    cpu_iowait_percent: percent.describe('Share of time that cores waited for disks'),
    memory_percent: percent.describe('Used memory without reclaimable caches'),
    memory_used_gb: amount,
    memory_total_gb: amount,
    swap_percent: percent,
    disk_percent: percent.describe('Of the fullest mount'),
    disk_used_gb: amount,
    disk_total_gb: amount,
    network_rx_bytes: count.describe('Counter since boot over all real interfaces'),
    network_tx_bytes: count.describe('Counter since boot over all real interfaces'),
    load_1m: amount,
    load_5m: amount,
    load_15m: amount,
    uptime_seconds: z.number().min(0).max(MAX_UPTIME_SECONDS).nullish(),
    boot_time: z.iso.datetime({ offset: true }).nullish(),
  })
  .describe('Every one optional: a probe that fails leaves its own out. 1 GB = 10⁹ bytes');

const serviceSchema = z
  .object({
    name: name.describe('systemd unit without ".service"'),
    status: z.enum(['running', 'stopped', 'failed', 'unknown']),
    pid: count,
    memory_mb: amount,
    cpu_percent: amount.describe('100 is one core'),
  })
  .describe('One expected service as the agent saw it');

const osSchema = z.object({ distribution: short, version: short, kernel: short, architecture: short });

const hostSchema = z
  .object({
    hostname: short,
    ip_addresses: z.array(short).max(64).describe('The address of the default route first'),
    mac_address: short.nullish(),
    agent_version: short,
    cpu_model: short.nullish(),
    cpu_cores: count,
  })
  .describe('Who is speaking: fills what the record of the server lacks');

const mountSchema = z
  .object({
    mount_point: name,
    device: short,
    filesystem: short,
    used_gb: z.number().min(0).max(MAX_AMOUNT),
    total_gb: z.number().min(0).max(MAX_AMOUNT),
    percent: z.number().min(0).max(100).describe('As df says: used of what is not reserved'),
  })
  .describe('One real file system');

const sensorSchema = z.object({ name, temperature_celsius: z.number().min(-100).max(250) });

const diskSchema = z
  .object({
    name: name.describe('Kernel name, as "sda"'),
    model: short.nullish(),
    serial_number: short.nullish(),
    firmware: short.nullish(),
    size_gb: amount,
    kind: z.enum(['hdd', 'ssd', 'nvme']).nullish(),
    read_bytes: count.describe('Counter since boot'),
    write_bytes: count.describe('Counter since boot'),
    temperature_celsius: z.number().min(-100).max(250).nullish(),
    smart_status: z
      .enum(['pass', 'fail', 'unknown'])
      .optional()
      .describe('Absent where SMART was not read; figures that a disk does not have are null'),
    smart_read_at: z.iso
      .datetime({ offset: true })
      .nullish()
      .describe('When SMART was read, which is seldom'),
    is_asleep: z
      .boolean()
      .optional()
      .describe('It was left asleep: the figures are those of `smart_read_at`'),
    power_on_hours: amount,
    reallocated_sectors: count.describe('ATA attribute 5; grown defects of a SCSI disk'),
    pending_sectors: count.describe('ATA attribute 197'),
    uncorrectable_sectors: count.describe('ATA attribute 198'),
    uncorrected_errors: count.describe('ATA attribute 187; NVMe media errors'),
    command_timeouts: count.describe('ATA attribute 188'),
    crc_errors: count.describe('ATA attribute 199: the cable rather than the disk'),
    wear_percent: amount.describe('Share of the rated writes used up; may exceed 100'),
    spare_percent: percent.describe('NVMe: spare blocks left'),
  })
  .describe('One physical disk');

const interfaceSchema = z
  .object({
    name,
    mac_address: short.nullish(),
    up: z.boolean(),
    rx_bytes: z.number().int().min(0).describe('Counter since boot'),
    tx_bytes: z.number().int().min(0).describe('Counter since boot'),
  })
  .describe('One real network interface');

const containerSchema = z
  .object({
    name,
    image: short,
    state: z.string().min(1).max(40).describe('As the engine says: "running", "exited"'),
    health: short.nullish(),
    cpu_percent: amount.describe('100 is one core'),
    memory_mb: amount,
    network_rx_bytes: count.describe("Counter since its start; absent where it shares the host's network"),
    network_tx_bytes: count,
    restarts: count.describe('How often the engine has restarted it by itself'),
  })
  .describe('One container');

/** One report of one server. */
export const heartbeatSchema = z.object({
  server_id: serverIdSchema,
  timestamp: z.iso.datetime({ offset: true }).describe("The agent's clock"),
  metrics: metricsSchema,
  services: z.array(serviceSchema).max(100).optional(),
  os_info: osSchema.nullish(),
  updates_available: count,
  security_updates: count,
  reboot_required: z
    .boolean()
    .nullish()
    .describe('Whether what was updated takes effect only after a restart'),
  host: hostSchema.optional(),
  mounts: z.array(mountSchema).max(64).optional(),
  sensors: z.array(sensorSchema).max(128).optional(),
  disks: z.array(diskSchema).max(64).optional(),
  interfaces: z.array(interfaceSchema).max(64).optional(),
  containers: z.array(containerSchema).max(200).optional(),
  unknown: z
    .array(z.object({ probe: name, reason: z.string().max(500) }))
    .max(50)
    .optional()
    .describe('Probes that could not run, and why'),
}) satisfies z.ZodType<Heartbeat>;

/** What waited while the hub was away; any order, stored oldest first. */
export const backlogSchema = z.object({ heartbeats: z.array(heartbeatSchema).min(1).max(2000) });

/** A token of the "Connect agent" command. */
export const enrolSchema = z.object({ token: z.string().min(1).max(200), hostname: short });

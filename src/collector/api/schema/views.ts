import { z } from '@hono/zod-openapi';
import { SEVERITIES } from '../../../words/severity.ts';
import { alertSchema } from './alerts.ts';

/** How well a thing is, worst last but `unknown`, which is never good news. */
export const LEVELS = ['ok', 'low', 'medium', 'high', 'critical', 'unknown'] as const;
export const levelSchema = z.enum(LEVELS);
export type Level = z.infer<typeof levelSchema>;

export const serverStateSchema = z.enum(['online', 'offline', 'unknown']);
const when = z.iso.datetime();
const percent = z.number().nullable();

/** How well each of the three meters is, by the thresholds that are set. */
const meterLevelsSchema = z.object({ cpu: levelSchema, memory: levelSchema, disk: levelSchema });

/** One server on the fleet page. */
export const serverCardSchema = z
  .object({
    server_id: z.string(),
    display_name: z.string(),
    client_name: z.string(),
    tags: z.array(z.string()),
    state: serverStateSchema,
    level: levelSchema,
    reasons: z.array(z.string()).describe('Plain words, worst first: "Disk /data is 93 % full"'),
    cpu_percent: percent,
    memory_percent: percent,
    disk_percent: percent,
    meter_levels: meterLevelsSchema,
    uptime_seconds: z.number().nullable(),
    last_seen: when.nullable(),
    cpu_24h: z
      .array(z.number().nullable())
      .describe('CPU averages of the last 24 h, one per 15 min, oldest first'),
  })
  .openapi('ServerCard');

/** Everything the fleet page shows, cards worst first. */
export const fleetViewSchema = z
  .object({
    now: when,
    sentence: z.string(),
    level: levelSchema,
    online: z.number().int(),
    offline: z.number().int(),
    unknown: z.number().int(),
    needs_look: z.number().int(),
    servers: z.array(serverCardSchema),
    open_alerts: z.number().int().describe('That nobody has acknowledged'),
    recent_alerts: z.array(alertSchema).describe('The newest of those that stand, or ended within a day'),
  })
  .openapi('Fleet');

export const serviceViewSchema = z
  .object({
    name: z.string(),
    critical: z.boolean(),
    status: z.enum(['running', 'stopped', 'failed', 'unknown']),
    since: when.nullable(),
    pid: z.number().nullable(),
    memory_mb: z.number().nullable(),
    cpu_percent: z.number().nullable(),
  })
  .openapi('Service');

export const mountViewSchema = z.object({
  mount_point: z.string(),
  device: z.string().nullable(),
  filesystem: z.string().nullable(),
  used_gb: z.number().nullable(),
  total_gb: z.number().nullable(),
  percent,
  level: levelSchema,
});

export const poolViewSchema = z.object({
  name: z.string(),
  state: z.string().describe('As ZFS says, in lower case: "online", "degraded"; "unknown"'),
  since: when.nullable(),
  used_gb: z.number().nullable(),
  total_gb: z.number().nullable(),
  percent,
  fragmentation_percent: percent,
  level: levelSchema,
});

const figure = z.number().nullable();

export const diskViewSchema = z.object({
  name: z.string(),
  model: z.string().nullable(),
  serial_number: z.string().nullable(),
  firmware: z.string().nullable(),
  kind: z.enum(['hdd', 'ssd', 'nvme']).nullable(),
  size_gb: figure,
  smart_status: z.enum(['pass', 'fail', 'unknown']),
  smart_read_at: when.nullable().describe('null: never, or by a workflow'),
  is_asleep: z.boolean().describe('It was left asleep: its figures are those of `smart_read_at`'),
  temperature_celsius: figure,
  temperature_level: levelSchema,
  power_on_hours: figure,
  reallocated_sectors: figure,
  pending_sectors: figure,
  uncorrectable_sectors: figure,
  uncorrected_errors: figure,
  command_timeouts: figure,
  crc_errors: figure,
  wear_percent: figure.describe('Of the rated writes; may exceed 100'),
  spare_percent: figure,
  level: levelSchema,
});

/** What a system said itself and has not taken back. */
export const reportedAlertSchema = z.object({
  alert_id: z.string(),
  severity: z.enum(SEVERITIES),
  message: z.string(),
  since: when,
});

/** Everything the page of one server shows; also the answer of `GET /servers/{server_id}`. */
export const serverViewSchema = z
  .object({
    server_id: z.string(),
    client_id: z.string(),
    client_name: z.string(),
    display_name: z.string(),
    hostname: z.string(),
    ip_address: z.string(),
    mac_address: z.string().nullable(),
    tdp_watts: z.number().int(),
    location: z.string().nullable(),
    tags: z.array(z.string()),
    os_distribution: z.string().nullable(),
    os_version: z.string().nullable(),
    kernel: z.string().nullable(),
    architecture: z.string().nullable(),
    agent_version: z.string().nullable(),
    agent_is_old: z.boolean().describe('Its agent is older than the one this hub hands out'),
    reported_by: z.enum(['agent', 'webhook']).describe('Its agent, or a workflow that pushes for it'),
    cpu_model: z.string().nullable(),
    cpu_cores: z.number().nullable(),
    registered_at: when,
    last_seen: when.nullable(),
    boot_time: when.nullable(),
    status: serverStateSchema,
    status_since: when.nullable(),
    level: levelSchema,
    reasons: z.array(z.string()),
    expected_services: z.array(z.object({ name: z.string(), critical: z.boolean() })),
    updates_available: z.number().nullable(),
    security_updates: z.number().nullable(),
    reboot_required: z.boolean().nullable().describe('Whether updates wait for a restart'),
    latest: z.record(z.string(), z.number().nullable()).describe('Newest value of each core metric'),
    meter_levels: meterLevelsSchema,
    reported_alerts: z.array(reportedAlertSchema).describe('Worst first'),
    open_alerts: z.array(alertSchema).describe('Not over, worst first'),
    learning_until: when.nullable().describe('Until then its alerts are shown, and nobody is told'),
    pools: z.array(poolViewSchema),
    disks: z.array(diskViewSchema),
    replications: z.array(
      z.object({
        name: z.string(),
        state: z.string(),
        last_run: when.nullable(),
        bytes_transferred: z.number().nullable(),
      }),
    ),
    readings: z
      .array(z.object({ name: z.string(), value: z.number().nullable(), unit: z.string() }))
      .describe('Whatever else was pushed'),
    services: z.array(serviceViewSchema),
    mounts: z.array(mountViewSchema),
    sensors: z.array(z.object({ name: z.string(), temperature_celsius: z.number().nullable() })),
    interfaces: z.array(
      z.object({
        name: z.string(),
        mac_address: z.string().nullable(),
        rx_bytes_per_second: z.number().nullable(),
        tx_bytes_per_second: z.number().nullable(),
      }),
    ),
    containers: z.array(
      z.object({
        name: z.string(),
        image: z.string().nullable(),
        state: z.string().describe('As the engine says; "unhealthy" when it runs and fails its health check'),
        cpu_percent: z.number().nullable(),
        memory_mb: z.number().nullable(),
        rx_bytes_per_second: z.number().nullable(),
        tx_bytes_per_second: z.number().nullable(),
        restarts: z.number().nullable().describe('By the engine itself'),
      }),
    ),
    unknown: z.array(z.object({ probe: z.string(), reason: z.string() })),
    changes: z
      .array(
        z.object({ at: when, kind: z.string(), subject: z.string(), state: z.string(), reason: z.string() }),
      )
      .describe('The newest twenty changes of state, newest first'),
  })
  .openapi('Server');

/** A row of the server list. */
export const serverRowSchema = serverViewSchema
  .pick({
    server_id: true,
    client_id: true,
    client_name: true,
    display_name: true,
    hostname: true,
    ip_address: true,
    mac_address: true,
    tdp_watts: true,
    location: true,
    tags: true,
    os_distribution: true,
    os_version: true,
    kernel: true,
    architecture: true,
    agent_version: true,
    agent_is_old: true,
    registered_at: true,
    last_seen: true,
    status: true,
    level: true,
    reasons: true,
    latest: true,
  })
  .openapi('ServerRow');

export const keyViewSchema = z
  .object({
    key_id: z.string(),
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(z.string()),
    client_id: z.string().nullable(),
    client_name: z.string().nullable().describe('null: every client'),
    server_id: z.string().nullable(),
    created_at: when,
    created_by: z.string(),
    last_used_at: when.nullable(),
    revoked_at: when.nullable(),
  })
  .openapi('Key');

export type ServerCard = z.infer<typeof serverCardSchema>;
export type FleetView = z.infer<typeof fleetViewSchema>;
export type ServiceView = z.infer<typeof serviceViewSchema>;
export type MountView = z.infer<typeof mountViewSchema>;
export type ServerView = z.infer<typeof serverViewSchema>;
export type ServerRow = z.infer<typeof serverRowSchema>;
export type KeyView = z.infer<typeof keyViewSchema>;
export type PoolView = z.infer<typeof poolViewSchema>;
export type DiskView = z.infer<typeof diskViewSchema>;
export type ReportedAlert = z.infer<typeof reportedAlertSchema>;

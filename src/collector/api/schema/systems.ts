import { z } from '@hono/zod-openapi';
import { RESOLUTIONS } from '../../metrics/index.ts';
import { levelSchema, serverStateSchema } from './views.ts';

const when = z.iso.datetime();
const count = z.number().int();

/** A server in the words of the fleet monitor. */
export const systemSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    hostname: z.string(),
    version: z.string().nullable().describe('Of its operating system'),
    client_name: z.string(),
    last_seen: when.nullable(),
    status: serverStateSchema,
    level: levelSchema,
  })
  .openapi('System', {
    example: {
      id: 'acme-nas',
      name: 'TrueNAS-Acme',
      hostname: 'nas.acme.local',
      version: 'TrueNAS-SCALE-24.04',
      client_name: 'Acme Corp',
      last_seen: '2026-11-24T10:00:00.000Z',
      status: 'online',
      level: 'high',
    },
  });

export const systemPageSchema = z.object({
  items: z.array(systemSchema),
  next_cursor: z.string().nullable(),
});

/** One value of one system at one time. */
export const systemMetricSchema = z
  .object({
    system_id: z.string(),
    timestamp: when,
    metric_type: z.string().describe('pool, disk, cpu, memory, network, system, …'),
    metric_name: z.string().describe('`cpu_usage`, or with its subject: `tank_used`, `ada0_temperature`'),
    value: z.number().nullable().describe('null for states, which stand in `metadata.status`'),
    unit: z.string().nullable(),
    metadata: z
      .object({
        status: z.string().optional().describe('State of the pool, disk or task at that time: ONLINE, PASS'),
        min: z
          .number()
          .nullable()
          .optional()
          .describe('Least of the bucket, of which `value` is the average'),
        max: z.number().nullable().optional(),
      })
      .describe('Empty where there is nothing to add'),
  })
  .openapi('SystemMetric', {
    example: {
      system_id: 'acme-nas',
      timestamp: '2026-11-24T10:00:00.000Z',
      metric_type: 'pool',
      metric_name: 'tank_used',
      value: 5200.5,
      unit: 'GB',
      metadata: { status: 'ONLINE' },
    },
  });

export const systemMetricPageSchema = z.object({
  items: z.array(systemMetricSchema).describe('Newest first; a page holds whole timestamps'),
  next_cursor: when.nullable().describe('The oldest timestamp of this page; null: there is nothing older'),
  resolution: z.enum(RESOLUTIONS),
});

/** Something that needs attention, with the fleet monitor's three severities. */
export const systemAlertSchema = z
  .object({
    id: z.string(),
    system_id: z.string(),
    timestamp: when,
    severity: z.enum(['critical', 'warning', 'info']),
    message: z.string(),
    acknowledged: z.boolean(),
    ticket_id: z.string().nullable(),
  })
  .openapi('SystemAlert', {
    example: {
      id: '0199b1a2-7c3d-7e4f-8a5b-6c7d8e9f0a1b',
      system_id: 'acme-nas',
      timestamp: '2026-11-24T10:00:00.000Z',
      severity: 'warning',
      message: "Pool 'tank' is 85% full",
      acknowledged: false,
      ticket_id: null,
    },
  });

export const systemAlertPageSchema = z.object({
  items: z.array(systemAlertSchema).describe('Newest first'),
  next_cursor: z.string().nullable(),
});

/** The whole fleet in a few numbers. */
export const dashboardSummarySchema = z
  .object({
    timestamp: when,
    level: levelSchema,
    clients: count,
    last_contact: when.nullable().describe('The newest report of any system'),
    systems: z.object({
      total: count,
      online: count,
      offline: count,
      unknown: count,
      needs_look: count.describe('Online, and something is not well'),
    }),
    alerts: z.object({ open: count, critical: count, warning: count, info: count }),
    pools: z.object({
      total: count,
      healthy: count,
      degraded: count,
      faulted: count.describe('Faulted, unavailable, offline, removed or suspended'),
      unknown: count.describe('Pools of silent systems too'),
    }),
    storage: z
      .object({
        used_gb: z.number(),
        total_gb: z.number(),
        percent: z.number().nullable(),
      })
      .describe('Pools of systems that are online; of one without pools its file systems'),
  })
  .openapi('DashboardSummary', {
    example: {
      timestamp: '2026-11-24T10:00:00.000Z',
      level: 'high',
      clients: 3,
      last_contact: '2026-11-24T09:59:42.000Z',
      systems: { total: 13, online: 12, offline: 1, unknown: 0, needs_look: 2 },
      alerts: { open: 3, critical: 1, warning: 2, info: 0 },
      pools: { total: 4, healthy: 3, degraded: 1, faulted: 0, unknown: 0 },
      storage: { used_gb: 18_400.5, total_gb: 32_000, percent: 57.5 },
    },
  });

const spread = z.object({
  average: z.number().nullable(),
  maximum: z.number().nullable(),
  worst_server_id: z.string().nullable().describe('Where the maximum is'),
});
const amount = z.object({ used_gb: z.number(), total_gb: z.number(), percent: z.number().nullable() });

/** Present values of all servers together. */
export const metricsSummarySchema = z
  .object({
    timestamp: when,
    servers: z.object({ total: count, online: count, offline: count, unknown: count }),
    cpu_percent: spread,
    memory_percent: spread,
    disk_percent: spread.describe('The fullest disk of each server'),
    memory: amount,
    disk: amount,
    network: z.object({
      rx_bytes_per_second: z.number(),
      tx_bytes_per_second: z.number(),
    }),
    updates: z.object({ available: count, security: count, servers: count.describe('With any to install') }),
  })
  .openapi('MetricsSummary', {
    example: {
      timestamp: '2026-11-24T10:00:00.000Z',
      servers: { total: 11, online: 10, offline: 1, unknown: 0 },
      cpu_percent: { average: 14.2, maximum: 71.5, worst_server_id: 'media' },
      memory_percent: { average: 48, maximum: 86.1, worst_server_id: 'nas' },
      disk_percent: { average: 52.5, maximum: 93, worst_server_id: 'backup' },
      memory: { used_gb: 92.4, total_gb: 192, percent: 48.1 },
      disk: { used_gb: 12_400, total_gb: 24_000, percent: 51.7 },
      network: { rx_bytes_per_second: 1_250_000, tx_bytes_per_second: 310_000 },
      updates: { available: 34, security: 2, servers: 6 },
    },
  });

export type System = z.infer<typeof systemSchema>;
export type SystemMetric = z.infer<typeof systemMetricSchema>;
export type SystemMetricPage = z.infer<typeof systemMetricPageSchema>;
export type SystemAlert = z.infer<typeof systemAlertSchema>;
export type DashboardSummary = z.infer<typeof dashboardSummarySchema>;
export type MetricsSummary = z.infer<typeof metricsSummarySchema>;

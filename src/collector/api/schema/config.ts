import { z } from '@hono/zod-openapi';
import { settingsSchema, thresholdsSchema } from '../../settings.ts';

const { shape } = settingsSchema;

const general = z.object({ hub_name: shape.hub_name });
const agent = z.object({
  heartbeat_interval_seconds: shape.heartbeat_interval_seconds.describe(
    'How often agents report; told to them with their next report',
  ),
});
const retention = z.object({
  raw_days: shape.retention_raw_days.describe('Samples as they were sent'),
  '15m_days': shape.retention_15m_days.describe('Least, average and most of each 15 minutes'),
  '6h_days': shape.retention_6h_days.describe('The same of each 6 hours'),
  transitions_days: shape.retention_transitions_days.describe('When things went up and down'),
  alerts_days: shape.retention_alerts_days.describe('Resolved alerts'),
  audit_days: shape.retention_audit_days.describe('Who changed what'),
});

const EXAMPLE = {
  general: { hub_name: 'Porchlight', public_url: 'https://porch.example.org' },
  agent: { heartbeat_interval_seconds: 60 },
  thresholds: {
    disk_warning_percent: 80,
    disk_critical_percent: 90,
    memory_warning_percent: 85,
    cpu_warning_percent: 90,
    pool_warning_percent: 80,
    pool_critical_percent: 90,
    disk_temperature_warning_celsius: 45,
    disk_temperature_critical_celsius: 55,
    server_offline_seconds: 180,
    system_offline_warning_minutes: 30,
    system_offline_critical_minutes: 60,
  },
  retention: {
    raw_days: 30,
    '15m_days': 365,
    '6h_days': 1825,
    transitions_days: 400,
    alerts_days: 400,
    audit_days: 400,
  },
};

/** Everything about the hub that can be set, as its clients know it. */
export const configSchema = z
  .object({
    general: general.extend({
      public_url: z.string().nullable().describe('PORCHLIGHT_URL; changed where the hub is started'),
    }),
    agent,
    thresholds: thresholdsSchema,
    retention,
  })
  .openapi('Config', { example: EXAMPLE });

/** Any part of it; what is absent stays. `public_url` is ignored, so that what was read can be sent back. */
export const changeConfigSchema = z
  .object({
    general: general.partial(),
    agent: agent.partial(),
    thresholds: thresholdsSchema.partial(),
    retention: retention.partial(),
  })
  .partial()
  .openapi('ChangeConfig', {
    example: { general: { hub_name: 'Attic' }, thresholds: { disk_warning_percent: 85 } },
  });

export const thresholdsViewSchema = thresholdsSchema.openapi('Thresholds', { example: EXAMPLE.thresholds });

export const changeThresholdsSchema = thresholdsSchema.partial().openapi('ChangeThresholds', {
  example: { disk_warning_percent: 85, disk_critical_percent: 95 },
});

export type ConfigView = z.infer<typeof configSchema>;
export type ChangeConfig = z.infer<typeof changeConfigSchema>;

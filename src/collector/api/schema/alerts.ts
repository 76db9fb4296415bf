import { z } from '@hono/zod-openapi';
import { SEVERITIES } from '../../../words/severity.ts';

const when = z.iso.datetime();
export const severitySchema = z.enum(SEVERITIES);
export const alertStatusSchema = z.enum(['open', 'acknowledged', 'resolved']);

const EXAMPLE = {
  alert_id: '0199b1a2-7c3d-7e4f-8a5b-6c7d8e9f0a1b',
  server_id: 'media',
  server_name: 'Media',
  client_id: '0199a0b1-1c2d-7e3f-9a4b-5c6d7e8f9a0b',
  client_name: 'Home',
  severity: 'high',
  type: 'disk_warning',
  title: 'Disk usage high',
  message: 'Disk /data is 85 % full. The limit is 80 %.',
  rule_id: 'disk',
  subject: '/data',
  metric_value: 85.2,
  threshold_value: 80,
  status: 'acknowledged',
  created_at: '2026-11-24T10:00:00.000Z',
  acknowledged_at: '2026-11-24T10:04:10.000Z',
  acknowledged_by: 'Ana',
  note: 'A larger disk is on its way',
  snoozed_until: null,
  resolved_at: null,
  resolved_by: null,
  is_flapping: false,
  notified: true,
  quiet_reason: null,
  auto_remediation: { available: false, action_id: null, status: null },
} as const;

/** An alert in a list. */
export const alertSchema = z
  .object({
    alert_id: z.string(),
    server_id: z.string(),
    server_name: z.string(),
    client_id: z.string(),
    client_name: z.string(),
    severity: severitySchema,
    type: z.string().describe('Follows the level: `disk_warning`, then `disk_critical`'),
    title: z.string(),
    message: z.string(),
    rule_id: z.string(),
    subject: z.string().describe('Mount, disk, pool, service …; empty: the server itself'),
    metric_value: z.number().nullable(),
    threshold_value: z.number().nullable(),
    status: alertStatusSchema,
    created_at: when,
    acknowledged_at: when.nullable(),
    acknowledged_by: z.string().nullable(),
    note: z.string().nullable(),
    snoozed_until: when.nullable(),
    resolved_at: when.nullable(),
    resolved_by: z.string().nullable().describe('null: it went by itself'),
    is_flapping: z.boolean(),
    notified: z.boolean().describe('Whether somebody was told'),
    quiet_reason: z.string().nullable().describe('Why nobody is told of it as it is now'),
    auto_remediation: z.object({
      available: z.boolean(),
      action_id: z.string().nullable(),
      status: z.string().nullable(),
    }),
  })
  .openapi('Alert', { example: EXAMPLE });

export const alertPageSchema = z.object({
  items: z.array(alertSchema),
  next_cursor: z.string().nullable(),
  total_open: z.number().int().describe('Open ones that the asker may see, whatever was asked for'),
});

export const alertEventSchema = z.object({
  at: when,
  kind: z.enum([
    'opened',
    'worsened',
    'eased',
    'flapping',
    'acknowledged',
    'reopened',
    'snoozed',
    'resolved',
    'told',
    'quiet',
  ]),
  severity: severitySchema,
  reason: z.string(),
  actor: z.string().nullable().describe('null: the hub'),
});

export const deliveryViewSchema = z
  .object({
    delivery_id: z.string(),
    alert_id: z.string(),
    target: z.string(),
    target_name: z.string(),
    event: z.string(),
    title: z.string(),
    state: z.enum(['pending', 'delivered', 'failed', 'cancelled']),
    reason: z.string().nullable(),
    attempts: z.number().int(),
    created_at: when,
    due_at: when,
    finished_at: when.nullable(),
  })
  .openapi('Delivery');

/** One alert with all that is known of it. */
export const alertDetailSchema = alertSchema
  .extend({
    advice: z.array(z.string()).describe('What a person can do, first things first'),
    rule_name: z.string().nullable(),
    metric: z.string().nullable().describe('Series to draw: `mount_percent:/data`; null: there is none'),
    unit: z.string(),
    events: z.array(alertEventSchema).describe('Oldest first'),
    deliveries: z.array(deliveryViewSchema).describe('Oldest first'),
  })
  .openapi('AlertDetail', {
    example: {
      ...EXAMPLE,
      advice: ['Delete or move what is not needed: the largest folders first'],
      rule_name: 'Disk usage',
      metric: 'mount_percent:/data',
      unit: '%',
      events: [
        {
          at: EXAMPLE.created_at,
          kind: 'opened',
          severity: 'high',
          reason: EXAMPLE.message,
          actor: null,
        },
      ],
      deliveries: [],
    },
  });

export const acknowledgeSchema = z
  .object({ note: z.string().trim().max(500).nullish() })
  .openapi('AcknowledgeAlert', { example: { note: EXAMPLE.note } });
export const snoozeSchema = z
  .object({ minutes: z.number().int().min(1).max(43_200) })
  .openapi('SnoozeAlert', { example: { minutes: 60 } });

export type AlertView = z.infer<typeof alertSchema>;
export type AlertPage = z.infer<typeof alertPageSchema>;
export type AlertDetail = z.infer<typeof alertDetailSchema>;
export type AlertEventView = z.infer<typeof alertEventSchema>;
export type DeliveryView = z.infer<typeof deliveryViewSchema>;

import { z } from '@hono/zod-openapi';
import { CHANNEL_TYPES, routingSchema } from '../../notify/index.ts';

const when = z.iso.datetime();

export const channelViewSchema = z
  .object({
    channel_id: z.string(),
    client_id: z.string().nullable().describe('null: alerts of every client'),
    client_name: z.string().nullable(),
    type: z.enum(CHANNEL_TYPES as [string, ...string[]]),
    type_label: z.string(),
    name: z.string(),
    config: z
      .record(z.string(), z.string())
      .describe('For those who may change it: what is not secret; of secrets "set" when there is one'),
    routing: routingSchema,
    is_enabled: z.boolean(),
    dead_reason: z
      .string()
      .nullable()
      .describe('Why the hub stopped using it; a change or a good test ends that'),
    failed_reason: z.string().nullable(),
    last_delivered_at: when.nullable(),
    created_at: when,
  })
  .openapi('Channel');

export const createChannelSchema = z
  .object({
    type: z.enum(CHANNEL_TYPES as [string, ...string[]]),
    name: z.string().trim().min(1).max(60),
    client_id: z.string().nullish(),
    config: z.record(z.string(), z.unknown()),
    routing: routingSchema.partial().optional(),
  })
  .openapi('CreateChannel', {
    example: {
      type: 'ntfy',
      name: 'Family',
      config: { server_url: 'https://ntfy.sh', topic: 'porchlight-5f3a9c' },
      routing: {
        severities: ['critical'],
        quiet_hours: { zone: 'Europe/London', from: '22:00', to: '07:00', lets_critical_through: true },
      },
    },
  });

export const changeChannelSchema = z
  .object({
    name: z.string().trim().min(1).max(60),
    config: z
      .record(z.string(), z.unknown())
      .describe('Absent or empty secrets stay as they are; null takes one away'),
    routing: routingSchema.partial(),
    is_enabled: z.boolean(),
  })
  .partial()
  .openapi('ChangeChannel');

export const channelTypeSchema = z
  .object({
    type: z.string(),
    label: z.string(),
    fields: z.array(
      z.object({
        name: z.string(),
        kind: z.string(),
        label: z.string(),
        help: z.string().nullable(),
        secret: z.boolean(),
        required: z.boolean(),
        options: z.array(z.object({ value: z.string(), label: z.string() })),
      }),
    ),
  })
  .openapi('ChannelType');

export const channelTestSchema = z
  .object({ outcome: z.enum(['accepted', 'failed']), message: z.string() })
  .openapi('ChannelTest');

export const watchdogSchema = z
  .object({
    is_set: z.boolean(),
    host: z.string().nullable().describe('Where it calls; the rest of the address is secret'),
    last_called_at: when.nullable(),
    failed_reason: z.string().nullable(),
  })
  .openapi('Watchdog');
export const setWatchdogSchema = z
  .object({ url: z.url({ protocol: /^https?$/ }).max(2000) })
  .openapi('SetWatchdog');

export type ChannelView = z.infer<typeof channelViewSchema>;
export type ChannelTypeView = z.infer<typeof channelTypeSchema>;
export type WatchdogView = z.infer<typeof watchdogSchema>;

import { z } from '@hono/zod-openapi';
import { severitySchema } from './alerts.ts';

const when = z.iso.datetime();

/** A browser in which a person gets notifications. Its address and keys are never shown. */
export const deviceViewSchema = z
  .object({
    device_id: z.string(),
    name: z.string(),
    severities: z.array(severitySchema).describe('Of which it wants to know'),
    created_at: when,
    last_delivered_at: when.nullable().describe('When its push service last took a message'),
    failed_reason: z.string().nullable().describe('Why the newest message did not arrive; null: it did'),
  })
  .openapi('Device');

export const deviceTestSchema = z
  .object({
    outcome: z
      .enum(['accepted', 'removed', 'failed'])
      .describe('accepted by the push service; removed, because the browser is gone; failed'),
    message: z.string(),
  })
  .openapi('DeviceTest');

export type DeviceView = z.infer<typeof deviceViewSchema>;

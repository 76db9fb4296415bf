import { z } from '@hono/zod-openapi';
import { CLOCK, isZone } from '../../words/local-time.ts';
import { SEVERITIES } from '../../words/severity.ts';

const clock = z.string().regex(CLOCK);

/** Hours in which a channel is left alone; what is still true at their end is told then. */
export const quietHoursSchema = z
  .object({
    zone: z.string().max(60).refine(isZone, 'is no time zone, as Europe/London is one'),
    from: clock.describe('Local time, as "22:00"'),
    to: clock,
    lets_critical_through: z.boolean(),
  })
  .refine(({ from, to }) => from !== to, {
    path: ['to'],
    message: 'must be another time than the beginning',
  });

/** What goes to a channel, and when. */
export const routingSchema = z.object({
  severities: z.array(z.enum(SEVERITIES)).max(4),
  tags: z
    .array(z.string().trim().min(1).max(60))
    .max(20)
    .describe('Servers with any of them; empty: every server'),
  sends_resolved: z.boolean().describe('Whether it also tells that something is over'),
  escalate_after_minutes: z
    .number()
    .int()
    .min(1)
    .max(10_080)
    .nullable()
    .describe('Only what nobody has acknowledged for so long; null: everything, at once'),
  quiet_hours: quietHoursSchema.nullable(),
});

export type QuietHours = z.infer<typeof quietHoursSchema>;
export type Routing = z.infer<typeof routingSchema>;

/** Critical and high are sent, medium and low only shown, as the product's requirement says. */
export const DEFAULT_ROUTING: Routing = {
  severities: ['critical', 'high'],
  tags: [],
  sends_resolved: true,
  escalate_after_minutes: null,
  quiet_hours: null,
};

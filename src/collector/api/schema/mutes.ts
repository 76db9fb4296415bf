import { z } from '@hono/zod-openapi';
import { silenceSchema, windowSchema } from '../../alerts/index.ts';

const when = z.iso.datetime();
const place = {
  client_id: z.string(),
  client_name: z.string(),
  created_at: when,
  created_by: z.string(),
  is_active: z.boolean(),
};

export const windowViewSchema = windowSchema
  .extend({
    window_id: z.string(),
    ...place,
    next_start: when.nullable().describe('null: it does not come again'),
    active_until: when.nullable(),
  })
  .openapi('MaintenanceWindow');
export const createWindowSchema = windowSchema
  .extend({ client_id: z.string().nullish() })
  .openapi('CreateMaintenanceWindow', {
    example: {
      name: 'Backups',
      zone: 'Europe/London',
      timetable: { type: 'weekly', days: [6, 7], starts: '23:00', ends: '04:00' },
      scope: { server_id: 'media', tag: null },
    },
  });

export const silenceViewSchema = z
  .object({ silence_id: z.string(), ...place, ...silenceSchema.shape })
  .openapi('Silence');
export const createSilenceSchema = silenceSchema
  .safeExtend({ client_id: z.string().nullish() })
  .openapi('CreateSilence', {
    example: {
      note: 'A larger disk is on its way',
      until: null,
      scope: { server_id: 'media', rule_id: 'disk', subject: '/data' },
    },
  });

/** Until when alerts of a server or client are shown and not sent; null ends it. */
export const learningSchema = z
  .object({ until: z.iso.datetime({ offset: true }).nullable() })
  .openapi('Learning');

export type WindowView = z.infer<typeof windowViewSchema>;
export type SilenceView = z.infer<typeof silenceViewSchema>;

import { z } from '@hono/zod-openapi';
import { ruleSchema } from '../../alerts/index.ts';

const EXAMPLE = {
  name: 'Memory of the database',
  watch: {
    type: 'metric',
    metric: 'memory_percent',
    comparison: 'above',
    warning: 85,
    critical: 95,
    clear: 80,
  },
  warning_severity: 'medium',
  critical_severity: 'high',
  for_seconds: 600,
  consecutive: 1,
  scope: { tag: 'database', server_id: null, subject: null },
  is_enabled: true,
} as const;

export const ruleViewSchema = ruleSchema
  .extend({
    rule_id: z.string(),
    client_id: z.string().nullable().describe('null: for every client'),
    client_name: z.string().nullable(),
    is_default: z.boolean().describe('One that every hub has: it can be changed and turned off, not removed'),
    unit: z.string().describe('Of its levels'),
    open_alerts: z.number().int(),
  })
  .openapi('Rule', {
    example: {
      ...EXAMPLE,
      rule_id: '0199b1a2-7c3d-7e4f-8a5b-6c7d8e9f0a1b',
      client_id: null,
      client_name: null,
      is_default: false,
      unit: '%',
      open_alerts: 0,
    },
  });

export const createRuleSchema = ruleSchema
  .extend({ client_id: z.string().nullish().describe('Absent: every client, for who runs the hub') })
  .openapi('CreateRule', { example: EXAMPLE });
export const changeRuleSchema = ruleSchema.partial().openapi('ChangeRule');

/** How often a rule would have fired. */
export const rulePreviewSchema = z
  .object({
    days: z.number().int(),
    times: z.number().int(),
    servers: z.number().int().describe('Looked at'),
    most: z.array(
      z.object({
        server_id: z.string(),
        server_name: z.string(),
        subject: z.string(),
        times: z.number().int(),
      }),
    ),
  })
  .openapi('RulePreview');

export type RuleView = z.infer<typeof ruleViewSchema>;
export type RulePreview = z.infer<typeof rulePreviewSchema>;

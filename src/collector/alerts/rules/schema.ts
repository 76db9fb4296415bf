import { z } from '@hono/zod-openapi';
import { SEVERITIES } from '../../../words/severity.ts';

const severity = z.enum(SEVERITIES);
const figure = z.number().min(-1e15).max(1e15).nullable();
const name = z.string().trim().min(1).max(255);
const stateWords = z.array(z.string().trim().min(1).max(40)).max(20);

/** Kinds of things that have states. */
export const STATE_KINDS = ['service', 'container', 'pool', 'disk', 'replication'] as const;

const watchesMetric = z.object({
  type: z.literal('metric'),
  metric: name.describe(
    '`memory_percent`, `mount_percent`; `disk_percent` is each mount where there are any',
  ),
  comparison: z.enum(['above', 'below']),
  warning: figure.describe('From here on; null: no such level'),
  critical: figure,
  clear: figure.describe('Back here it is over; null: where the warning begins'),
});
const watchesState = z.object({
  type: z.literal('state'),
  kind: z.enum(STATE_KINDS),
  warning_states: stateWords,
  critical_states: stateWords.describe('Of services: those of one that is marked as critical'),
});
const watchesSilence = z.object({
  type: z.literal('silence'),
  reporter: z.enum(['agent', 'webhook']),
  warning_seconds: z.number().int().min(30).max(604_800).nullable(),
  critical_seconds: z.number().int().min(30).max(604_800).nullable(),
});

export const watchSchema = z.discriminatedUnion('type', [watchesMetric, watchesState, watchesSilence]);

/** Whom a rule concerns: everything that is named here must fit; null: any. */
export const scopeSchema = z.object({
  tag: name.nullable(),
  server_id: name.nullable(),
  subject: name.nullable().describe('Mount, disk, pool, service or container'),
});

/** A rule as people and programs write it. */
export const ruleSchema = z.object({
  name: z.string().trim().min(1).max(80),
  watch: watchSchema,
  warning_severity: severity,
  critical_severity: severity,
  for_seconds: z.number().int().min(0).max(86_400).describe('How long without a break'),
  consecutive: z.number().int().min(1).max(100).describe('In how many reports in a row'),
  scope: scopeSchema,
  is_enabled: z.boolean(),
});

export type Watch = z.infer<typeof watchSchema>;
export type MetricWatch = z.infer<typeof watchesMetric>;
export type StateWatch = z.infer<typeof watchesState>;
export type SilenceWatch = z.infer<typeof watchesSilence>;
export type RuleDefinition = z.infer<typeof ruleSchema>;
/** Any part of a rule. */
export type RuleChanges = Partial<RuleDefinition>;

/** A rule with its place. */
export interface Rule extends RuleDefinition {
  id: string;
  /** null: for every client. */
  clientId: string | null;
  /** One that every hub has; it can be changed and turned off, not removed. */
  isDefault: boolean;
}

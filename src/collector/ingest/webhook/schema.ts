import { z } from '@hono/zod-openapi';

const text = (most: number) => z.string().trim().max(most).nullish();

const systemSchema = z.object({
  id: z.string().trim().min(1).max(255).describe('Of any form; what is no server id is made into one'),
  name: text(255).describe('For a system that is new; afterwards people rename it here'),
  hostname: text(253),
  version: text(255),
  client_name: text(100).describe('A key without a client chooses or makes the client by it'),
});

const metricSchema = z.object({
  system_id: z.string().nullish().describe('Absent: the system above'),
  metric_type: z.string().max(40).nullish().describe('pool, disk, cpu, memory, network, replication'),
  metric_name: z.string().trim().min(1).max(200),
  value: z.unknown().describe('A number, also as text; a state such as ONLINE, PASS or SUCCESS'),
  unit: z.string().trim().max(40).nullish().describe('Absent: the one this metric is usually told in'),
  metadata: z.record(z.string(), z.unknown()).nullish(),
});

const alertSchema = z.object({
  system_id: z.string().nullish(),
  severity: z.string().max(40).nullish().describe('critical, warning or info'),
  message: z.string().trim().min(1).max(2000),
});

/** One push of a workflow: all it knows of one system. Fields that are not named here are ignored. */
export const pushSchema = z.object({
  system: systemSchema,
  metrics: z.array(metricSchema).max(2000).nullish(),
  alerts: z
    .array(alertSchema)
    .max(500)
    .nullish()
    .describe('Absent: says nothing of alerts; empty: there are none'),
});

export type Push = z.infer<typeof pushSchema>;
export type PushedMetric = z.infer<typeof metricSchema>;

import { z } from '@hono/zod-openapi';

export const RESOLUTIONS = ['raw', '15m', '6h'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** One series over a range; arrays run along the answer's `times`, null where nothing is known. */
export const seriesSchema = z.object({
  name: z.string().describe('Metric and subject: `cpu_percent`, `mount_percent:/data`'),
  metric: z.string(),
  subject: z.string().nullable(),
  unit: z.string().describe('Counters are answered as rates: `bytes/s`'),
  values: z.array(z.number().nullable()).describe('Samples, or averages of the roll-up'),
  min: z.array(z.number().nullable()).optional(),
  max: z.array(z.number().nullable()).optional(),
});

export const rangeSchema = z.object({
  server_id: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  resolution: z.enum(RESOLUTIONS),
  times: z.array(z.iso.datetime()),
  series: z.array(seriesSchema),
});

export type Series = z.infer<typeof seriesSchema>;
export type Range = z.infer<typeof rangeSchema>;

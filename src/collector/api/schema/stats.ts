import { z } from '@hono/zod-openapi';

/** Counts of what the asker may see, and what the process uses. */
export const systemStatsSchema = z
  .object({
    servers: z.number().int(),
    clients: z.number().int(),
    samples: z.number().int().describe('Kept as sent'),
    reports_waiting_to_be_sealed: z.number().int(),
    metric_blocks: z.number().int(),
    metric_bytes: z.number().int(),
    memory_rss_bytes: z.number().int(),
    uptime_seconds: z.number().int(),
  })
  .openapi('SystemStats');

import type { z } from 'zod';
import { type Ctx, requireScope } from '../../context.ts';
import type { systemStatsSchema } from '../schema/stats.ts';
import type { ViewParts } from './parts.ts';

export type SystemStats = z.infer<typeof systemStatsSchema>;

/** What the hub holds of what the asker may see, and what it uses. */
export async function systemStats(
  { fleet, metrics }: ViewParts,
  ctx: Ctx,
  startedAt: number,
  now: number,
): Promise<SystemStats> {
  const clientIds = requireScope(ctx, 'read');
  const stored = await metrics.stats(clientIds);
  return {
    servers: fleet.list(ctx).length,
    clients: clientIds.length,
    samples: stored.samples,
    reports_waiting_to_be_sealed: stored.waiting_reports,
    metric_blocks: stored.blocks,
    metric_bytes: stored.stored_bytes,
    memory_rss_bytes: process.memoryUsage.rss(),
    uptime_seconds: Math.floor((now - startedAt) / 1000),
  };
}

import { createRoute, z } from '@hono/zod-openapi';
import type { MetricStats } from '../../metrics/index.ts';
import { CONTENT_TYPES, chooseFormat, expose } from '../../metrics/index.ts';
import { hubFamilies } from '../exposition/hub-families.ts';
import type { ApiParts } from '../parts.ts';
import { refusals, router, SECURED } from '../route.ts';

/** Counting what is stored reads every row: a scraper every 15 seconds must not make the hub do it. */
const STATS_FRESH_MS = 5 * 60_000;

const text = { schema: z.string() };
const exposition = createRoute({
  security: SECURED,
  method: 'get',
  path: '/metrics',
  tags: ['Metrics'],
  summary: 'Present values for Prometheus',
  description: 'OpenMetrics 1.0.0 for those whose `Accept` names it, else the Prometheus text format 0.0.4.',
  responses: {
    200: {
      description: 'Values of servers that are online, and of the hub for those who run it',
      content: { 'text/plain': text, 'application/openmetrics-text': text },
    },
    ...refusals(401, 403),
  },
});

/** Figures of the store, counted anew once the last ones are old. */
function storedFigures({ metrics, fleet }: ApiParts) {
  let counted: { at: number; stats: Promise<MetricStats> } | null = null;
  return (now: number): Promise<MetricStats> => {
    if (!counted || now - counted.at >= STATS_FRESH_MS) {
      counted = { at: now, stats: metrics.stats(fleet.clientIds()) };
      counted.stats.catch(() => {
        counted = null;
      });
    }
    return counted.stats;
  };
}

/** What Prometheus and its kin scrape: an asker's own servers, and the hub itself for those who run it. */
export function expositionRoutes(parts: ApiParts) {
  const { views, ingest, version, startedAt } = parts;
  const stored = storedFigures(parts);
  const hubFigures = async (now: number) => {
    const { waiting_reports, blocks, stored_bytes } = await stored(now);
    const figures = { waitingReports: waiting_reports, blocks, storedBytes: stored_bytes };
    return hubFamilies({ version, startedAt, ...ingest.received(), ...figures });
  };
  return router().openapi(exposition, async (c) => {
    const ctx = c.get('ctx');
    const families = [...views.exposition(ctx), ...(ctx.hubWide ? await hubFigures(Date.now()) : [])];
    const format = chooseFormat(c.req.header('accept') ?? null);
    const headers = { 'Content-Type': CONTENT_TYPES[format], Vary: 'Accept', 'Cache-Control': 'no-store' };
    return c.body(expose(families, format), 200, headers);
  });
}

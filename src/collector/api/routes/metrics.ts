import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '../../context.ts';
import { AppError, notFound } from '../../errors.ts';
import { RESOLUTIONS, rangeSchema } from '../../metrics/index.ts';
import type { ApiParts } from '../parts.ts';
import { answer, refusals, router, SECURED } from '../route.ts';
import { serverParam } from './servers.ts';

const tags = ['Metrics'];
const DAY_MS = 24 * 60 * 60 * 1000;
const time = z.iso.datetime({ offset: true }).optional();

const range = createRoute({
  security: SECURED,
  method: 'get',
  path: '/metrics/{server_id}',
  tags,
  summary: 'History of a server',
  request: {
    params: serverParam,
    query: z.object({
      from: time.describe('Default: 24 hours before `to`'),
      to: time.describe('Default: now'),
      metric: z.string().max(2000).optional().describe('Names, comma between; default: all core metrics'),
      resolution: z.enum(RESOLUTIONS).optional().describe('Default: fits the range'),
    }),
  },
  responses: {
    200: answer('The samples', rangeSchema.openapi('MetricRange')),
    ...refusals(401, 403, 404, 422),
  },
});

const latest = createRoute({
  security: SECURED,
  method: 'get',
  path: '/metrics/{server_id}/latest',
  tags,
  summary: 'Newest values of a server',
  request: { params: serverParam },
  responses: {
    200: answer(
      'Newest values, counters also as rates',
      z
        .object({
          server_id: z.string(),
          timestamp: z.iso.datetime(),
          metrics: z.record(z.string(), z.number().nullable()),
          rates: z.record(z.string(), z.number()).describe('Counters per second'),
        })
        .openapi('LatestMetrics'),
    ),
    ...refusals(401, 403, 404),
  },
});

function spanOf(query: { from?: string | undefined; to?: string | undefined }, now: number) {
  const to = query.to === undefined ? now : Date.parse(query.to);
  const from = query.from === undefined ? to - DAY_MS : Date.parse(query.from);
  if (from >= to) throw new AppError('invalid', '`from` must lie before `to`', { field: 'from' });
  return { from, to };
}

/** Samples as charts and programs read them. */
export function metricRoutes({ fleet, metrics }: ApiParts) {
  return router()
    .openapi(range, async (c) => {
      const ctx = c.get('ctx');
      const now = Date.now();
      const query = c.req.valid('query');
      const { record } = fleet.get(ctx, c.req.valid('param').server_id);
      const names = query.metric?.split(',').filter((name) => name !== '');
      const input = {
        clientIds: requireScope(ctx, 'read'),
        serverId: record.id,
        ...spanOf(query, now),
        ...(names && { metrics: names }),
        ...(query.resolution && { resolution: query.resolution }),
      };
      return c.json(await metrics.range(input, now), 200);
    })
    .openapi(latest, (c) => {
      const { record } = fleet.get(c.get('ctx'), c.req.valid('param').server_id);
      const newest = metrics.latest(record.id);
      if (!newest) throw notFound('report of', record.id);
      const answered = {
        server_id: record.id,
        timestamp: new Date(newest.at).toISOString(),
        metrics: Object.fromEntries(newest.values),
        rates: Object.fromEntries(newest.rates),
      };
      return c.json(answered, 200);
    });
}

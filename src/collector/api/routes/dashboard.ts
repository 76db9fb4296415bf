import { createRoute } from '@hono/zod-openapi';
import type { ApiParts } from '../parts.ts';
import { answer, refusals, router, SECURED } from '../route.ts';
import { dashboardSummarySchema, metricsSummarySchema } from '../schema/systems.ts';

const dashboard = createRoute({
  security: SECURED,
  method: 'get',
  path: '/dashboard/summary',
  tags: ['Systems'],
  summary: 'The whole fleet in a few numbers',
  responses: { 200: answer('Counts and sums', dashboardSummarySchema), ...refusals(401, 403) },
});

const metrics = createRoute({
  security: SECURED,
  method: 'get',
  path: '/metrics/summary',
  tags: ['Metrics'],
  summary: 'Present values of all servers together',
  description: 'Only servers that are online count as present values.',
  responses: {
    200: answer('Averages, greatest values and sums', metricsSummarySchema),
    ...refusals(401, 403),
  },
});

/** Figures of everything the asker may see. */
export function dashboardRoutes({ views }: ApiParts) {
  return router()
    .openapi(dashboard, (c) => c.json(views.dashboardSummary(c.get('ctx')), 200))
    .openapi(metrics, (c) => c.json(views.metricsSummary(c.get('ctx')), 200));
}

import { createRoute, z } from '@hono/zod-openapi';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router, SECURED } from '../route.ts';
import { maintenanceBody, maintenanceViewSchema } from '../schema/status-pages.ts';
import { maintenanceView } from '../views/incident-view.ts';

const tags = ['Status pages'];
const OPERATE = 'Scope `operate` for its client.';
const pageParams = z.object({ page_id: z.string() });
const params = z.object({ page_id: z.string(), maintenance_id: z.string() });
const refused = refusals(400, 401, 403, 404, 409, 413, 415, 422);

const list = createRoute({
  security: SECURED,
  method: 'get',
  path: '/status-pages/{page_id}/maintenances',
  tags,
  summary: 'Planned work of a page',
  description: 'Scope `read`. What is over is there for 90 days.',
  request: { params: pageParams },
  responses: {
    200: answer(
      'The latest first',
      z.object({ items: z.array(maintenanceViewSchema), next_cursor: z.null() }),
    ),
    ...refusals(401, 403, 404),
  },
});

const plan = createRoute({
  security: SECURED,
  method: 'post',
  path: '/status-pages/{page_id}/maintenances',
  tags,
  summary: 'Tell of work beforehand',
  description: `${OPERATE} Its alerts still arrive: a maintenance window keeps those quiet.`,
  request: { params: pageParams, body: jsonBody(maintenanceBody) },
  responses: { 201: answer('Planned', maintenanceViewSchema), ...refused },
});

const change = createRoute({
  security: SECURED,
  method: 'put',
  path: '/status-pages/{page_id}/maintenances/{maintenance_id}',
  tags,
  summary: 'Plan it anew',
  description: OPERATE,
  request: { params, body: jsonBody(maintenanceBody) },
  responses: { 200: answer('As it is now', maintenanceViewSchema), ...refused },
});

const remove = createRoute({
  security: SECURED,
  method: 'delete',
  path: '/status-pages/{page_id}/maintenances/{maintenance_id}',
  tags,
  summary: 'Take planned work off the page',
  description: OPERATE,
  request: { params },
  responses: { 204: { description: 'Removed' }, ...refusals(401, 403, 404, 409) },
});

/** Planned work of public pages. */
export function statusMaintenanceRoutes({ statusPages: { maintenances }, views }: ApiParts) {
  return router()
    .openapi(list, (c) => {
      const { page_id: pageId } = c.req.valid('param');
      return c.json({ ...views.maintenances(c.get('ctx'), pageId), next_cursor: null }, 200);
    })
    .openapi(plan, async (c) => {
      const { page_id: pageId } = c.req.valid('param');
      const now = Date.now();
      const row = await maintenances.plan(c.get('ctx'), pageId, c.req.valid('json'), now);
      return c.json(maintenanceView(row, now), 201);
    })
    .openapi(change, async (c) => {
      const { page_id: pageId, maintenance_id: id } = c.req.valid('param');
      const now = Date.now();
      const row = await maintenances.change(c.get('ctx'), pageId, id, c.req.valid('json'), now);
      return c.json(maintenanceView(row, now), 200);
    })
    .openapi(remove, async (c) => {
      const { page_id: pageId, maintenance_id: id } = c.req.valid('param');
      await maintenances.remove(c.get('ctx'), pageId, id, Date.now());
      return c.body(null, 204);
    });
}

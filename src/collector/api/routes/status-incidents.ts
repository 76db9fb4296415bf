import { createRoute, z } from '@hono/zod-openapi';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router, SECURED } from '../route.ts';
import {
  changeIncidentBody,
  incidentViewSchema,
  openIncidentBody,
  proposalViewSchema,
  updateBody,
} from '../schema/status-pages.ts';

const tags = ['Status pages'];
const READ = 'Scope `read`.';
const OPERATE = 'Scope `operate` for its client.';
const pageParams = z.object({ page_id: z.string() });
const params = z.object({ page_id: z.string(), incident_id: z.string() });
const refused = refusals(400, 401, 403, 404, 409, 413, 415, 422);

const proposals = createRoute({
  security: SECURED,
  method: 'get',
  path: '/status-pages/{page_id}/proposals',
  tags,
  summary: 'Alerts of which a page could tell, and does not yet',
  description: READ,
  request: { params: pageParams },
  responses: {
    200: answer('Worst first', z.object({ items: z.array(proposalViewSchema), next_cursor: z.null() })),
    ...refusals(401, 403, 404),
  },
});

const list = createRoute({
  security: SECURED,
  method: 'get',
  path: '/status-pages/{page_id}/incidents',
  tags,
  summary: 'Incidents of a page',
  description: `${READ} Those that go on, and those of the last 90 days.`,
  request: { params: pageParams },
  responses: {
    200: answer('Newest first', z.object({ items: z.array(incidentViewSchema), next_cursor: z.null() })),
    ...refusals(401, 403, 404),
  },
});

const get = createRoute({
  security: SECURED,
  method: 'get',
  path: '/status-pages/{page_id}/incidents/{incident_id}',
  tags,
  summary: 'One incident, and how many were told of it',
  description: READ,
  request: { params },
  responses: { 200: answer('The incident', incidentViewSchema), ...refusals(401, 403, 404) },
});

const open = createRoute({
  security: SECURED,
  method: 'post',
  path: '/status-pages/{page_id}/incidents',
  tags,
  summary: 'Tell of an incident',
  description: `${OPERATE} Visitors who asked are told once.`,
  request: { params: pageParams, body: jsonBody(openIncidentBody) },
  responses: { 201: answer('Told', incidentViewSchema), ...refused },
});

const publish = createRoute({
  security: SECURED,
  method: 'post',
  path: '/status-pages/{page_id}/incidents/{incident_id}/updates',
  tags,
  summary: 'Tell how an incident goes on',
  description: `${OPERATE} Visitors who asked are told once. 409: somebody told something meanwhile.`,
  request: { params, body: jsonBody(updateBody) },
  responses: { 201: answer('Told', incidentViewSchema), ...refused },
});

const change = createRoute({
  security: SECURED,
  method: 'put',
  path: '/status-pages/{page_id}/incidents/{incident_id}',
  tags,
  summary: 'Say anew what an incident is; nobody is told',
  description: OPERATE,
  request: { params, body: jsonBody(changeIncidentBody) },
  responses: { 200: answer('As it is now', incidentViewSchema), ...refused },
});

const remove = createRoute({
  security: SECURED,
  method: 'delete',
  path: '/status-pages/{page_id}/incidents/{incident_id}',
  tags,
  summary: 'Take an incident off the page',
  description: OPERATE,
  request: { params },
  responses: { 204: { description: 'Removed' }, ...refusals(401, 403, 404, 409) },
});

/** Incidents of public pages. */
export function statusIncidentRoutes({ statusPages: { incidents }, views }: ApiParts) {
  return router()
    .openapi(proposals, (c) => {
      const { page_id: pageId } = c.req.valid('param');
      return c.json({ ...views.proposals(c.get('ctx'), pageId), next_cursor: null }, 200);
    })
    .openapi(list, async (c) => {
      const { page_id: pageId } = c.req.valid('param');
      return c.json({ ...(await views.incidents(c.get('ctx'), pageId)), next_cursor: null }, 200);
    })
    .openapi(get, async (c) => {
      const { page_id: pageId, incident_id: id } = c.req.valid('param');
      return c.json(await views.incident(c.get('ctx'), pageId, id), 200);
    })
    .openapi(open, async (c) => {
      const { page_id: pageId } = c.req.valid('param');
      const { id } = await incidents.open(c.get('ctx'), pageId, c.req.valid('json'), Date.now());
      return c.json(await views.incident(c.get('ctx'), pageId, id), 201);
    })
    .openapi(publish, async (c) => {
      const { page_id: pageId, incident_id: id } = c.req.valid('param');
      await incidents.publish(c.get('ctx'), pageId, id, c.req.valid('json'), Date.now());
      return c.json(await views.incident(c.get('ctx'), pageId, id), 201);
    })
    .openapi(change, async (c) => {
      const { page_id: pageId, incident_id: id } = c.req.valid('param');
      await incidents.change(c.get('ctx'), pageId, id, c.req.valid('json'), Date.now());
      return c.json(await views.incident(c.get('ctx'), pageId, id), 200);
    })
    .openapi(remove, async (c) => {
      const { page_id: pageId, incident_id: id } = c.req.valid('param');
      await incidents.remove(c.get('ctx'), pageId, id, Date.now());
      return c.body(null, 204);
    });
}

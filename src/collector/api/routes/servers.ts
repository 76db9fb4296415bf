import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '../../context.ts';
import { createServerSchema, updateServerSchema } from '../../fleet/index.ts';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router, SECURED } from '../route.ts';
import { fleetViewSchema, serverRowSchema, serverStateSchema, serverViewSchema } from '../schema/views.ts';

const tags = ['Servers'];
/** Loose on purpose: an id that cannot exist is not found, like any other that does not. */
export const serverParam = z.object({ server_id: z.string() });
export const limitSchema = z.coerce.number().int().min(1).optional().describe('Clamped to 200');

const list = createRoute({
  security: SECURED,
  method: 'get',
  path: '/servers',
  tags,
  summary: 'List servers',
  request: {
    query: z.object({
      q: z.string().max(200).optional().describe('Part of id, name, address, location or tag'),
      status: serverStateSchema.optional(),
      tag: z.string().max(40).optional(),
      agent: z
        .enum(['old'])
        .optional()
        .describe('Those whose agent is older than the one this hub hands out'),
      sort: z.string().max(40).optional().describe('Column, "-" before it turns it round; default `level`'),
      limit: limitSchema,
      cursor: z.string().max(200).optional(),
    }),
  },
  responses: {
    200: answer(
      'A page of servers',
      z.object({
        items: z.array(serverRowSchema),
        next_cursor: z.string().nullable(),
        total: z.number().int(),
      }),
    ),
    ...refusals(401, 403, 422),
  },
});

const create = createRoute({
  security: SECURED,
  method: 'post',
  path: '/servers',
  tags,
  summary: 'Add a server before its first report',
  request: { body: jsonBody(createServerSchema.openapi('CreateServer')) },
  responses: { 201: answer('Added', serverViewSchema), ...refusals(400, 401, 403, 404, 409, 413, 415, 422) },
});

const get = createRoute({
  security: SECURED,
  method: 'get',
  path: '/servers/{server_id}',
  tags,
  summary: 'Everything about one server',
  request: { params: serverParam },
  responses: { 200: answer('The server', serverViewSchema), ...refusals(401, 403, 404) },
});

const update = createRoute({
  security: SECURED,
  method: 'put',
  path: '/servers/{server_id}',
  tags,
  summary: 'Change a server; absent fields stay',
  request: { params: serverParam, body: jsonBody(updateServerSchema.openapi('UpdateServer')) },
  responses: { 200: answer('The server', serverViewSchema), ...refusals(400, 401, 403, 404, 413, 415, 422) },
});

const remove = createRoute({
  security: SECURED,
  method: 'delete',
  path: '/servers/{server_id}',
  tags,
  summary: 'Remove a server with its data and retire its id',
  request: { params: serverParam },
  responses: { 204: { description: 'Removed' }, ...refusals(401, 403, 404) },
});

const fleetRoute = createRoute({
  security: SECURED,
  method: 'get',
  path: '/fleet',
  tags,
  summary: 'What the fleet page shows',
  responses: { 200: answer('The fleet, worst first', fleetViewSchema), ...refusals(401, 403) },
});

/**
 * Servers as people and programs manage them. Adding and changing answer with the server, so they need `read`
 * beside `operate`, and say so before anything is changed.
 */
export function serverRoutes({ auth, fleet, metrics, alerts, views, changes }: ApiParts) {
  const changed = (clientId: string, id: string) => changes.changed({ clientId, kind: 'server', id });
  return router()
    .openapi(list, async (c) => c.json(await views.servers(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(fleetRoute, async (c) => c.json(await views.fleet(c.get('ctx')), 200))
    .openapi(get, async (c) => c.json(await views.server(c.get('ctx'), c.req.valid('param').server_id), 200))
    .openapi(create, async (c) => {
      requireScope(c.get('ctx'), 'read');
      const { record } = await fleet.create(c.get('ctx'), c.req.valid('json'), Date.now());
      changed(record.clientId, record.id);
      return c.json(await views.server(c.get('ctx'), record.id), 201);
    })
    .openapi(update, async (c) => {
      requireScope(c.get('ctx'), 'read');
      const { server_id } = c.req.valid('param');
      const { record } = await fleet.update(c.get('ctx'), server_id, c.req.valid('json'), Date.now());
      changed(record.clientId, record.id);
      return c.json(await views.server(c.get('ctx'), server_id), 200);
    })
    .openapi(remove, async (c) => {
      const { server_id } = c.req.valid('param');
      const now = Date.now();
      const alsoForget = (clientIds: string[], id: string) => [
        ...metrics.forget(clientIds, id),
        ...auth.forgetServer(clientIds, id, now),
      ];
      const { clientId } = await fleet.retire(c.get('ctx'), server_id, alsoForget, now);
      metrics.forgotten(server_id);
      alerts.forgotten(server_id);
      await auth.reloadKeys();
      changed(clientId, server_id);
      return c.body(null, 204);
    });
}

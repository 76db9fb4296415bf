import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '../../context.ts';
import { expectedServicesSchema } from '../../fleet/index.ts';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router, SECURED } from '../route.ts';
import { serviceViewSchema } from '../schema/views.ts';
import { serverParam } from './servers.ts';

const tags = ['Services'];
const listSchema = z.object({ items: z.array(serviceViewSchema), next_cursor: z.null() });

const list = createRoute({
  security: SECURED,
  method: 'get',
  path: '/servers/{server_id}/services',
  tags,
  summary: 'Expected services of a server and how they are',
  request: { params: serverParam },
  responses: { 200: answer('The services', listSchema), ...refusals(401, 403, 404) },
});

const update = createRoute({
  security: SECURED,
  method: 'put',
  path: '/servers/{server_id}/services',
  tags,
  summary: 'Say which services a server should run',
  request: {
    params: serverParam,
    body: jsonBody(z.object({ services: expectedServicesSchema }).openapi('ExpectedServices')),
  },
  responses: { 200: answer('The services', listSchema), ...refusals(400, 401, 403, 404, 413, 415, 422) },
});

/** Services a server should run. */
export function serviceRoutes({ fleet, views, changes }: ApiParts) {
  return router()
    .openapi(list, async (c) => {
      const { services } = await views.server(c.get('ctx'), c.req.valid('param').server_id);
      return c.json({ items: services, next_cursor: null }, 200);
    })
    .openapi(update, async (c) => {
      requireScope(c.get('ctx'), 'read');
      const { server_id } = c.req.valid('param');
      const expected_services = c.req.valid('json').services;
      const { record } = await fleet.update(c.get('ctx'), server_id, { expected_services }, Date.now());
      changes.changed({ clientId: record.clientId, kind: 'server', id: server_id });
      const { services } = await views.server(c.get('ctx'), server_id);
      return c.json({ items: services, next_cursor: null }, 200);
    });
}

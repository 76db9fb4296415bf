import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '../../context.ts';
import { createClientSchema } from '../../fleet/index.ts';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router, SECURED } from '../route.ts';

const tags = ['Clients'];

const clientSchema = z
  .object({
    client_id: z.string(),
    name: z.string(),
    is_home: z.boolean().describe("The hub's own: its owners run the hub"),
    servers: z.number().int(),
  })
  .openapi('Client', { example: { client_id: '0193…', name: 'Acme Corp', is_home: false, servers: 3 } });

const list = createRoute({
  security: SECURED,
  method: 'get',
  path: '/clients',
  tags,
  summary: 'List clients',
  responses: {
    200: answer(
      "The hub's own first, then by name",
      z.object({ items: z.array(clientSchema), next_cursor: z.null() }),
    ),
    ...refusals(401, 403),
  },
});

const create = createRoute({
  security: SECURED,
  method: 'post',
  path: '/clients',
  tags,
  summary: 'Add a client',
  description: 'For those who run the hub.',
  request: { body: jsonBody(createClientSchema.openapi('CreateClient', { example: { name: 'Acme Corp' } })) },
  responses: { 201: answer('Added', clientSchema), ...refusals(400, 401, 403, 409, 413, 415, 422) },
});

/** Households and customers. */
export function clientRoutes({ fleet }: ApiParts) {
  return router()
    .openapi(list, (c) => {
      const counts = Map.groupBy(fleet.list(c.get('ctx')), (server) => server.record.clientId);
      const items = fleet.clients(c.get('ctx')).map(({ id, name, isHome }) => ({
        client_id: id,
        name,
        is_home: isHome,
        servers: counts.get(id)?.length ?? 0,
      }));
      return c.json({ items, next_cursor: null }, 200);
    })
    .openapi(create, async (c) => {
      requireScope(c.get('ctx'), 'read');
      const { id, name } = await fleet.createClient(c.get('ctx'), c.req.valid('json'), Date.now());
      return c.json({ client_id: id, name, is_home: false, servers: 0 }, 201);
    });
}

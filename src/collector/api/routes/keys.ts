import { createRoute, z } from '@hono/zod-openapi';
import { createKeySchema } from '../../auth/index.ts';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router, SECURED } from '../route.ts';
import { keyViewSchema } from '../schema/views.ts';
import { keyView } from '../views/key-view.ts';

const tags = ['Keys'];

const list = createRoute({
  security: SECURED,
  method: 'get',
  path: '/keys',
  tags,
  summary: 'List keys',
  responses: {
    200: answer('Newest first', z.object({ items: z.array(keyViewSchema), next_cursor: z.null() })),
    ...refusals(401, 403),
  },
});

const create = createRoute({
  security: SECURED,
  method: 'post',
  path: '/keys',
  tags,
  summary: 'Make a key',
  description: 'Scope `admin`. The key is told once, here.',
  request: { body: jsonBody(createKeySchema.openapi('CreateKey')) },
  responses: {
    201: answer('Made', keyViewSchema.extend({ key: z.string() }).openapi('NewKey')),
    ...refusals(400, 401, 403, 404, 413, 415, 422),
  },
});

const revoke = createRoute({
  security: SECURED,
  method: 'delete',
  path: '/keys/{key_id}',
  tags,
  summary: 'Revoke a key at once',
  request: { params: z.object({ key_id: z.string() }) },
  responses: { 204: { description: 'Revoked' }, ...refusals(401, 403, 404) },
});

/** Keys of agents and automations. */
export function keyRoutes({ auth, fleet, views }: ApiParts) {
  return router()
    .openapi(list, async (c) => c.json({ ...(await views.keys(c.get('ctx'))), next_cursor: null }, 200))
    .openapi(create, async (c) => {
      const made = await auth.createKey(c.get('ctx'), c.req.valid('json'), Date.now());
      return c.json({ ...keyView(fleet, made.row), key: made.key }, 201);
    })
    .openapi(revoke, async (c) => {
      await auth.revokeKey(c.get('ctx'), c.req.valid('param').key_id, Date.now());
      return c.body(null, 204);
    });
}

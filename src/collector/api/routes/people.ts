import { createRoute, z } from '@hono/zod-openapi';
import { roleSchema } from '../../auth/index.ts';
import { notFound } from '../../errors.ts';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router, SECURED } from '../route.ts';
import { personViewSchema } from '../schema/people.ts';
import { personView } from '../views/people-view.ts';
import { limitSchema } from './servers.ts';

const tags = ['People'];
const params = z.object({ person_id: z.string(), client_id: z.string() });

const list = createRoute({
  security: SECURED,
  method: 'get',
  path: '/people',
  tags,
  summary: 'List people and their roles',
  description: 'Scope `admin`: the people of the clients you administer, oldest account first.',
  request: { query: z.object({ limit: limitSchema, cursor: z.string().max(200).optional() }) },
  responses: {
    200: answer('A page', z.object({ items: z.array(personViewSchema), next_cursor: z.string().nullable() })),
    ...refusals(401, 403, 422),
  },
});

const change = createRoute({
  security: SECURED,
  method: 'put',
  path: '/people/{person_id}/memberships/{client_id}',
  tags,
  summary: 'Give a person a role in a client',
  description: 'Scope `admin` on the client. Holds from the next request of that person on.',
  request: { params, body: jsonBody(z.object({ role: roleSchema }).openapi('ChangeRole')) },
  responses: {
    200: answer('As they are now', personViewSchema),
    ...refusals(400, 401, 403, 404, 409, 413, 415, 422),
  },
});

const remove = createRoute({
  security: SECURED,
  method: 'delete',
  path: '/people/{person_id}/memberships/{client_id}',
  tags,
  summary: 'Take a person out of a client',
  description: 'Scope `admin` on the client. With the last role goes the account, signed out everywhere.',
  request: { params },
  responses: { 204: { description: 'Removed' }, ...refusals(401, 403, 404, 409) },
});

const idOf = ({ person_id, client_id }: z.infer<typeof params>) => ({
  personId: person_id,
  clientId: client_id,
});

/** People and what they may do. */
export function peopleRoutes({ auth, fleet, views }: ApiParts) {
  const { members } = auth;
  return router()
    .openapi(list, async (c) => c.json(await views.people(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(change, async (c) => {
      const ctx = c.get('ctx');
      const id = idOf(c.req.valid('param'));
      await members.changeRole(ctx, id, c.req.valid('json').role, Date.now());
      const person = await members.find(ctx, id.personId);
      if (!person) throw notFound('person', id.personId);
      return c.json(personView(fleet, person), 200);
    })
    .openapi(remove, async (c) => {
      await members.remove(c.get('ctx'), idOf(c.req.valid('param')), Date.now());
      return c.body(null, 204);
    });
}

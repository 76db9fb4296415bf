import { createRoute, z } from '@hono/zod-openapi';
import type { ApiParts } from '../parts.ts';
import { answer, refusals, router, SECURED } from '../route.ts';
import { enrolmentViewSchema } from '../schema/people.ts';

const tags = ['Servers'];

const list = createRoute({
  security: SECURED,
  method: 'get',
  path: '/enrolments',
  tags,
  summary: 'List agents that are about to connect',
  description: 'Scope `operate`: tokens that no agent has used yet.',
  responses: {
    200: answer('Newest first', z.object({ items: z.array(enrolmentViewSchema), next_cursor: z.null() })),
    ...refusals(401, 403),
  },
});

const revoke = createRoute({
  security: SECURED,
  method: 'delete',
  path: '/enrolments/{enrolment_id}',
  tags,
  summary: 'Take an enrolment token back',
  description: 'Scope `operate` on the client of its server.',
  request: { params: z.object({ enrolment_id: z.string() }) },
  responses: { 204: { description: 'Its command is worthless' }, ...refusals(401, 403, 404) },
});

/** Commands that were handed out and not run yet. */
export function openEnrolmentRoutes({ auth, views }: ApiParts) {
  return router()
    .openapi(list, async (c) => c.json({ ...(await views.enrolments(c.get('ctx'))), next_cursor: null }, 200))
    .openapi(revoke, async (c) => {
      await auth.revokeEnrolment(c.get('ctx'), c.req.valid('param').enrolment_id, Date.now());
      return c.body(null, 204);
    });
}

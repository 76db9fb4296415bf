import { createRoute, z } from '@hono/zod-openapi';
import type { ApiParts } from '../parts.ts';
import { answer, refusals, router, SECURED } from '../route.ts';
import { auditViewSchema } from '../schema/audit.ts';
import { limitSchema } from './servers.ts';

const when = z.iso.datetime({ offset: true });

const list = createRoute({
  security: SECURED,
  method: 'get',
  path: '/audit',
  tags: ['Settings'],
  summary: 'Who changed what',
  description: 'Scope `admin`: changes to the clients you administer, and to the hub if you run it.',
  request: {
    query: z.object({
      actor: z.string().max(200).optional().describe('Id of a person or key, or part of the name'),
      action: z.string().max(60).optional().describe('`server.update`, or `server` for all of them'),
      subject: z.string().max(200).optional().describe('Part of the id of what changed, or of the details'),
      client_id: z.uuid().optional(),
      from: when.optional(),
      to: when.optional().describe('Not included'),
      limit: limitSchema,
      cursor: z.string().max(200).optional(),
    }),
  },
  responses: {
    200: answer(
      'Newest first',
      z.object({ items: z.array(auditViewSchema), next_cursor: z.string().nullable() }),
    ),
    ...refusals(401, 403, 404, 422),
  },
});

/** The audit log. */
export function auditRoutes({ views }: ApiParts) {
  return router().openapi(list, async (c) => {
    const { client_id: clientId, from, to, ...query } = c.req.valid('query');
    const millisecondsOf = (time: string | undefined) => (time === undefined ? undefined : Date.parse(time));
    const asked = { ...query, clientId, from: millisecondsOf(from), to: millisecondsOf(to) };
    return c.json(await views.audit(c.get('ctx'), asked), 200);
  });
}

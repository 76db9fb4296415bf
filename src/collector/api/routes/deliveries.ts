import { createRoute, z } from '@hono/zod-openapi';
import type { ApiParts } from '../parts.ts';
import { answer, refusals, router, SECURED } from '../route.ts';
import { deliveryViewSchema } from '../schema/alerts.ts';

const list = createRoute({
  security: SECURED,
  method: 'get',
  path: '/deliveries',
  tags: ['Channels'],
  summary: 'What was told to whom, newest first',
  description: 'Scope `read`.',
  request: {
    query: z.object({
      alert_id: z.string().optional(),
      limit: z.coerce.number().int().min(1).optional(),
      cursor: z.string().optional(),
    }),
  },
  responses: {
    200: answer(
      'A page of the log',
      z.object({ items: z.array(deliveryViewSchema), next_cursor: z.string().nullable() }),
    ),
    ...refusals(401, 403, 422),
  },
});

/** The delivery log. */
export function deliveryRoutes({ views }: ApiParts) {
  return router().openapi(list, async (c) => {
    const { alert_id: thread, ...page } = c.req.valid('query');
    return c.json(await views.deliveries(c.get('ctx'), { ...page, thread }), 200);
  });
}

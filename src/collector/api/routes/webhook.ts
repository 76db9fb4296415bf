import { createRoute, z } from '@hono/zod-openapi';
import { pushSchema } from '../../ingest/index.ts';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router, SECURED } from '../route.ts';

const EXAMPLE = {
  system: {
    id: 'unique-system-id',
    name: 'TrueNAS-ClientName',
    hostname: 'nas.client.local',
    version: 'TrueNAS-SCALE-24.04',
    client_name: 'Acme Corp',
  },
  metrics: [
    {
      system_id: 'unique-system-id',
      metric_type: 'pool',
      metric_name: 'tank_used',
      value: 5200.5,
      unit: 'GB',
      metadata: { status: 'ONLINE' },
    },
  ],
  alerts: [{ system_id: 'unique-system-id', severity: 'warning', message: "Pool 'tank' is 85% full" }],
};

const replySchema = z
  .object({
    ok: z.literal(true),
    id: z.string().describe('The server that the system became'),
    accepted: z.number().int().describe('Metrics that are stored'),
    duplicate: z.boolean().describe('The same push was stored before; nothing changed'),
    ignored: z
      .array(z.object({ name: z.string(), reason: z.string() }))
      .describe('Metrics that could not be used, and why'),
  })
  .openapi('Pushed', {
    example: { ok: true, id: 'unique-system-id', accepted: 1, duplicate: false, ignored: [] },
  });

const push = createRoute({
  security: SECURED,
  method: 'post',
  path: '/webhook/metrics',
  tags: ['Webhook'],
  summary: 'Push what a workflow measured of one system',
  description:
    'Scope `ingest`. 200 means stored on disk. Samples take the time of receipt. The same push again (the same ' +
    '`Idempotency-Key` within an hour, or without one the same body within a minute) changes nothing.',
  request: {
    headers: z.object({
      'idempotency-key': z.string().min(1).max(255).optional().describe('One for each push of a system'),
    }),
    body: jsonBody(pushSchema.openapi('Push', { example: EXAMPLE })),
  },
  responses: {
    200: answer('Stored', replySchema),
    ...refusals(400, 401, 403, 404, 409, 410, 413, 415, 422, 503),
  },
});

/** Where workflows push. */
export function webhookRoutes({ ingest }: ApiParts) {
  return router().openapi(push, async (c) => {
    const idempotencyKey = c.req.valid('header')['idempotency-key'] ?? null;
    const origin = { idempotencyKey, body: await c.req.text() };
    const stored = await ingest.receivePush(c.get('ctx'), c.req.valid('json'), origin, Date.now());
    const { serverId: id, accepted, isDuplicate: duplicate, ignored } = stored;
    return c.json({ ok: true as const, id, accepted, duplicate, ignored }, 200);
  });
}

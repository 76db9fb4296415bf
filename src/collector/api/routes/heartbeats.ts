import { createRoute, z } from '@hono/zod-openapi';
import type { EnrolReply } from '../../../../agent/protocol.ts';
import { backlogSchema, enrolSchema, heartbeatSchema } from '../../ingest/index.ts';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router, SECURED } from '../route.ts';

const commandSchema = z.object({
  command_id: z.string(),
  action: z.string(),
  target: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  queued_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  signature: z.string(),
});

const replySchema = z
  .object({
    received: z.literal(true),
    server_time: z.iso.datetime(),
    pending_commands: z.array(commandSchema),
    interval_seconds: z.number().int(),
    expected_services: z.array(z.string()).describe('systemd services to look at'),
  })
  .openapi('HeartbeatReply');

const tags = ['Agents'];
const refused = refusals(400, 401, 403, 404, 410, 413, 415, 422, 503);

const heartbeat = createRoute({
  security: SECURED,
  method: 'post',
  path: '/agents/heartbeat',
  tags,
  summary: 'Report one server',
  description:
    'Scope `agent:report`. 200 means stored on disk. The same server and timestamp are stored once.',
  request: { body: jsonBody(heartbeatSchema.openapi('Heartbeat')) },
  responses: { 200: answer('Stored', replySchema), ...refused },
});

const backlog = createRoute({
  security: SECURED,
  method: 'post',
  path: '/agents/heartbeats',
  tags,
  summary: 'Report what waited while the hub was away',
  description:
    'Up to 2,000 heartbeats and 16 MB, oldest first. All are stored or, with a 4xx, none of a server.',
  request: { body: jsonBody(backlogSchema.openapi('Backlog')) },
  responses: { 200: answer('Stored', replySchema), ...refused },
});

const enrol = createRoute({
  method: 'post',
  path: '/agents/enrol',
  tags,
  summary: "Exchange a one-time token for this server's own key",
  request: { body: jsonBody(enrolSchema.openapi('Enrol')) },
  responses: {
    200: answer(
      'The key is told here and nowhere else',
      z
        .object({
          server_id: z.string(),
          api_key: z.string(),
          interval_seconds: z.number().int(),
          hub_public_key: z.string().describe('Ed25519, base64url: what the hub signs is checked against it'),
        })
        .openapi('Enrolled'),
    ),
    ...refusals(400, 401, 413, 415, 422),
  },
});

export const HEARTBEAT_PATH = '/api/v1/agents/heartbeat';
export const BACKLOG_PATH = '/api/v1/agents/heartbeats';
export const ENROL_PATH = '/api/v1/agents/enrol';

/** What agents call. */
export function heartbeatRoutes({ ingest, auth, settings }: ApiParts) {
  return router()
    .openapi(heartbeat, async (c) => {
      const now = Date.now();
      const body = c.req.valid('json');
      await ingest.receive(c.get('ctx'), [body], c.get('peer'), now);
      return c.json(ingest.reply(body.server_id, now), 200);
    })
    .openapi(backlog, async (c) => {
      const now = Date.now();
      const { heartbeats } = c.req.valid('json');
      await ingest.receive(c.get('ctx'), heartbeats, c.get('peer'), now);
      return c.json(ingest.reply(heartbeats[0]?.server_id ?? '', now), 200);
    })
    .openapi(enrol, async (c) => {
      const { token } = c.req.valid('json');
      const redeemed = await auth.redeemEnrolment(token, c.get('requestId'), Date.now());
      const interval_seconds = settings.current().heartbeat_interval_seconds;
      const reply: EnrolReply = {
        server_id: redeemed.serverId,
        api_key: redeemed.key,
        interval_seconds,
        hub_public_key: auth.signer.publicKey,
      };
      return c.json(reply, 200);
    });
}

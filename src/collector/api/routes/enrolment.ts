import { createRoute, z } from '@hono/zod-openapi';
import type { ApiParts } from '../parts.ts';
import { answer, refusals, router, SECURED } from '../route.ts';
import { serverParam } from './servers.ts';

const create = createRoute({
  security: SECURED,
  method: 'post',
  path: '/servers/{server_id}/enrolment',
  tags: ['Servers'],
  summary: 'Make a command that connects the agent of this server',
  description: 'Scope `operate`. The token is valid for one hour and for one use.',
  request: { params: serverParam },
  responses: {
    201: answer(
      'Copy the command to the machine',
      z
        .object({
          token: z.string(),
          expires_at: z.iso.datetime(),
          command: z.string().describe('Fetches the agent, checks it and starts it'),
          manual: z.string().describe('The same for an agent that is there already'),
        })
        .openapi('Enrolment'),
    ),
    ...refusals(401, 403, 404),
  },
});

/** The commands a person copies. The token goes by standard input or environment, never in a URL. */
function commandsFor(hubUrl: string, token: string): { command: string; manual: string } {
  const start = `PORCHLIGHT_AGENT_TOKEN=${token} node porchlight-agent.mjs --hub ${hubUrl}`;
  const fetch = `curl -fsSLO ${hubUrl}/agent/porchlight-agent.mjs -O ${hubUrl}/agent/porchlight-agent.mjs.sha256`;
  return { command: `${fetch} && sha256sum -c porchlight-agent.mjs.sha256 && ${start}`, manual: start };
}

/** How agents get in. */
export function enrolmentRoutes({ env, auth, fleet }: ApiParts) {
  return router().openapi(create, async (c) => {
    const ctx = c.get('ctx');
    const { record } = fleet.getForChange(ctx, c.req.valid('param').server_id);
    const server = { clientId: record.clientId, serverId: record.id };
    const { token, expiresAt } = await auth.createEnrolment(ctx, server, Date.now());
    const hubUrl = env.PORCHLIGHT_URL ?? new URL(c.req.url).origin;
    return c.json(
      { token, expires_at: new Date(expiresAt).toISOString(), ...commandsFor(hubUrl, token) },
      201,
    );
  });
}

import { createRoute, z } from '@hono/zod-openapi';
import { plainOrigin } from '../../agent-release.ts';
import { agentCommands } from '../agent-commands.ts';
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
          command: z
            .string()
            .describe('Installs the agent as a systemd service; options of the installer may follow'),
          verified_command: z.string().describe('The same, with the installer checked before it runs'),
          compose: z.string().describe('A compose.yaml that runs the agent in a container'),
          manual: z.string().describe('Fetches the agent, checks it and starts it, without installing it'),
        })
        .openapi('Enrolment'),
    ),
    ...refusals(401, 403, 404),
  },
});

/** How agents get in. */
export function enrolmentRoutes({ env, auth, fleet, agentRelease }: ApiParts) {
  return router().openapi(create, async (c) => {
    const ctx = c.get('ctx');
    const hubUrl = plainOrigin(env.PORCHLIGHT_URL ?? c.req.url);
    const { record } = fleet.getForChange(ctx, c.req.valid('param').server_id);
    const server = { clientId: record.clientId, serverId: record.id };
    const { token, expiresAt } = await auth.createEnrolment(ctx, server, Date.now());
    const commands = agentCommands(agentRelease, hubUrl, token);
    return c.json({ token, expires_at: new Date(expiresAt).toISOString(), ...commands }, 201);
  });
}

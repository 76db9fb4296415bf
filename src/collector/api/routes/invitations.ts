import { createRoute, z } from '@hono/zod-openapi';
import { acceptInvitationSchema, createInvitationSchema } from '../../auth/index.ts';
import { requireSameOrigin } from '../authenticate.ts';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router, SECURED } from '../route.ts';
import { invitationViewSchema, newInvitationSchema } from '../schema/people.ts';
import { signIn } from '../sign-in.ts';
import { invitationView } from '../views/people-view.ts';
import { originOf } from './devices.ts';

export const ACCEPT_PATH = '/api/v1/invitations/accept';
const tags = ['People'];

const list = createRoute({
  security: SECURED,
  method: 'get',
  path: '/invitations',
  tags,
  summary: 'List invitations that nobody has used yet',
  description: 'Scope `admin`.',
  responses: {
    200: answer('Newest first', z.object({ items: z.array(invitationViewSchema), next_cursor: z.null() })),
    ...refusals(401, 403),
  },
});

const create = createRoute({
  security: SECURED,
  method: 'post',
  path: '/invitations',
  tags,
  summary: 'Make a one-time link by which somebody joins',
  description: 'Scope `admin` on the client. The link is told once, here; it works for three days.',
  request: { body: jsonBody(createInvitationSchema.openapi('CreateInvitation')) },
  responses: {
    201: answer('Give them the address', newInvitationSchema),
    ...refusals(400, 401, 403, 404, 413, 415, 422),
  },
});

const revoke = createRoute({
  security: SECURED,
  method: 'delete',
  path: '/invitations/{invitation_id}',
  tags,
  summary: 'Take an invitation back',
  request: { params: z.object({ invitation_id: z.string() }) },
  responses: { 204: { description: 'Its link is worthless' }, ...refusals(401, 403, 404) },
});

const accept = createRoute({
  method: 'post',
  path: '/invitations/accept',
  tags,
  summary: 'Join with a one-time link',
  description:
    'From our own page alone. A new person sends everything and is signed in; who is signed in sends the token.',
  request: { body: jsonBody(acceptInvitationSchema.openapi('AcceptInvitation')) },
  responses: {
    201: answer(
      'Joined',
      z.object({ joined: z.literal(true), signed_in: z.boolean().describe('false: sign in now') }),
    ),
    ...refusals(400, 403, 409, 413, 415, 422),
  },
});

/** Links by which people join. */
export function invitationRoutes(parts: ApiParts) {
  const { auth, env, fleet, views } = parts;
  const { members } = auth;
  return router()
    .openapi(list, async (c) =>
      c.json({ ...(await views.invitations(c.get('ctx'))), next_cursor: null }, 200),
    )
    .openapi(create, async (c) => {
      const made = await members.invite(c.get('ctx'), c.req.valid('json'), Date.now());
      const url = `${env.PORCHLIGHT_URL ?? originOf(c.req.raw)}/invite?token=${made.token}`;
      return c.json({ ...invitationView(fleet, made.row), url }, 201);
    })
    .openapi(accept, async (c) => {
      requireSameOrigin(c.req.raw.headers, env.PORCHLIGHT_URL);
      const input = c.req.valid('json');
      const requestId = c.get('requestId');
      const person = await auth.contextOfPerson(c.req.raw.headers, requestId);
      if (person) {
        await members.joinSignedIn(person.actor, input, requestId, Date.now());
        return c.json({ joined: true as const, signed_in: true }, 201);
      }
      const credentials = await members.joinAsNewcomer(input, requestId, Date.now());
      return c.json({ joined: true as const, signed_in: await signIn(parts, c, credentials) }, 201);
    })
    .openapi(revoke, async (c) => {
      await members.revokeInvitation(c.get('ctx'), c.req.valid('param').invitation_id, Date.now());
      return c.body(null, 204);
    });
}

import { createRoute, z } from '@hono/zod-openapi';
import { setupSchema } from '../../auth/index.ts';
import { requireSameOrigin } from '../authenticate.ts';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router } from '../route.ts';
import { askLibrary, SIGN_IN_PATH, signIn } from '../sign-in.ts';

const setup = createRoute({
  method: 'post',
  path: '/api/v1/setup',
  tags: ['Set-up'],
  summary: 'Create the first owner with the one-time link',
  request: { body: jsonBody(setupSchema.openapi('Setup')) },
  responses: {
    201: answer(
      'Created',
      z.object({ created: z.literal(true), signed_in: z.boolean().describe('false: sign in now') }),
    ),
    ...refusals(400, 403, 409, 413, 415, 422),
  },
});

/** Sign-in, sign-out and the first owner; the rest of the library stays closed. */
export function sessionRoutes(parts: ApiParts) {
  const { auth, env } = parts;
  const app = router();
  app.post('/api/auth/sign-out', (c) => askLibrary(parts, c.req.raw, c.get('peer')));
  app.post(SIGN_IN_PATH, (c) => askLibrary(parts, c.req.raw, c.get('peer')));
  return app.openapi(setup, async (c) => {
    requireSameOrigin(c.req.raw.headers, env.PORCHLIGHT_URL);
    const input = c.req.valid('json');
    await auth.setup.run(input, c.get('requestId'), Date.now());
    return c.json({ created: true as const, signed_in: await signIn(parts, c, input) }, 201);
  });
}

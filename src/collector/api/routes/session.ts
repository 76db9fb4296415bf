import { createRoute, z } from '@hono/zod-openapi';
import { PEER_HEADER, setupSchema } from '../../auth/index.ts';
import { AppError } from '../../errors.ts';
import { requireSameOrigin } from '../authenticate.ts';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router } from '../route.ts';

const SIGN_IN = '/api/auth/sign-in/email';
const DEFAULT_RETRY_SECONDS = 10;

const setup = createRoute({
  method: 'post',
  path: '/api/v1/setup',
  tags: ['Set-up'],
  summary: 'Create the first owner with the one-time link',
  request: { body: jsonBody(setupSchema.openapi('Setup')) },
  responses: {
    201: answer('Created and signed in', z.object({ created: z.literal(true) })),
    ...refusals(400, 403, 413, 415, 422),
  },
});

/** Refusals of the sign-in library, in our shape and our words. */
async function translated(answered: Response): Promise<Response> {
  if (answered.ok) return answered;
  if (answered.status === 429) {
    const retryAfterSeconds = Number(answered.headers.get('x-retry-after')) || DEFAULT_RETRY_SECONDS;
    throw new AppError('rate_limited', 'Too many attempts; wait a moment', { retryAfterSeconds });
  }
  if (answered.status === 403) throw new AppError('forbidden', 'This came from another site');
  if (answered.status >= 500) throw new Error(`sign-in library answered ${answered.status}`);
  if (answered.status === 400)
    throw new AppError('bad_request', 'This is not an e-mail address and a password');
  throw new AppError('unauthenticated', 'That e-mail address and password do not match');
}

/** Sign-in, sign-out and the first owner; the rest of the library stays closed. */
export function sessionRoutes({ auth, env }: ApiParts) {
  const handle = async (request: Request, peer: string) => {
    requireSameOrigin(request.headers, env.PORCHLIGHT_URL);
    const { url, method } = request;
    const headers = new Headers(request.headers);
    headers.set(PEER_HEADER, peer);
    // Checked above; the library would compare it with an address that a proxy may have changed.
    headers.set('origin', new URL(url).origin);
    return translated(await auth.handle(new Request(url, { method, headers, body: await request.text() })));
  };
  const app = router();
  app.post('/api/auth/sign-out', (c) => handle(c.req.raw, c.get('peer')));
  app.post(SIGN_IN, (c) => handle(c.req.raw, c.get('peer')));
  return app.openapi(setup, async (c) => {
    requireSameOrigin(c.req.raw.headers, env.PORCHLIGHT_URL);
    const input = c.req.valid('json');
    await auth.setup.run(input, c.get('requestId'), Date.now());
    const credentials = JSON.stringify({ email: input.email, password: input.password });
    const headers = new Headers(c.req.raw.headers);
    headers.delete('content-length');
    const signIn = new Request(new URL(SIGN_IN, c.req.url), { method: 'POST', headers, body: credentials });
    const signedIn = await handle(signIn, c.get('peer'));
    for (const cookie of signedIn.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true });
    return c.json({ created: true as const }, 201);
  });
}

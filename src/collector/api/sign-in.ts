import type { Context } from 'hono';
import { PEER_HEADER } from '../auth/index.ts';
import { AppError } from '../errors.ts';
import { requireSameOrigin } from './authenticate.ts';
import type { ApiEnv, ApiParts } from './parts.ts';

export const SIGN_IN_PATH = '/api/auth/sign-in/email';
const DEFAULT_RETRY_SECONDS = 10;

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

/**
 * Hands a request of our own page to the sign-in library.
 * @param peer address of the other end of the socket
 * @throws AppError `forbidden` (another site), `unauthenticated`, `bad_request`, `rate_limited`
 */
export async function askLibrary({ auth, env }: ApiParts, request: Request, peer: string): Promise<Response> {
  requireSameOrigin(request.headers, env.PORCHLIGHT_URL);
  const { url, method } = request;
  const headers = new Headers(request.headers);
  headers.set(PEER_HEADER, peer);
  // Checked above; the library would compare it with an address that a proxy may have changed.
  headers.set('origin', new URL(url).origin);
  return translated(await auth.handle(new Request(url, { method, headers, body: await request.text() })));
}

interface Credentials {
  email: string;
  password: string;
}

/** The cookies of a new session. @throws AppError as `askLibrary` */
async function signInCookies(
  parts: ApiParts,
  { url, headers: sent }: Request,
  { email, password }: Credentials,
  peer: string,
): Promise<string[]> {
  const headers = new Headers(sent);
  headers.delete('content-length');
  const body = JSON.stringify({ email, password });
  const request = new Request(new URL(SIGN_IN_PATH, url), { method: 'POST', headers, body });
  return (await askLibrary(parts, request, peer)).headers.getSetCookie();
}

/**
 * Signs in whose account was made by this very request.
 * @returns false when signing in is slowed down at the moment, which must not look as if there were no account
 */
export async function signIn(
  parts: ApiParts,
  c: Context<ApiEnv>,
  credentials: Credentials,
): Promise<boolean> {
  try {
    const cookies = await signInCookies(parts, c.req.raw, credentials, c.get('peer'));
    for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'rate_limited') return false;
    throw error;
  }
}

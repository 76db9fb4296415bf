import { PEER_HEADER } from '../auth/index.ts';
import { AppError } from '../errors.ts';
import { requireSameOrigin } from './authenticate.ts';
import type { ApiParts } from './parts.ts';

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

/**
 * The cookies of a new session, for a request that has just made or proven these credentials.
 * @throws AppError as `askLibrary`
 */
export async function signInCookies(
  parts: ApiParts,
  { url, headers: sent }: Request,
  { email, password }: { email: string; password: string },
  peer: string,
): Promise<string[]> {
  const headers = new Headers(sent);
  headers.delete('content-length');
  const body = JSON.stringify({ email, password });
  const signIn = new Request(new URL(SIGN_IN_PATH, url), { method: 'POST', headers, body });
  return (await askLibrary(parts, signIn, peer)).headers.getSetCookie();
}

import type { MiddlewareHandler } from 'hono';
import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import type { RateLimits } from './limit-rate.ts';
import type { ApiEnv, ApiParts } from './parts.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The key a request carries: `X-API-Key`, or `Authorization: Bearer`. */
export function keyOf(headers: Headers): string | null {
  const bearer = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '');
  return headers.get('x-api-key') ?? bearer?.[1] ?? null;
}

/**
 * True when a browser says that our own page sent this. Cookies travel with foreign pages' requests too, keys
 * do not. Behind a proxy the request may name another host and scheme than the browser does: then the browser's
 * own word or the public address decides.
 */
export function isSameOrigin(headers: Headers, publicUrl: string | undefined): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = headers.get('origin');
  if (origin === null || !URL.canParse(origin)) return false;
  return origin === publicUrl || new URL(origin).host === headers.get('host');
}

/** @throws AppError `forbidden` unless our own page sent this */
export function requireSameOrigin(headers: Headers, publicUrl: string | undefined): void {
  if (!isSameOrigin(headers, publicUrl)) throw new AppError('forbidden', 'This came from another site');
}

/** Who sent this, by key or session; null when nobody is known. */
export async function contextOf(
  { auth }: ApiParts,
  headers: Headers,
  requestId: string,
): Promise<Ctx | null> {
  const key = keyOf(headers);
  return key === null
    ? auth.contextOfPerson(headers, requestId)
    : auth.contextOfKey(key, requestId, Date.now());
}

/** Lets nobody past who is not known, or comes too often. */
export function authenticate(parts: ApiParts, limits: RateLimits): MiddlewareHandler<ApiEnv> {
  return async function authenticate(c, next) {
    const { path, raw } = c.req;
    const { headers, method } = raw;
    const peer = c.get('peer');
    const now = Date.now();
    const ctx = await contextOf(parts, headers, c.get('requestId'));
    if (!ctx) {
      limits.countFailure(peer, now);
      throw new AppError('unauthenticated', 'This needs a valid key or a signed-in person', {
        remediation: ['Send a key in the header X-API-Key', 'Keys are made under Settings → Keys'],
      });
    }
    // Only now: whoever comes with wrong keys must not use up what right ones share the address with.
    limits.admit(path, { peer, actorId: ctx.actor.id }, now);
    const changesByCookie = ctx.actor.type === 'person' && !READING.has(method);
    if (changesByCookie) requireSameOrigin(headers, parts.env.PORCHLIGHT_URL);
    c.set('ctx', ctx);
    await next();
  };
}

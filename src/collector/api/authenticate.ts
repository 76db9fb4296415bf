import type { MiddlewareHandler } from 'hono';
import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import type { ApiEnv, ApiParts } from './parts.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The key a request carries: `X-API-Key`, or `Authorization: Bearer`. */
export function keyOf(headers: Headers): string | null {
  const bearer = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '');
  return headers.get('x-api-key') ?? bearer?.[1] ?? null;
}

/**
 * True when a browser says that our own page sent this. Cookies travel with foreign pages' requests too, keys
 * do not.
 */
export function isSameOrigin(headers: Headers): boolean {
  if (headers.get('sec-fetch-site') === 'same-origin') return true;
  const origin = headers.get('origin');
  return origin !== null && URL.canParse(origin) && new URL(origin).host === headers.get('host');
}

async function contextOf({ auth }: ApiParts, request: Request, requestId: string): Promise<Ctx | null> {
  const key = keyOf(request.headers);
  if (key !== null) return auth.contextOfKey(key, requestId, Date.now());
  const ctx = await auth.contextOfPerson(request.headers, requestId);
  if (ctx && !READING.has(request.method) && !isSameOrigin(request.headers)) {
    throw new AppError('forbidden', 'This came from another site');
  }
  return ctx;
}

/** Lets nobody past who is not known. */
export function authenticate(parts: ApiParts): MiddlewareHandler<ApiEnv> {
  return async function authenticate(c, next) {
    const ctx = await contextOf(parts, c.req.raw, c.get('requestId'));
    if (!ctx) {
      throw new AppError('unauthenticated', 'This needs a valid key or a signed-in person', {
        remediation: ['Send a key in the header X-API-Key', 'Keys are made under Settings → Keys'],
      });
    }
    c.set('ctx', ctx);
    await next();
  };
}

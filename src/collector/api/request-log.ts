import type { MiddlewareHandler } from 'hono';
import type { Log } from '../log.ts';
import type { ApiEnv } from './parts.ts';

/** No path of ours is longer; what strangers make up need not fill the log. */
const LONGEST_PATH = 200;
/** Whoever comes too often would fill the log too. */
const TOO_OFTEN = 429;

/**
 * One line for each request: who asked what, how it ended and how long it took. Never a query, a header, a body
 * or a name.
 */
export function logRequests(log: Log): MiddlewareHandler<ApiEnv> {
  return async function logRequests(c, next) {
    const start = performance.now();
    await next();
    const { status } = c.res;
    if (status === TOO_OFTEN) return;
    const actor = c.get('ctx')?.actor;
    log.debug('request', {
      request_id: c.get('requestId'),
      method: c.req.method,
      path: c.req.path.slice(0, LONGEST_PATH),
      status,
      ms: Math.round((performance.now() - start) * 10) / 10,
      actor_type: actor?.type,
      actor_id: actor?.id,
    });
  };
}

import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { AppError } from '../errors.ts';
import type { ApiEnv } from './parts.ts';

/**
 * Refuses a body over its limit before it is read to the end. A told length is believed, because the HTTP parser
 * holds the sender to it; only a body of untold length goes through the framework's counter, which turns it into
 * a web stream and costs a heartbeat a third of its CPU.
 */
export function limitBody(megabytes: number): MiddlewareHandler<ApiEnv> {
  const maxBytes = megabytes * 1_000_000;
  const tooLarge = () => new AppError('too_large', `The body is larger than ${megabytes} MB`);
  const count = bodyLimit({
    maxSize: maxBytes,
    onError: () => {
      throw tooLarge();
    },
  });
  return async function limitBody(c, next) {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const told = c.req.header('content-length');
    if (told === undefined) return count(c, next);
    if (Number(told) > maxBytes) throw tooLarge();
    await next();
  };
}

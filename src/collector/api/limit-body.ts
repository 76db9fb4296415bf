import type { Context, MiddlewareHandler } from 'hono';
import { AppError } from '../errors.ts';
import type { ApiEnv } from './parts.ts';

/** Whose body, if there is any, nobody reads; a request object cannot hold one. */
const BODILESS = new Set(['GET', 'HEAD']);

/** Reads a body of untold length, giving up as soon as it is too long. */
async function readCounted(request: Request, maxBytes: number, tooLarge: () => AppError): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function replaceBody(c: Context<ApiEnv>, body: Buffer): void {
  const { url, method, headers } = c.req.raw;
  c.req.raw = new Request(url, { method, headers, body: new Uint8Array(body) });
}

/**
 * Refuses a body over its limit before it is read to the end. A told length is believed, because the HTTP parser
 * holds the sender to it; only a chunked body is counted, which turns it into a web stream: too dear for
 * every heartbeat. (The framework's own limiter counts always, and cannot copy this server's
 * request objects.)
 */
export function limitBody(megabytes: number): MiddlewareHandler<ApiEnv> {
  const maxBytes = megabytes * 1_000_000;
  const tooLarge = () => new AppError('too_large', `The body is larger than ${megabytes} MB`);
  return async function limitBody(c, next) {
    if (Number(c.req.header('content-length') ?? 0) > maxBytes) throw tooLarge();
    if (c.req.header('transfer-encoding') !== undefined && !BODILESS.has(c.req.method)) {
      replaceBody(c, await readCounted(c.req.raw, maxBytes, tooLarge));
    }
    await next();
  };
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Encoding, Kept } from './kept.ts';

/** A coding that is accepted: `q=0` refuses it (RFC 9110 §12.5.3). */
const accepts = (coding: string) =>
  new RegExp(`(?:^|[,\\s])${coding}\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))[\\d.]+\\s*)?(?:,|$)`);
const BROTLI = accepts('br');
const GZIP = accepts('gzip');

/** The smallest encoding that the other end takes. */
export function encodingFor(accepted: string | undefined): Encoding {
  if (accepted === undefined) return 'identity';
  if (BROTLI.test(accepted)) return 'br';
  return GZIP.test(accepted) ? 'gzip' : 'identity';
}

/** Whether the other end has just this already (RFC 9110 §13.1.2). */
const hasIt = (asked: string | undefined, etag: string) =>
  asked !== undefined && (asked === '*' || asked.includes(etag));

const notOfBody = (name: string) => name !== 'Content-Length' && name !== 'Content-Encoding';

function withoutBody(headers: readonly string[]): string[] {
  return headers.filter((_, i) => notOfBody(headers[i - (i % 2)] ?? ''));
}

/** Sends what is kept, or says that it has not changed. `more`: names and values in turn. */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  kept: Kept,
  more: string[] = [],
): void {
  const { bytes, headers, etag } = kept.body(
    encodingFor(request.headers['accept-encoding'] as string | undefined),
  );
  const all = more.length === 0 ? headers : [...headers, ...more];
  if (kept.status === 200 && hasIt(request.headers['if-none-match'], etag)) {
    response.writeHead(304, withoutBody(all)).end();
    return;
  }
  response.writeHead(kept.status, all);
  if (request.method === 'HEAD') response.end();
  else response.end(bytes);
}

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { constants } from 'node:zlib';
import { getRequestListener, RequestError } from '@hono/node-server';
import compression from 'compression';
import { refusal } from '../api/index.ts';
import { AppError } from '../errors.ts';

export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => void;

export interface ServeOptions {
  fetch: (request: Request, env: unknown) => Response | Promise<Response>;
  /** Renders everything that is not the collector's. */
  pages: NodeHandler;
  downloads: NodeHandler;
  /** The API's description as a page. */
  docs: NodeHandler;
  /** Answers requests for public pages; false: it is for somebody else. */
  statusSite: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** Paths that the collector answers itself; a heartbeat never passes through the page renderer. */
const COLLECTOR =
  /^\/(api\/|webhook\/|health$|ready$|version$|metrics$|status\/(subscribe|unsubscribe|open)$)/;
/** The readable description of the API; `/api/redoc` leads there. */
const DOCS = /^\/api\/(docs(\/|$)|redoc$)/;
/** Small and hot, or a stream that must not be held back: not worth compressing. */
const AS_IS = /^\/api\/v1\/(agents\/|events)/;

/** Pages whose address can hold a one-time token. */
const WITH_TOKEN = new Set(['/setup', '/invite']);

/**
 * The library's quality, and a window of 2¹⁷ bytes: larger than any page, which comes out as small as with the usual 4 MB
 * window. Those, allocated for each answer, took a third of a page's CPU in garbage collection.
 */
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 17 };

/** Address of the other end of the socket, as `peerOf` gets it from the server's bindings. */
export function peerOf(bindings: unknown): string {
  const { incoming } = bindings as { incoming?: IncomingMessage };
  return (incoming?.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/';
}

function secure(response: ServerResponse, path: string): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  // A one-time token must not travel on; everywhere else our own pages may know.
  response.setHeader('Referrer-Policy', WITH_TOKEN.has(path) ? 'no-referrer' : 'same-origin');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
}

/** Answers outside the API in the API's error shape. */
export function refuse(response: ServerResponse, error: AppError): void {
  const { status, headers, body } = refusal(error, randomUUID());
  response.writeHead(status, { ...headers, 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

/** What never reached the API: a request line or host that cannot be read. */
function unreadable(error: unknown): Response {
  const isTheirs = error instanceof RequestError;
  const known = isTheirs ? new AppError('bad_request', 'The address of the request is not valid') : null;
  const { status, headers, body } = refusal(known, randomUUID());
  return Response.json(body, { status, headers });
}

/** One HTTP server: collector routes to Hono, agent downloads, and the rest to the pages. */
export function buildServer({ fetch, pages, downloads, docs, statusSite }: ServeOptions): Server {
  // The library's lighter Request and Response in place of Node's: a heartbeat costs a sixth less CPU.
  const collector = getRequestListener(fetch, { overrideGlobalObjects: true, errorHandler: unreadable });
  const compress = compression({ brotli: { params: BROTLI } });
  const route = (path: string): NodeHandler => {
    if (DOCS.test(path)) return docs;
    if (COLLECTOR.test(path)) return (request, response) => void collector(request, response);
    return path.startsWith('/agent/') ? downloads : pages;
  };
  return createServer((request, response) => {
    // First of all: what it answers is ready, and hundreds may ask at once.
    if (statusSite(request, response)) return;
    const path = pathOf(request);
    if (path.startsWith('/api/')) response.setHeader('Cache-Control', 'no-store');
    if (AS_IS.test(path)) return void collector(request, response);
    secure(response, path);
    compress(request as never, response as never, () => route(path)(request, response));
  });
}

/** Stops taking requests, lets running ones finish, and cuts what is left after `graceMs`. */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  // A connection whose last request ends only now would otherwise be kept alive for its next one.
  const hangUp = setInterval(() => server.closeIdleConnections(), 100);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(hangUp);
  clearTimeout(cut);
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { type NodeHandler, refuse } from './serve.ts';

const PAGE = '/api/docs';
/** By address: a closed list, so that no path can lead anywhere else. The bundle is only read as UTF-8 when told so. */
const FILES = {
  [PAGE]: { name: 'index.html', type: 'text/html; charset=utf-8' },
  '/api/docs/start.js': { name: 'start.js', type: 'text/javascript; charset=utf-8' },
  '/api/docs/swagger-ui-bundle.js': { name: 'swagger-ui-bundle.js', type: 'text/javascript; charset=utf-8' },
  '/api/docs/swagger-ui.css': { name: 'swagger-ui.css', type: 'text/css; charset=utf-8' },
};
const POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
const FRESH = 'public, max-age=3600';

/** Where people look for it, and where it is. */
const ELSEWHERE = new Set(['/api/redoc', '/api/docs/']);

/** The files belong to the build: while the hub is built anew under it they may be gone. */
function notThere(): AppError {
  return new AppError('unavailable', 'The description of the API cannot be read at the moment', {
    retryAfterSeconds: 60,
  });
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

/** Answers the page that describes the API, and its files, from `folder`. They are read when first asked for. */
export function apiDocs(folder: string): NodeHandler {
  const bodies = new Map<string, { body: Buffer; etag: string }>();
  const bodyOf = (name: string) => {
    const known = bodies.get(name);
    if (known) return known;
    const body = readIfThere(join(folder, name));
    if (!body) return null;
    const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    bodies.set(name, { body, etag });
    return { body, etag };
  };
  return function describe(request, response) {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    const file = Object.entries(FILES).find(([address]) => address === path)?.[1];
    if (isReading && ELSEWHERE.has(path)) return void response.writeHead(308, { Location: PAGE }).end();
    if (!isReading || !file) return refuse(response, new AppError('not_found', `Nothing at ${path}`));
    const found = bodyOf(file.name);
    if (!found) return refuse(response, notThere());
    const { body, etag } = found;
    response.setHeader('ETag', etag);
    response.setHeader('Cache-Control', path === PAGE ? 'no-cache' : FRESH);
    response.setHeader('Content-Security-Policy', POLICY);
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
    response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}

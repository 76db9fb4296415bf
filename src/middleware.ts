import { defineMiddleware } from 'astro:middleware';
import { randomUUID } from 'node:crypto';
import type { APIContext } from 'astro';
import type { Hub } from './collector/app/hub.ts';

/** Pages that everybody may open. */
const OPEN_PAGES = new Set([
  '/login',
  '/setup',
  '/invite',
  '/offline',
  '/status-render/[ticket]',
  '/404',
  '/500',
]);

/** The hub of this process: its bundle and that of the pages are separate module graphs. */
function findHub(): Hub {
  const hub: Hub | undefined = Reflect.get(globalThis, Symbol.for('porchlight'));
  if (!hub) throw new Error('No hub runs in this process');
  return hub;
}

function doorFor(hub: Hub, context: APIContext): Response {
  if (hub.needsOwner()) return context.redirect('/setup');
  const { pathname, search } = context.url;
  const next = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search)}`;
  return context.redirect(`/login${next}`);
}

/** Errors of the hub come from its own bundle, so the class is another; name and code say what they are. */
function isHidden(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== 'AppError') return false;
  const code: unknown = Reflect.get(error, 'code');
  return code === 'not_found' || code === 'forbidden';
}

/** An empty answer, in place of which Astro renders the page of its status. */
const pageOf = (status: 404 | 500) => new Response(null, { status });

/** The page to its end: what breaks half-way can still become the page that says so. */
async function complete(response: Response): Promise<Response> {
  return response.body === null ? response : new Response(await response.arrayBuffer(), response);
}

export const onRequest = defineMiddleware(async (context, next) => {
  const { locals, request } = context;
  // The page of an error is rendered as a second request with the same locals.
  locals.requestId ??= randomUUID();
  if (context.routePattern === '/500') return next();
  locals.hub = findHub();
  const ctx = await locals.hub.personContext(request.headers, locals.requestId);
  if (ctx) locals.ctx = ctx;
  else if (!OPEN_PAGES.has(context.routePattern)) return doorFor(locals.hub, context);
  const response = await next()
    .then(complete)
    .catch((error: unknown) => {
      if (isHidden(error)) return pageOf(404);
      locals.hub.pageFailed(error, locals.requestId, context.url.pathname);
      return pageOf(500);
    });
  response.headers.set('cache-control', 'no-store');
  response.headers.set('x-request-id', locals.requestId);
  return response;
});

import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { AppError, notFound } from '../../errors.ts';
import { accessHashOf, type StatusPage, subscribeSchema } from '../../status-pages/index.ts';
import { requireSameOrigin } from '../authenticate.ts';
import type { RateLimits } from '../limit-rate.ts';
import type { ApiEnv, ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router } from '../route.ts';
import { openPageSchema, unsubscribeSchema } from '../schema/status-visitors.ts';
import { originOf } from './devices.ts';

const SUBSCRIBE_PATH = '/status/subscribe';
const UNSUBSCRIBE_PATH = '/status/unsubscribe';
const OPEN_PATH = '/status/open';
export const VISITOR_PATHS = [SUBSCRIBE_PATH, UNSUBSCRIBE_PATH, OPEN_PATH];

const YEAR_SECONDS = 365 * 24 * 3600;

/** The cookie that holds the word of a page. `slug` is empty for that at `/status`. */
export const accessCookieName = (slug: string): string => `porchlight_status_${slug === '' ? 'home' : slug}`;

/** For the pages' own script and form, so the description of the API leaves them out. */
const visitor = { method: 'post', hide: true } as const;

const subscribe = createRoute({
  ...visitor,
  path: SUBSCRIBE_PATH,
  request: { body: jsonBody(subscribeSchema) },
  responses: { 201: answer('Noted', z.object({})), ...refusals(400, 403, 404, 409, 413, 415, 422) },
});

const unsubscribe = createRoute({
  ...visitor,
  path: UNSUBSCRIBE_PATH,
  request: { body: jsonBody(unsubscribeSchema) },
  responses: { 204: { description: 'Not told any more' }, ...refusals(400, 403, 413, 415, 422) },
});

const open = createRoute({
  ...visitor,
  path: OPEN_PATH,
  request: {
    body: { required: true, content: { 'application/x-www-form-urlencoded': { schema: openPageSchema } } },
  },
  responses: { 303: { description: 'To the page, or back to its door' }, ...refusals(403, 413, 422) },
});

/** A word as cookies can hold it. Blanks and capitals do not count, so people may type it as they like. */
const plain = (typed: string): string => typed.replaceAll(/\s/g, '').toLowerCase();

/** Whether a word opens a page. One that everybody may read opens with any. */
const opens = (page: StatusPage, word: string): boolean =>
  page.accessHash === null || accessHashOf(word) === page.accessHash;

/** The word stays in this browser. By TLS alone where it came so, as its browser tells. */
function keepWord(c: Context<ApiEnv>, slug: string, word: string): void {
  setCookie(c, accessCookieName(slug), word, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/status',
    maxAge: YEAR_SECONDS,
    secure: originOf(c.req.raw).startsWith('https:'),
  });
}

/** What visitors of public pages may do without an account. From the hub's own pages alone. */
export function visitorRoutes({ statusPages, env }: ApiParts, limits: RateLimits) {
  const { subscribers, bySlug } = statusPages;
  const app = router();
  for (const path of VISITOR_PATHS) {
    app.use(path, async function fromOwnPage(c, next) {
      requireSameOrigin(c.req.raw.headers, env.PORCHLIGHT_URL);
      await next();
    });
  }

  /** @throws AppError `not_found`, `forbidden` without the word of the page */
  function requirePage(c: Context<ApiEnv>, slug: string): StatusPage {
    const page = bySlug(slug);
    if (!page) throw notFound('status page', slug);
    if (!opens(page, getCookie(c, accessCookieName(slug)) ?? '')) {
      throw new AppError('forbidden', 'This page opens with a word', {
        remediation: ['Open the page first'],
      });
    }
    return page;
  }

  return app
    .openapi(subscribe, async (c) => {
      const input = c.req.valid('json');
      const page = requirePage(c, input.page ?? '');
      limits.admitBrowser(c.get('peer'), Date.now());
      await subscribers.subscribe(input, page, originOf(c.req.raw), Date.now());
      return c.json({}, 201);
    })
    .openapi(unsubscribe, async (c) => {
      await subscribers.unsubscribe(c.req.valid('json').endpoint);
      return c.body(null, 204);
    })
    .openapi(open, (c) => {
      const { page: given, language, word: typed } = c.req.valid('form');
      const slug = given ?? '';
      const word = plain(typed);
      const page = bySlug(slug);
      const path = ['/status', slug, language].filter((part) => part !== '').join('/');
      if (page && opens(page, word)) {
        if (page.accessHash !== null) keepWord(c, slug, word);
        return c.redirect(path, 303);
      }
      limits.countFailure(c.get('peer'), Date.now());
      return c.redirect(`${path}?wrong`, 303);
    });
}

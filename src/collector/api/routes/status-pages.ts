import { createRoute, z } from '@hono/zod-openapi';
import { pageSchema } from '../../status-pages/index.ts';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router, SECURED } from '../route.ts';
import {
  accessSchema,
  accessWordSchema,
  createStatusPageSchema,
  exportSchema,
  statusPageViewSchema,
} from '../schema/status-pages.ts';

const tags = ['Status pages'];
const READ = 'Scope `read`.';
const OWNERS = 'Scope `admin` for its client.';
const params = z.object({ page_id: z.string() });
const refused = refusals(400, 401, 403, 404, 409, 413, 415, 422);

const list = createRoute({
  security: SECURED,
  method: 'get',
  path: '/status-pages',
  tags,
  summary: 'Public pages',
  description: `${READ} There is always one at /status.`,
  responses: {
    200: answer('Oldest first', z.object({ items: z.array(statusPageViewSchema), next_cursor: z.null() })),
    ...refusals(401, 403),
  },
});

const get = createRoute({
  security: SECURED,
  method: 'get',
  path: '/status-pages/{page_id}',
  tags,
  summary: 'One public page',
  description: READ,
  request: { params },
  responses: { 200: answer('The page', statusPageViewSchema), ...refusals(401, 403, 404) },
});

const create = createRoute({
  security: SECURED,
  method: 'post',
  path: '/status-pages',
  tags,
  summary: 'Add a public page',
  description: `${OWNERS} Everybody may read it until it is protected with a word.`,
  request: { body: jsonBody(createStatusPageSchema) },
  responses: { 201: answer('Added', statusPageViewSchema), ...refused },
});

const change = createRoute({
  security: SECURED,
  method: 'put',
  path: '/status-pages/{page_id}',
  tags,
  summary: 'Describe a public page anew',
  description: `${OWNERS} That at /status stays there.`,
  request: { params, body: jsonBody(pageSchema.openapi('ChangeStatusPage')) },
  responses: { 200: answer('As it is now', statusPageViewSchema), ...refused },
});

const remove = createRoute({
  security: SECURED,
  method: 'delete',
  path: '/status-pages/{page_id}',
  tags,
  summary: 'Remove a public page',
  description: `${OWNERS} With all that was told on it; that at /status stays.`,
  request: { params },
  responses: { 204: { description: 'Removed' }, ...refusals(401, 403, 404, 409) },
});

const preview = createRoute({
  security: SECURED,
  method: 'post',
  path: '/status-pages/{page_id}/preview',
  tags,
  summary: 'See how a page would look',
  description: `${OWNERS} Stores nothing; for people who are signed in it is there for ten minutes.`,
  request: { params, body: jsonBody(pageSchema.openapi('PreviewStatusPage')) },
  responses: {
    200: answer(
      'Where it can be seen',
      z.object({ path: z.string().describe('Followed by its language, as "/en"') }),
    ),
    ...refusals(400, 401, 403, 404, 413, 415, 422),
  },
});

const access = createRoute({
  security: SECURED,
  method: 'put',
  path: '/status-pages/{page_id}/access',
  tags,
  summary: 'Protect a page with a word, or open it',
  description: `${OWNERS} Each time makes a fresh word; an older one opens nothing any more.`,
  request: { params, body: jsonBody(accessSchema) },
  responses: { 200: answer('Its word', accessWordSchema), ...refused },
});

const exported = createRoute({
  security: SECURED,
  method: 'get',
  path: '/status-pages/{page_id}/export',
  tags,
  summary: 'A page as plain files, for a host that outlives the hub',
  description: OWNERS,
  request: {
    params,
    query: z.object({
      base_url: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe('Where the copy will be, for its feeds; absent: this hub'),
    }),
  },
  responses: { 200: answer('The files', exportSchema), ...refusals(401, 403, 404, 422, 503) },
});

/** What a page looks like to others: previews and copies. */
function copyRoutes({ statusPages, previews, exportPage }: ApiParts) {
  return router()
    .openapi(preview, async (c) => {
      const { page_id: id } = c.req.valid('param');
      statusPages.pages.findForChange(c.get('ctx'), id);
      const page = await statusPages.preview(c.get('ctx'), id, c.req.valid('json'), Date.now());
      return c.json({ path: previews.keep(page) }, 200);
    })
    .openapi(exported, async (c) => {
      const { page_id: id } = c.req.valid('param');
      const { base_url: base } = c.req.valid('query');
      statusPages.pages.findForChange(c.get('ctx'), id);
      const files = await exportPage(c.get('ctx'), id, base?.replace(/\/+$/, '') ?? null);
      return c.json({ files }, 200);
    });
}

/** Public pages. */
export function statusPageRoutes(parts: ApiParts) {
  const { views } = parts;
  const { pages } = parts.statusPages;
  return router()
    .openapi(list, async (c) =>
      c.json({ ...(await views.statusPages(c.get('ctx'))), next_cursor: null }, 200),
    )
    .openapi(get, async (c) =>
      c.json(await views.statusPage(c.get('ctx'), c.req.valid('param').page_id), 200),
    )
    .openapi(create, async (c) => {
      const { client_id: clientId, ...definition } = c.req.valid('json');
      const { id } = await pages.create(c.get('ctx'), definition, clientId ?? undefined, Date.now());
      return c.json(await views.statusPage(c.get('ctx'), id), 201);
    })
    .openapi(change, async (c) => {
      const { page_id: id } = c.req.valid('param');
      await pages.change(c.get('ctx'), id, c.req.valid('json'), Date.now());
      return c.json(await views.statusPage(c.get('ctx'), id), 200);
    })
    .openapi(remove, async (c) => {
      await pages.remove(c.get('ctx'), c.req.valid('param').page_id, Date.now());
      return c.body(null, 204);
    })
    .openapi(access, async (c) => {
      const { page_id: id } = c.req.valid('param');
      const { is_protected: isProtected } = c.req.valid('json');
      return c.json({ word: await pages.setAccess(c.get('ctx'), id, isProtected, Date.now()) }, 200);
    })
    .route('/', copyRoutes(parts));
}

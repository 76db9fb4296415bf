import { createRoute } from '@hono/zod-openapi';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router, SECURED } from '../route.ts';
import { channelTestSchema, setWatchdogSchema, watchdogSchema } from '../schema/channels.ts';

const tags = ['Channels'];
const description = 'Scope `admin`, for the whole hub.';

const get = createRoute({
  security: SECURED,
  method: 'get',
  path: '/watchdog',
  tags,
  summary: 'Who notices when the hub falls silent',
  description,
  responses: {
    200: answer('Its host; the rest of the address is secret', watchdogSchema),
    ...refusals(401, 403),
  },
});

const set = createRoute({
  security: SECURED,
  method: 'put',
  path: '/watchdog',
  tags,
  summary: 'Give an address that the hub calls every minute',
  description,
  request: { body: jsonBody(setWatchdogSchema) },
  responses: { 200: answer('As it is now', watchdogSchema), ...refusals(400, 401, 403, 413, 415, 422) },
});

const clear = createRoute({
  security: SECURED,
  method: 'delete',
  path: '/watchdog',
  tags,
  summary: 'Call nobody any more',
  description,
  responses: { 204: { description: 'Removed' }, ...refusals(401, 403, 404) },
});

const test = createRoute({
  security: SECURED,
  method: 'post',
  path: '/watchdog/test',
  tags,
  summary: 'Call at once',
  description,
  responses: { 200: answer('How it went', channelTestSchema), ...refusals(401, 403, 409) },
});

/** Whom the hub calls to say that it is there. */
export function watchdogRoutes({ notify, views }: ApiParts) {
  return router()
    .openapi(get, async (c) => c.json(await views.watchdog(c.get('ctx')), 200))
    .openapi(set, async (c) => {
      await notify.watchdog.set(c.get('ctx'), c.req.valid('json').url, Date.now());
      return c.json(await views.watchdog(c.get('ctx')), 200);
    })
    .openapi(clear, async (c) => {
      await notify.watchdog.clear(c.get('ctx'), Date.now());
      return c.body(null, 204);
    })
    .openapi(test, async (c) => c.json(await notify.watchdog.test(c.get('ctx'), Date.now()), 200));
}

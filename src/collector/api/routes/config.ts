import { createRoute } from '@hono/zod-openapi';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router, SECURED } from '../route.ts';
import {
  changeConfigSchema,
  changeThresholdsSchema,
  configSchema,
  thresholdsViewSchema,
} from '../schema/config.ts';
import { configFieldOf, settingsFrom } from '../views/config-view.ts';

const tags = ['Settings'];
const OWNERS = 'Scope `admin`, for the whole hub. Takes any part; what is absent stays.';

const get = createRoute({
  security: SECURED,
  method: 'get',
  path: '/config',
  tags,
  summary: 'How the hub is set up',
  description: 'Scope `read`.',
  responses: { 200: answer('In groups', configSchema), ...refusals(401, 403) },
});

const change = createRoute({
  security: SECURED,
  method: 'put',
  path: '/config',
  tags,
  summary: 'Change how the hub is set up; absent fields stay',
  description: OWNERS,
  request: { body: jsonBody(changeConfigSchema) },
  responses: { 200: answer('As it is now', configSchema), ...refusals(400, 401, 403, 413, 415, 422) },
});

const getThresholds = createRoute({
  security: SECURED,
  method: 'get',
  path: '/config/thresholds',
  tags,
  summary: 'From which value on something needs a look',
  description: 'Scope `read`.',
  responses: { 200: answer('The thresholds', thresholdsViewSchema), ...refusals(401, 403) },
});

const changeThresholds = createRoute({
  security: SECURED,
  method: 'put',
  path: '/config/thresholds',
  tags,
  summary: 'Change thresholds; absent ones stay',
  description: OWNERS,
  request: { body: jsonBody(changeThresholdsSchema) },
  responses: {
    200: answer('As they are now', thresholdsViewSchema),
    ...refusals(400, 401, 403, 413, 415, 422),
  },
});

/** What an owner of the hub can set at run time. */
export function configRoutes({ views, changeSettings }: ApiParts) {
  return router()
    .openapi(get, (c) => c.json(views.config(c.get('ctx')), 200))
    .openapi(getThresholds, (c) => c.json(views.config(c.get('ctx')).thresholds, 200))
    .openapi(change, async (c) => {
      const ctx = c.get('ctx');
      await changeSettings(ctx, settingsFrom(c.req.valid('json')), configFieldOf, Date.now());
      return c.json(views.config(ctx), 200);
    })
    .openapi(changeThresholds, async (c) => {
      const ctx = c.get('ctx');
      await changeSettings(ctx, c.req.valid('json'), (setting) => setting, Date.now());
      return c.json(views.config(ctx).thresholds, 200);
    });
}

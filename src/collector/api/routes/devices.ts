import { createRoute, z } from '@hono/zod-openapi';
import { addDeviceSchema, changeDeviceSchema } from '../../notify/index.ts';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router } from '../route.ts';
import { deviceTestSchema, deviceViewSchema } from '../schema/devices.ts';
import { deviceView } from '../views/device-view.ts';

const tags = ['Devices'];
/** Devices belong to people; a key gets 403. */
const security = [{ session: [] }];
const params = z.object({ device_id: z.string() });

const list = createRoute({
  security,
  method: 'get',
  path: '/devices',
  tags,
  summary: 'List your devices',
  responses: {
    200: answer('Oldest first', z.object({ items: z.array(deviceViewSchema), next_cursor: z.null() })),
    ...refusals(401, 403),
  },
});

const publicKey = createRoute({
  security,
  method: 'get',
  path: '/devices/key',
  tags,
  summary: 'The public key that browsers subscribe with',
  responses: {
    200: answer('VAPID key, base64url', z.object({ public_key: z.string() }).openapi('PushKey')),
    ...refusals(401, 403, 503),
  },
});

const add = createRoute({
  security,
  method: 'post',
  path: '/devices',
  tags,
  summary: 'Get notifications in this browser',
  description: 'Takes what `PushSubscription.toJSON()` gives. A browser that is known already is renewed.',
  request: { body: jsonBody(addDeviceSchema.openapi('AddDevice')) },
  responses: { 201: answer('Added', deviceViewSchema), ...refusals(400, 401, 403, 409, 413, 415, 422) },
});

const change = createRoute({
  security,
  method: 'put',
  path: '/devices/{device_id}',
  tags,
  summary: 'Say of which severities one of your devices should know',
  request: { params, body: jsonBody(changeDeviceSchema.openapi('ChangeDevice')) },
  responses: {
    200: answer('As it is now', deviceViewSchema),
    ...refusals(400, 401, 403, 404, 413, 415, 422),
  },
});

const remove = createRoute({
  security,
  method: 'delete',
  path: '/devices/{device_id}',
  tags,
  summary: 'Remove one of your devices',
  request: { params },
  responses: { 204: { description: 'Removed' }, ...refusals(401, 403, 404) },
});

const test = createRoute({
  security,
  method: 'post',
  path: '/devices/{device_id}/test',
  tags,
  summary: 'Send a test notification',
  description: 'A device whose browser has ended its subscription is removed.',
  request: { params },
  responses: { 200: answer('How it went', deviceTestSchema), ...refusals(401, 403, 404, 503) },
});

/** The address of the page that asks, as its browser knows it; that differs from ours behind a proxy. */
export function originOf(request: Request): string {
  const said = request.headers.get('origin') ?? '';
  const isWeb = /^https?:/.test(said) && URL.canParse(said);
  return new URL(isWeb ? said : request.url).origin;
}

/** Browsers in which the person who asks gets notifications. */
export function deviceRoutes({ notify, views }: ApiParts) {
  return router()
    .openapi(list, async (c) => c.json({ ...(await views.devices(c.get('ctx'))), next_cursor: null }, 200))
    .openapi(publicKey, async (c) => c.json({ public_key: await notify.publicKey(c.get('ctx')) }, 200))
    .openapi(add, async (c) => {
      const origin = originOf(c.req.raw);
      const row = await notify.addDevice(c.get('ctx'), c.req.valid('json'), origin, Date.now());
      return c.json(deviceView(row), 201);
    })
    .openapi(change, async (c) => {
      const { device_id: id } = c.req.valid('param');
      const row = await notify.changeDevice(c.get('ctx'), id, c.req.valid('json'), Date.now());
      return c.json(deviceView(row), 200);
    })
    .openapi(remove, async (c) => {
      await notify.removeDevice(c.get('ctx'), c.req.valid('param').device_id, Date.now());
      return c.body(null, 204);
    })
    .openapi(test, async (c) =>
      c.json(await notify.sendTest(c.get('ctx'), c.req.valid('param').device_id, Date.now()), 200),
    );
}

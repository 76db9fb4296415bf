import { createRoute, z } from '@hono/zod-openapi';
import { windowSchema } from '../../alerts/index.ts';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router, SECURED } from '../route.ts';
import {
  createSilenceSchema,
  createWindowSchema,
  learningSchema,
  silenceViewSchema,
  windowViewSchema,
} from '../schema/mutes.ts';
import { silenceView, windowView } from '../views/mute-view.ts';

const tags = ['Quiet times'];
const refused = refusals(400, 401, 403, 404, 409, 413, 415, 422);
const windowParams = z.object({ window_id: z.string() });
const silenceParams = z.object({ silence_id: z.string() });
const READ = 'Scope `read`.';
const OPERATE = 'Scope `operate`.';

const listWindows = createRoute({
  security: SECURED,
  method: 'get',
  path: '/maintenance-windows',
  tags,
  summary: 'Planned maintenance',
  description: READ,
  responses: {
    200: answer('Oldest first', z.object({ items: z.array(windowViewSchema), next_cursor: z.null() })),
    ...refusals(401, 403),
  },
});

const createWindow = createRoute({
  security: SECURED,
  method: 'post',
  path: '/maintenance-windows',
  tags,
  summary: 'Plan maintenance, once or every week',
  description: `${OPERATE} Kept as zone and local time: it stays where it is when clocks change.`,
  request: { body: jsonBody(createWindowSchema) },
  responses: { 201: answer('Planned', windowViewSchema), ...refused },
});

const changeWindow = createRoute({
  security: SECURED,
  method: 'put',
  path: '/maintenance-windows/{window_id}',
  tags,
  summary: 'Replace a maintenance window',
  description: OPERATE,
  request: { params: windowParams, body: jsonBody(windowSchema.openapi('ChangeMaintenanceWindow')) },
  responses: { 200: answer('As it is now', windowViewSchema), ...refused },
});

const removeWindow = createRoute({
  security: SECURED,
  method: 'delete',
  path: '/maintenance-windows/{window_id}',
  tags,
  summary: 'Remove a maintenance window',
  description: OPERATE,
  request: { params: windowParams },
  responses: { 204: { description: 'Removed' }, ...refusals(401, 403, 404, 409) },
});

const listSilences = createRoute({
  security: SECURED,
  method: 'get',
  path: '/silences',
  tags,
  summary: 'What somebody wants to hear nothing of',
  description: READ,
  responses: {
    200: answer('Oldest first', z.object({ items: z.array(silenceViewSchema), next_cursor: z.null() })),
    ...refusals(401, 403),
  },
});

const createSilence = createRoute({
  security: SECURED,
  method: 'post',
  path: '/silences',
  tags,
  summary: 'Send no messages of something',
  description: `${OPERATE} Its alerts are shown all the same.`,
  request: { body: jsonBody(createSilenceSchema) },
  responses: { 201: answer('Silenced', silenceViewSchema), ...refused },
});

const removeSilence = createRoute({
  security: SECURED,
  method: 'delete',
  path: '/silences/{silence_id}',
  tags,
  summary: 'Take a silence back',
  description: `${OPERATE} What is still open is told then.`,
  request: { params: silenceParams },
  responses: { 204: { description: 'Taken back' }, ...refusals(401, 403, 404, 409) },
});

const learning = (place: 'server' | 'client') =>
  createRoute({
    security: SECURED,
    method: 'put',
    path: `/${place}s/{${place}_id}/learning` as '/servers/{server_id}/learning',
    tags,
    summary: `Only watch a ${place} for a while`,
    description: `${OPERATE} Until then its alerts are shown and nobody is told; null ends it.`,
    request: { params: z.object({ [`${place}_id`]: z.string() }), body: jsonBody(learningSchema) },
    responses: { 204: { description: 'Done' }, ...refusals(400, 401, 403, 404, 413, 415, 422) },
  });
const learnServer = learning('server');
const learnClient = learning('client');

const timeOf = (until: string | null) => (until === null ? null : Date.parse(until));

/** Maintenance windows. */
export function windowRoutes({ alerts: { mutes }, fleet, views }: ApiParts) {
  return router()
    .openapi(listWindows, (c) => c.json({ ...views.windows(c.get('ctx')), next_cursor: null }, 200))
    .openapi(createWindow, async (c) => {
      const { client_id: clientId, ...definition } = c.req.valid('json');
      const now = Date.now();
      const made = await mutes.createWindow(c.get('ctx'), definition, clientId ?? undefined, now);
      return c.json(windowView(fleet, made, now), 201);
    })
    .openapi(changeWindow, async (c) => {
      const { window_id: id } = c.req.valid('param');
      const now = Date.now();
      return c.json(
        windowView(fleet, await mutes.changeWindow(c.get('ctx'), id, c.req.valid('json'), now), now),
        200,
      );
    })
    .openapi(removeWindow, async (c) => {
      await mutes.removeWindow(c.get('ctx'), c.req.valid('param').window_id, Date.now());
      return c.body(null, 204);
    });
}

/** Silences. */
export function silenceRoutes({ alerts: { mutes }, fleet, views }: ApiParts) {
  return router()
    .openapi(listSilences, (c) => c.json({ ...views.silences(c.get('ctx')), next_cursor: null }, 200))
    .openapi(createSilence, async (c) => {
      const { client_id: clientId, ...definition } = c.req.valid('json');
      const now = Date.now();
      const made = await mutes.createSilence(c.get('ctx'), definition, clientId ?? undefined, now);
      return c.json(silenceView(fleet, made, now), 201);
    })
    .openapi(removeSilence, async (c) => {
      await mutes.removeSilence(c.get('ctx'), c.req.valid('param').silence_id, Date.now());
      return c.body(null, 204);
    });
}

/** Servers and clients that are only watched so far. */
export function learningRoutes({ fleet }: ApiParts) {
  return router()
    .openapi(learnServer, async (c) => {
      const { server_id: serverId = '' } = c.req.valid('param');
      await fleet.setLearning(c.get('ctx'), { serverId }, timeOf(c.req.valid('json').until), Date.now());
      return c.body(null, 204);
    })
    .openapi(learnClient, async (c) => {
      const { client_id: clientId = '' } = c.req.valid('param');
      await fleet.setLearning(c.get('ctx'), { clientId }, timeOf(c.req.valid('json').until), Date.now());
      return c.body(null, 204);
    });
}

import { createRoute, z } from '@hono/zod-openapi';
import type { Alert } from '../../alerts/index.ts';
import { type Ctx, requireScope } from '../../context.ts';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router, SECURED } from '../route.ts';
import {
  acknowledgeSchema,
  alertDetailSchema,
  alertPageSchema,
  alertSchema,
  alertStatusSchema,
  severitySchema,
  snoozeSchema,
} from '../schema/alerts.ts';
import { alertView } from '../views/alert-view.ts';
import { limitSchema } from './servers.ts';

const tags = ['Alerts'];
const params = z.object({ alert_id: z.string() });
const name = z.string().max(200).optional();
const when = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .optional();

/** One word, several with commas between, or the parameter again. */
const words = <T extends string>(one: z.ZodType<T, string>) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [given].flat().flatMap((text) => text.split(',')))
    .pipe(z.array(one))
    .optional();

const list = createRoute({
  security: SECURED,
  method: 'get',
  path: '/alerts',
  tags,
  summary: 'Alerts, newest first',
  description: 'Scope `read`. `severity` and `status` take several, with commas between.',
  request: {
    query: z.object({
      server_id: name.describe('Of this server only'),
      client_id: name.describe('Of this client only'),
      severity: words(severitySchema).describe('`critical,high`; default: any'),
      status: words(alertStatusSchema).describe('`open,acknowledged`; default: any'),
      from: when.describe('Opened then or later'),
      to: when.describe('Not included'),
      limit: limitSchema,
      cursor: name.describe('`next_cursor` of the page before'),
    }),
  },
  responses: { 200: answer('A page of them', alertPageSchema), ...refusals(401, 403, 404, 422) },
});

const get = createRoute({
  security: SECURED,
  method: 'get',
  path: '/alerts/{alert_id}',
  tags,
  summary: 'One alert: what happened, who was told, what to do',
  description: 'Scope `read`.',
  request: { params },
  responses: { 200: answer('The alert', alertDetailSchema), ...refusals(401, 403, 404) },
});

const answers = {
  200: answer('As it is now', alertSchema),
  ...refusals(400, 401, 403, 404, 409, 413, 415, 422),
};

const acknowledge = createRoute({
  security: SECURED,
  method: 'post',
  path: '/alerts/{alert_id}/acknowledge',
  tags,
  summary: 'Say that you know of it',
  description: 'Scope `operate`. No reminder and no escalation until it gets worse.',
  request: {
    params,
    body: { required: false, content: { 'application/json': { schema: acknowledgeSchema } } },
  },
  responses: answers,
});

const snooze = createRoute({
  security: SECURED,
  method: 'post',
  path: '/alerts/{alert_id}/snooze',
  tags,
  summary: 'No messages of it for a while',
  description: 'Scope `operate`. A reminder follows when it is still open then.',
  request: { params, body: jsonBody(snoozeSchema) },
  responses: answers,
});

const resolve = createRoute({
  security: SECURED,
  method: 'post',
  path: '/alerts/{alert_id}/resolve',
  tags,
  summary: 'Say that you took care of it',
  description: 'Scope `operate`. It does not open again before its cause has gone, unless it gets worse.',
  request: { params },
  responses: { 200: answers[200], ...refusals(401, 403, 404, 409) },
});

/**
 * What is wrong, and what people say of it. They get the alert as it is now, so they need `read` beside `operate`, and
 * are told so before anything is changed.
 */
export function alertRoutes({ views, alerts, dispatch, fleet, changes }: ApiParts) {
  const done = async (ctx: Ctx, deed: () => Promise<Alert>) => {
    requireScope(ctx, 'read');
    const alert = await deed();
    changes.changed({ clientId: alert.clientId, kind: 'server', id: alert.serverId });
    return alertView(fleet, alert);
  };
  return router()
    .openapi(list, async (c) => c.json(await views.alerts(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(get, async (c) => c.json(await views.alert(c.get('ctx'), c.req.valid('param').alert_id), 200))
    .openapi(acknowledge, async (c) => {
      const ctx = c.get('ctx');
      const { alert_id: id } = c.req.valid('param');
      const { note } = c.req.valid('json') ?? {};
      return c.json(await done(ctx, () => alerts.acknowledge(ctx, id, note || null, Date.now())), 200);
    })
    .openapi(snooze, async (c) => {
      const ctx = c.get('ctx');
      const { alert_id: id } = c.req.valid('param');
      const { minutes } = c.req.valid('json');
      return c.json(await done(ctx, () => alerts.snooze(ctx, id, minutes, Date.now())), 200);
    })
    .openapi(resolve, async (c) => {
      const ctx = c.get('ctx');
      const { alert_id: id } = c.req.valid('param');
      return c.json(await done(ctx, () => alerts.resolve(ctx, id, dispatch.react, Date.now())), 200);
    });
}

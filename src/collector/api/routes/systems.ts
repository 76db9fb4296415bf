import { createRoute, z } from '@hono/zod-openapi';
import { AppError } from '../../errors.ts';
import { serverIdFrom } from '../../ingest/index.ts';
import { RESOLUTIONS } from '../../metrics/index.ts';
import type { ApiParts } from '../parts.ts';
import { answer, refusals, router, SECURED } from '../route.ts';
import {
  systemAlertPageSchema,
  systemMetricPageSchema,
  systemPageSchema,
  systemSchema,
} from '../schema/systems.ts';
import { serverStateSchema } from '../schema/views.ts';
import { limitSchema } from './servers.ts';

const tags = ['Systems'];
const DAY_MS = 24 * 60 * 60 * 1000;
const param = z.object({ id: z.string().openapi({ example: 'acme-nas' }) });
const time = z.iso.datetime({ offset: true }).optional();
const name = z.string().max(200).optional();

const list = createRoute({
  security: SECURED,
  method: 'get',
  path: '/systems',
  tags,
  summary: 'List all systems',
  description: 'Every server, whether a workflow pushes for it or its agent reports.',
  request: {
    query: z.object({
      q: name.describe('Part of id, name, hostname or client'),
      client_name: name.describe('Of this client only'),
      status: serverStateSchema.optional(),
      limit: limitSchema,
      cursor: name,
    }),
  },
  responses: { 200: answer('A page of systems, by id', systemPageSchema), ...refusals(401, 403, 422) },
});

const get = createRoute({
  security: SECURED,
  method: 'get',
  path: '/systems/{id}',
  tags,
  summary: 'One system',
  request: { params: param },
  responses: { 200: answer('The system', systemSchema), ...refusals(401, 403, 404) },
});

const metricRows = createRoute({
  security: SECURED,
  method: 'get',
  path: '/systems/{id}/metrics',
  tags,
  summary: 'Metrics of a system as rows, newest first',
  description: 'Counters are answered as rates per second.',
  request: {
    params: param,
    query: z.object({
      from: time.describe('Default: 24 hours before `to`'),
      to: time.describe('Default: now'),
      metric_type: name.openapi({ example: 'pool' }),
      metric_name: name.openapi({ example: 'tank_used' }),
      resolution: z.enum(RESOLUTIONS).optional().describe('Default: fits the range'),
      limit: z.coerce.number().int().min(1).optional().describe('Default 1,000, clamped to 10,000'),
      cursor: time.describe('Only what is older: `next_cursor` of the page before'),
    }),
  },
  responses: {
    200: answer('A page of metrics; one timestamp is never divided', systemMetricPageSchema),
    ...refusals(401, 403, 404, 422),
  },
});

const alertRows = createRoute({
  security: SECURED,
  method: 'get',
  path: '/systems/{id}/alerts',
  tags,
  summary: 'Alerts of a system, newest first',
  description: 'Those that are not over.',
  request: { params: param, query: z.object({ limit: limitSchema, cursor: name }) },
  responses: { 200: answer('A page of alerts', systemAlertPageSchema), ...refusals(401, 403, 404, 422) },
});

const millisecondsOf = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));

/** @throws AppError `invalid` when nothing can lie between */
function spanOf(query: { from?: string | undefined; to?: string | undefined }, now: number) {
  const to = millisecondsOf(query.to) ?? now;
  const from = millisecondsOf(query.from) ?? to - DAY_MS;
  if (from >= to) throw new AppError('invalid', '`from` must lie before `to`', { field: 'from' });
  return { from, to };
}

/** The server of an id as a workflow sends it. */
const idIn = ({ id }: z.infer<typeof param>) => serverIdFrom(id);

/** Servers as the fleet monitor's data model tells them. An id may be the one that a workflow sent. */
export function fleetSystemRoutes({ views }: ApiParts) {
  return router()
    .openapi(list, (c) => c.json(views.systems(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(get, (c) => c.json(views.system(c.get('ctx'), idIn(c.req.valid('param'))), 200))
    .openapi(metricRows, async (c) => {
      const query = c.req.valid('query');
      const asked = { ...query, ...spanOf(query, Date.now()), before: millisecondsOf(query.cursor) };
      return c.json(await views.systemMetrics(c.get('ctx'), idIn(c.req.valid('param')), asked), 200);
    })
    .openapi(alertRows, (c) =>
      c.json(views.systemAlerts(c.get('ctx'), idIn(c.req.valid('param')), c.req.valid('query')), 200),
    );
}

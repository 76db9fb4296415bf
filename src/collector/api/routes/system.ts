import { createRoute, z } from '@hono/zod-openapi';
import type { ApiParts } from '../parts.ts';
import { answer, refusals, router, SECURED } from '../route.ts';
import { systemStatsSchema } from '../schema/stats.ts';

const tags = ['System'];

const healthSchema = z
  .object({
    status: z.enum(['healthy', 'unhealthy']),
    version: z.string(),
    uptime_seconds: z.number().int(),
    timestamp: z.iso.datetime(),
    checks: z.object({ database: z.enum(['ok', 'failing']) }),
  })
  .openapi('Health');

const versionSchema = z
  .object({ name: z.literal('porchlight'), version: z.string(), node: z.string() })
  .openapi('Version');

const systemHealth = createRoute({
  security: SECURED,
  method: 'get',
  path: '/api/v1/system/health',
  tags,
  summary: 'Health of the hub',
  responses: {
    200: answer('Healthy', healthSchema),
    503: answer('Not healthy', healthSchema),
    ...refusals(401),
  },
});

const stats = createRoute({
  security: SECURED,
  method: 'get',
  path: '/api/v1/system/stats',
  tags,
  summary: 'What the hub holds and uses',
  responses: {
    200: answer('Counts of what the asker may see', systemStatsSchema),
    ...refusals(401, 403),
  },
});

const health = createRoute({
  method: 'get',
  path: '/health',
  tags,
  summary: 'Is the process alive',
  responses: { 200: answer('Alive', z.object({ status: z.literal('ok') })) },
});

const readySchema = z.object({ status: z.enum(['ready', 'not_ready']) });
const ready = createRoute({
  method: 'get',
  path: '/ready',
  tags,
  summary: 'Can it take traffic',
  responses: { 200: answer('Ready', readySchema), 503: answer('Not ready', readySchema) },
});

const version = createRoute({
  method: 'get',
  path: '/version',
  tags,
  summary: 'Which version runs',
  responses: { 200: answer('Version', versionSchema) },
});

/** Health, readiness, version and figures. */
export function systemRoutes({ database, views, version: hubVersion, startedAt }: ApiParts) {
  const databaseAnswers = async () => {
    try {
      await database.read.$client.execute('SELECT 1');
      return true;
    } catch {
      return false;
    }
  };
  const uptimeSeconds = () => Math.floor((Date.now() - startedAt) / 1000);
  return router()
    .openapi(health, (c) => c.json({ status: 'ok' as const }, 200))
    .openapi(version, (c) =>
      c.json({ name: 'porchlight' as const, version: hubVersion, node: process.versions.node }, 200),
    )
    .openapi(ready, async (c) =>
      (await databaseAnswers())
        ? c.json({ status: 'ready' as const }, 200)
        : c.json({ status: 'not_ready' as const }, 503),
    )
    .openapi(systemHealth, async (c) => {
      const isHealthy = await databaseAnswers();
      const answered = {
        status: isHealthy ? ('healthy' as const) : ('unhealthy' as const),
        version: hubVersion,
        uptime_seconds: uptimeSeconds(),
        timestamp: new Date().toISOString(),
        checks: { database: isHealthy ? ('ok' as const) : ('failing' as const) },
      };
      return isHealthy ? c.json(answered, 200) : c.json(answered, 503);
    })
    .openapi(stats, async (c) => c.json(await views.stats(c.get('ctx')), 200));
}

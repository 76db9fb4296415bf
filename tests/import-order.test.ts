import { expect, it } from 'vitest';
import { rangeSchema } from '../src/collector/metrics/index.ts';

it('a schema of a module stands in the API document whichever file is loaded first', async () => {
  const { metricRoutes } = await import('../src/collector/api/routes/metrics.ts');
  expect(rangeSchema.openapi).toBeTypeOf('function');
  expect(metricRoutes).toBeTypeOf('function');
});

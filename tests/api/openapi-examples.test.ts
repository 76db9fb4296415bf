import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestHub, testHub } from '../factories.ts';
import { type ApiDocument, closed, operationsOf, parserOf } from '../openapi.ts';

let hub: TestHub;
let document: ApiDocument;
beforeAll(async () => {
  hub = await testHub();
  document = await (await hub.request('/api/openapi.json', { key: null })).json();
});
afterAll(() => hub.close());

interface Example {
  path: string;
  schema: object;
  example: unknown;
}

/** Every schema with an example, and every body or answer that has one beside its schema. */
function* examplesIn(value: unknown, path = '#'): Generator<Example> {
  if (typeof value !== 'object' || value === null) return;
  const { example, schema } = value as { example?: unknown; schema?: object };
  if (example !== undefined) yield { path, schema: schema ?? value, example };
  for (const [key, inner] of Object.entries(value)) {
    if (key !== 'example') yield* examplesIn(inner, `${path}/${key}`);
  }
}

function withoutExamples(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(withoutExamples);
  const entries = Object.entries(schema).filter(([key]) => key !== 'example');
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutExamples(inner)]));
}

it('gives examples that fit their own schemas', () => {
  const examples = [...examplesIn(document)];
  expect(examples.length).toBeGreaterThan(5);
  const wrong = examples.flatMap(({ path, schema, example }) => {
    const checked = parserOf(withoutExamples(closed(document, schema))).safeParse(example);
    return checked.success ? [] : [`${path}: ${checked.error.message}`];
  });
  expect(wrong).toEqual([]);
});

it.each([
  'get /api/v1/systems',
  'get /api/v1/systems/{id}',
  'get /api/v1/systems/{id}/metrics',
  'get /api/v1/systems/{id}/alerts',
  'get /api/v1/dashboard/summary',
  'get /api/v1/metrics/summary',
  'get /api/v1/alerts',
  'get /api/v1/alerts/{alert_id}',
])('shows an example of what %s answers', (name) => {
  const found = operationsOf(document).find((operation) => operation.name === name);
  const schema = found?.operation.responses[200]?.content?.['application/json']?.schema;
  expect(JSON.stringify(closed(document, schema))).toContain('"example":');
});

it.each([
  'post /api/v1/rules',
  'post /api/v1/channels',
  'post /api/v1/maintenance-windows',
  'post /api/v1/silences',
  'post /api/v1/alerts/{alert_id}/acknowledge',
  'post /api/v1/alerts/{alert_id}/snooze',
])('shows an example of what %s takes, and it is taken', async (name) => {
  const [, path = ''] = name.split(' ');
  const found = operationsOf(document).find((operation) => operation.name === name);
  const body = found?.operation.requestBody?.content['application/json']?.schema;
  const { example } = closed(document, body) as { example?: object };
  expect(example).toBeDefined();
  await hub.request('/api/v1/servers', { json: { server_id: 'media' } });
  const answered = await hub.request(path, { json: example });
  // No alert has the placeholder as its id.
  expect(answered.status).toBe(path.includes('{') ? 404 : 201);
});

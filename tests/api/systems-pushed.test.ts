import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestHub, testHub } from '../factories.ts';
import { readOpenMetrics } from '../openmetrics.ts';

/** As the fleet monitor's documentation prints it. */
const PRINTED = readFileSync('tests/fixtures/webhook/as-printed.json', 'utf8');
let hub: TestHub;

beforeAll(async () => {
  hub = await testHub();
  expect((await hub.request('/webhook/metrics', { text: PRINTED })).status).toBe(200);
});
afterAll(() => hub.close());

const ask = async (path: string) => (await hub.request(path)).json();
const SYSTEM = '/api/v1/systems/unique-system-id';

it('gives back the system that was pushed', async () => {
  const { id, ...told } = JSON.parse(PRINTED).system;
  expect(await ask(SYSTEM)).toMatchObject({ id, ...told, status: 'online' });
  expect((await ask('/api/v1/systems?client_name=Acme%20Corp')).items).toHaveLength(1);
});

it('gives back the metric that was pushed, with its state', async () => {
  const [pushed] = JSON.parse(PRINTED).metrics;
  const { items } = await ask(`${SYSTEM}/metrics?metric_name=tank_used`);
  expect(items).toEqual([{ ...pushed, timestamp: expect.any(String) }]);
});

it('gives back the alert that was pushed', async () => {
  const [pushed] = JSON.parse(PRINTED).alerts;
  const { items } = await ask(`${SYSTEM}/alerts`);
  expect(items).toMatchObject([{ ...pushed, acknowledged: false, ticket_id: null }]);
});

it('counts it in the summary', async () => {
  expect(await ask('/api/v1/dashboard/summary')).toMatchObject({
    clients: 2,
    systems: { total: 1, online: 1 },
    alerts: { open: 1, critical: 0, warning: 1, info: 0 },
    pools: { total: 1, healthy: 1 },
  });
});

it('tells Prometheus of it', async () => {
  const accept = { Accept: 'application/openmetrics-text' };
  const families = readOpenMetrics(await (await hub.request('/metrics', { headers: accept })).text());
  const labels = { server: 'unique-system-id', client: 'Acme Corp' };
  const samples = (name: string) => families.get(name)?.samples ?? [];
  expect(samples('porchlight_pool_used_bytes')).toMatchObject([{ labels, value: 5_200_500_000_000 }]);
  expect(samples('porchlight_open_alerts')).toContainEqual({
    name: 'porchlight_open_alerts',
    labels: { ...labels, severity: 'high' },
    value: 1,
  });
  expect(samples('porchlight_pushes_received')).toMatchObject([{ value: 1 }]);
});

it('finds a system by the id that its workflow sent, whatever that looks like', async () => {
  const id = 'Acme NAS #1/β';
  const pushed = await hub.request('/webhook/metrics', { json: { system: { id, name: 'Odd' } } });
  const answered = await pushed.json();
  expect(answered.id).not.toBe(id);
  const path = `/api/v1/systems/${encodeURIComponent(id)}`;
  expect(await ask(path)).toMatchObject({ id: answered.id, name: 'Odd' });
  expect((await hub.request(`${path}/metrics`)).status).toBe(200);
  expect((await hub.request(`${path}/alerts`)).status).toBe(200);
});

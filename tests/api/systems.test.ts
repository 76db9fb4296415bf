import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heartbeat, type TestHub } from '../factories.ts';
import { reportStates } from '../report-states.ts';
import { hubOfTwoClients } from '../two-clients.ts';

const MINUTE = 60_000;
const NOW = Math.floor(Date.now() / MINUTE) * MINUTE;
const iso = (at: number) => new Date(at).toISOString();
let hub: TestHub;
let smithKey: string;
let agentKey: string;

/** "nas" of Home with an agent, "acme" of Smith pushed with a pool, a disk and a task, "idle" never seen. */
beforeAll(async () => {
  const made = await hubOfTwoClients();
  hub = made.hub;
  smithKey = await made.keyFor(made.smith, ['read']);
  agentKey = await made.keyFor(made.home, ['agent:report']);
  await hub.request('/api/v1/servers', { json: { server_id: 'idle' } });
  for (const at of [NOW - MINUTE, NOW]) {
    const json = heartbeat('nas', at);
    json.metrics.network_rx_bytes = (at / MINUTE) * 6000;
    json.mounts = [
      { mount_point: '/', device: '/dev/sda1', filesystem: 'ext4', used_gb: 1, total_gb: 4, percent: 25 },
    ];
    await hub.request('/api/v1/agents/heartbeat', { json });
  }
  const acme = { serverId: 'acme', clientId: made.smith, units: { fans: 'rpm' } };
  const values = {
    cpu_percent: 15,
    'pool_used_gb:tank': 5200.5,
    'pool_total_gb:tank': 8000,
    'disk_temperature_celsius:ada0': 31,
    'replication_bytes_transferred:nightly': 5e9,
    'reported_value:fans': 900,
  };
  const states = (pool: string) => [
    { kind: 'pool' as const, subject: 'tank', state: pool },
    { kind: 'disk' as const, subject: 'ada0', state: 'pass' },
    { kind: 'replication' as const, subject: 'nightly', state: 'success' },
  ];
  for (const [i, pool] of ['online', 'online', 'degraded'].entries()) {
    const at = NOW - (2 - i) * 10 * MINUTE;
    await reportStates(hub, { ...acme, at, values, states: states(pool) });
  }
});
afterAll(() => hub.close());

const ask = async (path: string, key?: string) => {
  const answered = await hub.request(path, key ? { key } : {});
  return { status: answered.status, body: await answered.json() };
};
const idsOf = ({ body }: { body: { items: { id: string }[] } }) => body.items.map(({ id }) => id);

describe('the list of systems', () => {
  it.each([
    { query: '', ids: ['acme', 'idle', 'nas'] },
    { query: '?q=ACM', ids: ['acme'] },
    { query: '?q=smith', ids: ['acme'] },
    { query: '?client_name=home', ids: ['idle', 'nas'] },
    { query: '?client_name=hom', ids: [] },
    { query: '?status=unknown', ids: ['idle'] },
    { query: '?status=online&client_name=Home', ids: ['nas'] },
  ])('asked "$query" holds $ids', async ({ query, ids }) => {
    expect(idsOf(await ask(`/api/v1/systems${query}`))).toEqual(ids);
  });

  it('comes in pages that hold each once', async () => {
    const first = await ask('/api/v1/systems?limit=2');
    expect([idsOf(first), first.body.next_cursor]).toEqual([['acme', 'idle'], 'idle']);
    const second = await ask('/api/v1/systems?limit=2&cursor=idle');
    expect([idsOf(second), second.body.next_cursor]).toEqual([['nas'], null]);
  });

  it.each(['?limit=0', '?status=well'])('refuses %s', async (query) => {
    expect((await ask(`/api/v1/systems${query}`)).status).toBe(422);
  });
});

describe('one system', () => {
  it('has the fields of the data model', async () => {
    const { body } = await ask('/api/v1/systems/nas');
    expect(body).toEqual({
      id: 'nas',
      name: 'nas',
      hostname: expect.any(String),
      version: 'Debian 12',
      client_name: 'Home',
      last_seen: expect.any(String),
      status: 'online',
      level: expect.any(String),
    });
  });

  it('that never reported says so', async () => {
    const { body } = await ask('/api/v1/systems/idle');
    expect(body).toMatchObject({ version: null, last_seen: null, status: 'unknown', level: 'unknown' });
  });

  it.each(['', '/metrics', '/alerts'])('is there for its own client alone: %s', async (rest) => {
    expect((await ask(`/api/v1/systems/nas${rest}`, smithKey)).status).toBe(404);
    expect((await ask(`/api/v1/systems/acme${rest}`, smithKey)).status).toBe(200);
    expect((await ask(`/api/v1/systems/nobody${rest}`)).status).toBe(404);
    expect((await ask(`/api/v1/systems/nas${rest}`, agentKey)).status).toBe(403);
  });
});

describe('the metrics of a system', () => {
  const newest = async (query: string, id = 'acme') => {
    const { body } = await ask(`/api/v1/systems/${id}/metrics?${query}`);
    const [first] = body.items;
    return body.items.filter((row: { timestamp: string }) => row.timestamp === first?.timestamp);
  };

  it.each([
    { name: 'cpu_usage', type: 'cpu', value: 15, unit: '%', metadata: {} },
    { name: 'tank_used', type: 'pool', value: 5200.5, unit: 'GB', metadata: { status: 'DEGRADED' } },
    { name: 'tank_total', type: 'pool', value: 8000, unit: 'GB', metadata: { status: 'DEGRADED' } },
    { name: 'tank_health', type: 'pool', value: null, unit: null, metadata: { status: 'DEGRADED' } },
    { name: 'ada0_temperature', type: 'disk', value: 31, unit: '°C', metadata: { status: 'PASS' } },
    { name: 'ada0_smart_status', type: 'disk', value: null, unit: null, metadata: { status: 'PASS' } },
    { name: 'nightly_status', type: 'replication', value: null, unit: null, metadata: { status: 'SUCCESS' } },
    {
      name: 'nightly_bytes_transferred',
      type: 'replication',
      value: 5e9,
      unit: 'bytes',
      metadata: { status: 'SUCCESS' },
    },
    { name: 'fans', type: 'reported', value: 900, unit: 'rpm', metadata: {} },
  ])('tell $name', async ({ name, type, value, unit, metadata }) => {
    expect(await newest(`metric_name=${name}`)).toEqual([
      {
        system_id: 'acme',
        timestamp: iso(NOW),
        metric_type: type,
        metric_name: name,
        value,
        unit,
        metadata,
      },
    ]);
  });

  it.each([
    { name: 'network_received', value: 100, unit: 'bytes/s', type: 'network' },
    { name: 'uptime', value: 3600, unit: 'seconds', type: 'system' },
    { name: '/_used', value: 1, unit: 'GB', type: 'filesystem' },
    { name: 'smbd_memory_used', value: 42.5, unit: 'MB', type: 'service' },
  ])('of an agent tell $name too', async ({ name, value, unit, type }) => {
    const rows = await newest(`metric_name=${encodeURIComponent(name)}`, 'nas');
    expect(rows).toMatchObject([{ metric_type: type, value, unit }]);
  });

  it('tell of each time the state that held then', async () => {
    const { body } = await ask('/api/v1/systems/acme/metrics?metric_name=tank_health');
    const told = body.items.map((row: { metadata: { status: string } }) => row.metadata.status);
    expect(told).toEqual(['DEGRADED', 'ONLINE', 'ONLINE']);
  });

  it('can be asked for one type', async () => {
    const rows = await newest('metric_type=pool');
    expect(rows.map((row: { metric_name: string }) => row.metric_name).sort()).toEqual([
      'tank_health',
      'tank_total',
      'tank_used',
    ]);
    expect(await newest('metric_type=nothing')).toEqual([]);
  });

  it('come newest first in pages that never divide a time, and hold each row once', async () => {
    const whole = (await ask('/api/v1/systems/acme/metrics')).body;
    const rows: unknown[] = [];
    const sizes: number[] = [];
    let cursor = '';
    do {
      const { body } = await ask(`/api/v1/systems/acme/metrics?limit=10${cursor}`);
      expect(new Set(body.items.map((row: { timestamp: string }) => row.timestamp)).size).toBe(1);
      rows.push(...body.items);
      sizes.push(body.items.length);
      cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
    } while (cursor !== '');
    expect(rows).toEqual(whole.items);
    expect(sizes).toEqual([9, 9, 9]);
    expect(whole).toMatchObject({ next_cursor: null, resolution: 'raw' });
  });

  it('lie within the asked time', async () => {
    const between = `from=${iso(NOW - 15 * MINUTE)}&to=${iso(NOW - 5 * MINUTE)}`;
    const { body } = await ask(`/api/v1/systems/acme/metrics?${between}&metric_name=cpu_usage`);
    expect(body.items.map((row: { timestamp: string }) => row.timestamp)).toEqual([iso(NOW - 10 * MINUTE)]);
  });

  it('of a roll-up tell least and greatest beside the average', async () => {
    const [row] = await newest('metric_name=tank_used&resolution=15m');
    expect(row).toMatchObject({ value: 5200.5, metadata: { min: 5200.5, max: 5200.5 } });
  });

  it.each([
    'from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z',
    'from=yesterday',
    'cursor=acme',
    'limit=0',
    'resolution=1s',
  ])('refuse %s', async (query) => {
    expect((await ask(`/api/v1/systems/acme/metrics?${query}`)).status).toBe(422);
  });

  it('of one that never reported are none', async () => {
    expect((await ask('/api/v1/systems/idle/metrics')).body.items).toEqual([]);
  });
});

describe('the dashboard summary', () => {
  it('counts the whole fleet', async () => {
    const { body } = await ask('/api/v1/dashboard/summary');
    expect(body).toMatchObject({
      clients: 2,
      systems: { total: 3, online: 2, offline: 0, unknown: 1 },
      alerts: { open: 0, critical: 0, warning: 0, info: 0 },
      pools: { total: 1, healthy: 0, degraded: 1, faulted: 0, unknown: 0 },
      storage: { used_gb: 5201.5, total_gb: 8004, percent: 65 },
    });
    expect(Date.parse(body.last_contact)).toBeGreaterThanOrEqual(NOW);
  });

  it("tells a tenant of the tenant's own", async () => {
    const { body } = await ask('/api/v1/dashboard/summary', smithKey);
    expect(body).toMatchObject({ clients: 1, systems: { total: 1 }, storage: { total_gb: 8000 } });
  });
});

describe('the metrics summary', () => {
  it('adds up the present values of what is online', async () => {
    const { body } = await ask('/api/v1/metrics/summary');
    expect(body).toMatchObject({
      servers: { total: 3, online: 2, offline: 0, unknown: 1 },
      cpu_percent: { average: 13.8, maximum: 15, worst_server_id: 'acme' },
      memory: { used_gb: 7.2, total_gb: 16, percent: 45 },
      disk: { used_gb: 5201.5, total_gb: 8004, percent: 65 },
      network: { rx_bytes_per_second: 100, tx_bytes_per_second: 0 },
      updates: { available: 3, security: 0, servers: 1 },
    });
  });

  it('of nothing knows nothing', async () => {
    const { body } = await ask('/api/v1/metrics/summary', smithKey);
    expect(body).toMatchObject({
      memory: { used_gb: 0, total_gb: 0, percent: null },
      memory_percent: { average: null, maximum: null, worst_server_id: null },
    });
  });

  it('needs the scope to read', async () => {
    expect((await ask('/api/v1/metrics/summary', agentKey)).status).toBe(403);
    expect((await ask('/api/v1/dashboard/summary', agentKey)).status).toBe(403);
  });
});

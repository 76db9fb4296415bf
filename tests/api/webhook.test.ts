import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { heartbeat, type TestHub, type TestRequest, temporaryFolder, testHub } from '../factories.ts';

const AS_PRINTED = readFileSync('tests/fixtures/webhook/as-printed.json', 'utf8');
const PATH = '/webhook/metrics';
const MINUTE_MS = 60_000;

let hub: TestHub;
beforeAll(async () => {
  hub = await testHub();
});
afterAll(() => hub.close());
afterEach(() => {
  vi.useRealTimers();
});

interface Metric {
  metric_name: string;
  value: unknown;
  metric_type?: string;
  unit?: string;
}
const push = (id: string, metrics: Metric[] = [], rest: object = {}) => ({
  system: { id },
  metrics,
  ...rest,
});
const post = (json: unknown, request: TestRequest = {}) => hub.request(PATH, { json, ...request });

async function keyWith(scopes: string[], bound: { client_id?: string; server_id?: string } = {}) {
  const made = await hub.request('/api/v1/keys', { json: { name: 'n8n', scopes, ...bound } });
  return ((await made.json()) as { key: string }).key;
}

async function clientOf(serverId: string): Promise<string> {
  return (await (await hub.request(`/api/v1/servers/${serverId}`)).json()).client_name;
}

/** Rows that a push may write. */
async function rows(of = hub): Promise<unknown> {
  const tables = ['servers', 'clients', 'heartbeats', 'transitions', 'alerts', 'audit_log', 'pushes'];
  const counts = tables.map(async (table) => {
    const { rows } = await of.hub.database.read.$client.execute(`SELECT count(*) AS n FROM ${table}`);
    return [table, rows[0]?.n];
  });
  return Object.fromEntries(await Promise.all(counts));
}

describe('the push of the requirement, as it is printed there', () => {
  it('is stored, and once', async () => {
    const first = await hub.request(PATH, { text: AS_PRINTED });
    expect(first.status).toBe(200);
    expect(await first.json()).toEqual({
      ok: true,
      id: 'unique-system-id',
      accepted: 1,
      duplicate: false,
      ignored: [],
    });
    const before = await rows();
    const again = await hub.request(PATH, { text: AS_PRINTED });
    expect(await again.json()).toMatchObject({ ok: true, accepted: 1, duplicate: true });
    expect(await rows()).toEqual(before);
  });

  it('makes a server of a client of its own', async () => {
    const server = await (await hub.request('/api/v1/servers/unique-system-id')).json();
    expect(server).toMatchObject({
      display_name: 'TrueNAS-ClientName',
      hostname: 'nas.client.local',
      os_version: 'TrueNAS-SCALE-24.04',
      client_name: 'Acme Corp',
      reported_by: 'webhook',
      status: 'online',
      level: 'high',
    });
    expect(server.pools).toMatchObject([{ name: 'tank', state: 'online', used_gb: 5200.5, level: 'ok' }]);
    expect(server.reported_alerts).toMatchObject([{ severity: 'high', message: "Pool 'tank' is 85% full" }]);
    expect(server.reasons).toEqual(["Pool 'tank' is 85% full"]);
  });

  it.each([
    { path: '/api/v1/fleet', shows: 'TrueNAS-ClientName' },
    { path: '/api/v1/servers', shows: 'unique-system-id' },
    { path: '/api/v1/clients', shows: 'Acme Corp' },
    { path: '/api/v1/systems', shows: '"version":"TrueNAS-SCALE-24.04"' },
    { path: '/api/v1/systems/unique-system-id', shows: '"client_name":"Acme Corp"' },
    {
      path: '/api/v1/systems/unique-system-id/metrics',
      shows: '"metric_name":"tank_used","unit":"GB","value":5200.5',
    },
    { path: '/api/v1/systems/unique-system-id/alerts', shows: '"severity":"warning"' },
    { path: '/api/v1/metrics/unique-system-id/latest', shows: '"pool_used_gb:tank":5200.5' },
    { path: '/api/v1/metrics/unique-system-id?metric=pool_used_gb', shows: '5200.5' },
    { path: '/api/v1/metrics/summary', shows: '"servers"' },
    { path: '/api/v1/audit', shows: 'server.register' },
    { path: '/metrics', shows: 'client="Acme Corp"' },
  ])('is in $path', async ({ path, shows }) => {
    const answered = await hub.request(path);
    expect(answered.status).toBe(200);
    expect(await answered.text()).toContain(shows);
  });
});

describe('a push sent again', () => {
  const metric = { metric_name: 'cpu_usage', value: 12 };

  it.each<{ what: string; first: TestRequest; second: TestRequest; afterMs: number; isDuplicate: boolean }>([
    { what: 'the same body at once', first: {}, second: {}, afterMs: 0, isDuplicate: true },
    { what: 'the same body within a minute', first: {}, second: {}, afterMs: 59_000, isDuplicate: true },
    { what: 'the same body after a minute', first: {}, second: {}, afterMs: 61_000, isDuplicate: false },
    {
      what: 'another body under the same key',
      first: { headers: { 'Idempotency-Key': 'run-1' } },
      second: { headers: { 'Idempotency-Key': 'run-1' }, json: push('again', [{ ...metric, value: 13 }]) },
      afterMs: 59 * MINUTE_MS,
      isDuplicate: true,
    },
    {
      what: 'the same body under another key',
      first: { headers: { 'Idempotency-Key': 'run-1' } },
      second: { headers: { 'Idempotency-Key': 'run-2' } },
      afterMs: 0,
      isDuplicate: false,
    },
    {
      what: 'the same key after an hour',
      first: { headers: { 'Idempotency-Key': 'run-1' } },
      second: { headers: { 'Idempotency-Key': 'run-1' } },
      afterMs: 61 * MINUTE_MS,
      isDuplicate: false,
    },
    {
      what: 'the same key for another system of the same run',
      first: { headers: { 'Idempotency-Key': 'run-1' } },
      second: { headers: { 'Idempotency-Key': 'run-1' }, json: push('another', [metric]) },
      afterMs: 0,
      isDuplicate: false,
    },
    {
      what: 'a body that differs only in what is ignored',
      first: {},
      second: { json: { ...push('again', [metric]), collectedAt: 'later' } },
      afterMs: 0,
      isDuplicate: false,
    },
  ])('$what: duplicate $isDuplicate', async ({ first, second, afterMs, isDuplicate }) => {
    const own = await testHub();
    const body = push('again', [metric]);
    const send = (request: TestRequest) => own.request(PATH, { json: body, ...request });
    expect(await (await send(first)).json()).toMatchObject({ duplicate: false });
    const before = await rows(own);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + afterMs });
    expect(await (await send(second)).json()).toMatchObject({ duplicate: isDuplicate });
    if (isDuplicate) expect(await rows(own)).toEqual(before);
    await own.close();
  });

  it('is known after a restart, and forgotten by the job once it has expired', async () => {
    const folder = temporaryFolder();
    const request = { json: push('again', [metric]), headers: { 'Idempotency-Key': 'run-1' } };
    const first = await testHub({ ...folder, remove: () => undefined });
    expect(await (await first.request(PATH, request)).json()).toMatchObject({ duplicate: false });
    await first.close();
    const second = await testHub(folder);
    expect(await (await second.request(PATH, request)).json()).toMatchObject({ duplicate: true });
    await second.ingest.prune(Date.now() + 61 * MINUTE_MS);
    expect(await rows(second)).toMatchObject({ pushes: 0 });
    await second.close();
  });

  it('is remembered for each sending key', async () => {
    const body = push('by-two', [metric]);
    const other = await keyWith(['ingest']);
    expect(await (await post(body)).json()).toMatchObject({ duplicate: false });
    expect(await (await post(body, { key: other })).json()).toMatchObject({ duplicate: false });
    expect(await (await post(body, { key: other })).json()).toMatchObject({ duplicate: true });
  });

  it('ten times at once is stored once', async () => {
    const body = push('at-once', [metric], { alerts: [{ severity: 'info', message: 'hello' }] });
    const answers = await Promise.all(Array.from({ length: 10 }, async () => (await post(body)).json()));
    expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    const range = await (
      await hub.request('/api/v1/metrics/at-once?metric=cpu_percent&resolution=raw')
    ).json();
    expect(range.times).toHaveLength(1);
  });

  it('is not remembered when it was refused', async () => {
    const body = push('retired-then-back', [metric]);
    await post(body);
    await hub.request('/api/v1/servers/retired-then-back', { method: 'DELETE' });
    const headers = { 'Idempotency-Key': 'run-9' };
    expect((await post(body, { headers })).status).toBe(410);
    await hub.request('/api/v1/servers', { json: { server_id: 'retired-then-back' } });
    expect(await (await post(body, { headers })).json()).toMatchObject({ duplicate: false });
  });
});

describe('samples of pushes', () => {
  it('take the time of receipt, and two in one millisecond are two', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const now = Date.now();
    for (const value of [1, 2, 3]) await post(push('quick', [{ metric_name: 'cpu_usage', value }]));
    const from = new Date(now - MINUTE_MS).toISOString();
    const to = new Date(now + MINUTE_MS).toISOString();
    const query = `from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}&metric=cpu_percent&resolution=raw`;
    const range = await (await hub.request(`/api/v1/metrics/quick?${query}`)).json();
    expect(range.series[0].values).toEqual([1, 2, 3]);
    expect(Date.parse(range.times[0])).toBe(now);
  });

  it('stay what they were when a push brings no figures', async () => {
    await post(push('steady', [{ metric_name: 'cpu_usage', value: 7 }]));
    await post(push('steady', [{ metric_type: 'pool', metric_name: 'tank_health', value: 'ONLINE' }]));
    const server = await (await hub.request('/api/v1/servers/steady')).json();
    expect(server.latest.cpu_percent).toBe(7);
    expect(server.pools).toMatchObject([{ name: 'tank', state: 'online' }]);
  });

  it('that are old are not passed off as present by pushes that bring none', async () => {
    const own = await testHub();
    const send = (metrics: Metric[]) => own.request(PATH, { json: push('worn', metrics) });
    await send([{ metric_name: 'cpu_usage', value: 7 }]);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31 * MINUTE_MS });
    await send([{ metric_type: 'pool', metric_name: 'tank_health', value: 'ONLINE' }]);
    const server = await (await own.request('/api/v1/servers/worn')).json();
    expect(server).toMatchObject({ status: 'online', latest: {}, pools: [{ state: 'online' }] });
    expect(server.latest).not.toHaveProperty('cpu_percent');
    await own.close();
  });

  it('go on when the agent beside them has ended, without going offline between them', async () => {
    await hub.request('/api/v1/agents/heartbeat', { json: heartbeat('ended', Date.now() - 1000) });
    await hub.fleet.markOffline(0, Date.now() + 4 * MINUTE_MS);
    await post(push('ended', [{ metric_name: 'uptime', value: 5 }]));
    expect(await hub.fleet.markOffline(0, Date.now() + 10 * MINUTE_MS)).not.toContainEqual(
      expect.objectContaining({ record: expect.objectContaining({ id: 'ended' }) }),
    );
    const server = await (await hub.request('/api/v1/servers/ended')).json();
    expect(server).toMatchObject({ status: 'online', reported_by: 'webhook' });
  });

  it('of a workflow are all that counts also right after a restart', async () => {
    const folder = temporaryFolder();
    const used = (pool: string) => ({ metric_name: `${pool}_used`, value: 1 });
    const first = await testHub({ ...folder, remove: () => undefined });
    await first.request(PATH, { json: push('nas', [used('tank'), used('gone')]) });
    await first.close();
    const second = await testHub(folder);
    await second.request(PATH, { json: push('nas', [used('tank')]) });
    const { pools } = await (await second.request('/api/v1/servers/nas')).json();
    expect(pools.map(({ name }: { name: string }) => name)).toEqual(['tank']);
    await second.close();
  });

  it('come beside the heartbeats of an agent, which stays the one that reports', async () => {
    await hub.request('/api/v1/agents/heartbeat', { json: heartbeat('both', Date.now() - 1000) });
    await post(push('both', [{ metric_name: 'ups_load', value: 12, unit: 'W' }]));
    const server = await (await hub.request('/api/v1/servers/both')).json();
    expect(server).toMatchObject({ reported_by: 'agent', os_version: '12' });
    expect(server.readings).toEqual([{ name: 'ups_load', value: 12, unit: 'W' }]);
  });

  it("and an agent's stand side by side, whoever reported last", async () => {
    const now = Date.now();
    const pool = [
      { metric_name: 'tank_used', value: 300 },
      { metric_name: 'tank_total', value: 400 },
      { metric_name: 'ups_load', value: 12, unit: 'W' },
    ];
    const system = { system: { id: 'two', version: 'TrueNAS-25.04' } };
    const beat = (at: number, rx: number) => {
      const { metrics } = heartbeat('two', at);
      const json = heartbeat('two', at, { metrics: { ...metrics, network_rx_bytes: rx } });
      return hub.request('/api/v1/agents/heartbeat', { json });
    };
    const both = {
      latest: { cpu_percent: 12.5, disk_percent: 67.1, memory_percent: 45.2 },
      os_version: '12',
    };
    const seen = async () => (await hub.request('/api/v1/servers/two')).json();
    await beat(now - 2000, 1000);
    await post(push('two', pool, system));
    for (const seconds of [1, 2]) {
      const server = await seen();
      expect(server).toMatchObject(both);
      expect(server.pools).toMatchObject([{ name: 'tank', percent: 75 }]);
      expect(server.readings).toEqual([{ name: 'ups_load', value: 12, unit: 'W' }]);
      await beat(now + seconds * 1000, 4000 * seconds);
    }
    const { rates } = await (await hub.request('/api/v1/metrics/two/latest')).json();
    expect(rates.network_rx_bytes).toBeGreaterThan(0);
  });

  it.each(['constructor', '__proto__', 'toString'])('may be called %s', async (metric_name) => {
    await post(push('odd-names', [{ metric_name, value: 1 }]));
    const { readings } = await (await hub.request('/api/v1/servers/odd-names')).json();
    expect(readings).toEqual([{ name: metric_name, value: 1, unit: '' }]);
    const answered = await hub.request('/metrics');
    expect(answered.status).toBe(200);
    expect(await answered.text()).toContain(`name="${metric_name}",unit=""} 1`);
    const { items } = await (await hub.request('/api/v1/systems/odd-names/metrics')).json();
    expect(items).toContainEqual(expect.objectContaining({ metric_name, unit: null, value: 1 }));
  });

  it('make a server that a person added one of a workflow, when nobody else has reported', async () => {
    await hub.request('/api/v1/servers', { json: { server_id: 'prepared', display_name: 'My NAS' } });
    await post(push('prepared', [], { system: { id: 'prepared', name: 'Other name', version: '25.04' } }));
    const server = await (await hub.request('/api/v1/servers/prepared')).json();
    expect(server).toMatchObject({ display_name: 'My NAS', reported_by: 'webhook', os_version: '25.04' });
  });
});

describe('what a push leaves out', () => {
  const health = (pool: string) => ({ metric_type: 'pool', metric_name: `${pool}_health`, value: 'ONLINE' });
  it.each([
    {
      what: 'a pool that others are named beside is not known any more',
      second: [health('tank')],
      state: 'unknown',
    },
    {
      what: 'pools that nothing is said of stay',
      second: [{ metric_name: 'uptime', value: 5 }],
      state: 'online',
    },
  ])('$what', async ({ second, state }) => {
    const id = `leaves-${state}`;
    await post(push(id, [health('tank'), health('gone'), { metric_name: 'gone_used', value: 1 }]));
    await post(push(id, second));
    const changes = (await (await hub.request(`/api/v1/servers/${id}`)).json()).changes;
    const newest = changes.find((change: { subject: string }) => change.subject === 'gone');
    expect(newest.state).toBe(state);
  });
});

describe('whose system it is', () => {
  const named = (id: string, client_name?: string) => ({
    system: { id, ...(client_name && { client_name }) },
    metrics: [],
  });
  let acmeId: string;
  beforeAll(async () => {
    await post(named('acme-1', 'Acme Corp'));
    const { items } = await (await hub.request('/api/v1/clients')).json();
    acmeId = items.find((client: { name: string }) => client.name === 'Acme Corp').client_id;
  });

  it.each([
    {
      what: 'a client that is there, whatever the case',
      id: 'acme-2',
      name: ' acme CORP ',
      client: 'Acme Corp',
    },
    { what: 'a client that is new', id: 'birch-1', name: 'Birch Dental', client: 'Birch Dental' },
    {
      what: 'the client of a known server, when none is named',
      id: 'acme-1',
      name: undefined,
      client: 'Acme Corp',
    },
    {
      what: 'the home of the hub, when none is named and the system is new',
      id: 'mine',
      name: undefined,
      client: 'Home',
    },
  ])('an unbound key pushes for $what', async ({ id, name, client }) => {
    expect((await post(named(id, name))).status).toBe(200);
    expect(await clientOf(id)).toBe(client);
  });

  it('is refused where a server would change its client', async () => {
    const answered = await post(named('acme-1', 'Birch Dental'));
    expect(answered.status).toBe(409);
    expect((await answered.json()).error).toMatchObject({ code: 'conflict', field: 'system.client_name' });
    expect(await clientOf('acme-1')).toBe('Acme Corp');
  });

  it('makes one client of many first pushes at once', async () => {
    const ids = Array.from({ length: 8 }, (_, i) => `cedar-${i}`);
    const answers = await Promise.all(
      ids.map((id, i) => post(named(id, i % 2 ? 'Cedar Homes' : 'CEDAR homes'))),
    );
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
    const { items } = await (await hub.request('/api/v1/clients')).json();
    expect(items.filter(({ name }: { name: string }) => /cedar/i.test(name))).toHaveLength(1);
  });

  it.each<{ what: string; scopes: string[]; bound: () => object; id: string; name?: string; status: number }>(
    [
      {
        what: 'a bound key, for its client',
        scopes: ['ingest'],
        bound: () => ({ client_id: acmeId }),
        id: 'acme-3',
        status: 200,
      },
      {
        what: 'a bound key that names its client',
        scopes: ['ingest'],
        bound: () => ({ client_id: acmeId }),
        id: 'acme-3',
        name: 'acme corp',
        status: 200,
      },
      {
        what: 'a bound key that names another client',
        scopes: ['ingest'],
        bound: () => ({ client_id: acmeId }),
        id: 'acme-3',
        name: 'Birch Dental',
        status: 403,
      },
      {
        what: 'a bound key that names a client nobody has',
        scopes: ['ingest'],
        bound: () => ({ client_id: acmeId }),
        id: 'acme-3',
        name: 'Nobody',
        status: 403,
      },
      {
        what: "a bound key for another client's system",
        scopes: ['ingest'],
        bound: () => ({ client_id: acmeId }),
        id: 'birch-1',
        status: 404,
      },
      { what: 'a key that may only read', scopes: ['read'], bound: () => ({}), id: 'acme-1', status: 403 },
      {
        what: "a server's own key",
        scopes: ['agent:report'],
        bound: () => ({ client_id: acmeId, server_id: 'acme-1' }),
        id: 'acme-1',
        status: 403,
      },
      { what: 'an administrator', scopes: ['admin'], bound: () => ({}), id: 'acme-1', status: 200 },
    ],
  )('$what gets $status', async ({ scopes, bound, id, name, status }) => {
    const key = await keyWith(scopes, bound());
    const before = await rows();
    const answered = await post(named(id, name), { key });
    expect(answered.status).toBe(status);
    if (status !== 200) expect(await rows()).toEqual(before);
  });

  it('cannot be pushed without a key', async () => {
    expect((await post(named('acme-1'), { key: null })).status).toBe(401);
  });

  it('a removed system gets 410, until a person adds it again', async () => {
    await post(named('removed'));
    await hub.request('/api/v1/servers/removed', { method: 'DELETE' });
    const answered = await post(named('removed', 'Home'));
    expect(answered.status).toBe(410);
    expect((await answered.json()).error.remediation).toHaveLength(1);
  });
});

describe('what is no push', () => {
  it.each<{ what: string; request: TestRequest; status: number; field?: string }>([
    { what: 'text that is no JSON', request: { text: '{' }, status: 400 },
    {
      what: 'a form',
      request: { text: 'a=b', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
      status: 415,
    },
    { what: 'an empty object', request: { json: {} }, status: 422, field: 'system' },
    {
      what: 'a system without an id',
      request: { json: { system: { name: 'x' } } },
      status: 422,
      field: 'system.id',
    },
    {
      what: 'a system with an empty id',
      request: { json: { system: { id: ' ' } } },
      status: 422,
      field: 'system.id',
    },
    {
      what: 'a metric without a name',
      request: { json: push('x', [{ value: 1 } as Metric]) },
      status: 422,
      field: 'metrics.0.metric_name',
    },
    {
      what: 'an alert without a message',
      request: { json: push('x', [], { alerts: [{ severity: 'info' }] }) },
      status: 422,
      field: 'alerts.0.message',
    },
    {
      what: 'an idempotency key that is too long',
      request: { json: push('x'), headers: { 'Idempotency-Key': 'k'.repeat(256) } },
      status: 422,
      field: 'idempotency-key',
    },
    {
      what: 'more metrics than anything has',
      request: {
        json: push(
          'x',
          Array.from({ length: 2001 }, (_, i) => ({ metric_name: `m${i}`, value: i })),
        ),
      },
      status: 422,
      field: 'metrics',
    },
    {
      what: 'more than a megabyte',
      request: { json: push('x', [], { padding: 'x'.repeat(1_000_001) }) },
      status: 413,
    },
  ])('$what: $status', async ({ request, status, field }) => {
    const before = await rows();
    const answered = await hub.request(PATH, { method: 'POST', ...request });
    expect(answered.status).toBe(status);
    const { error } = await answered.json();
    expect(error.request_id).toBeTruthy();
    if (field) expect(error.field).toBe(field);
    expect(await rows()).toEqual(before);
  });

  it('fields that nobody knows are ignored, at every level', async () => {
    const json = {
      schema: 'fleet-push/1',
      system: { id: 'extra', colour: 'blue', client_name: null, version: null },
      metrics: [
        { metric_name: 'cpu_usage', value: '12.5', unit: '%', extra: [1], metadata: { a: { b: 1 } } },
      ],
      alerts: [{ message: 'hello', code: 7 }],
      errors: [],
    };
    expect(await (await post(json)).json()).toMatchObject({ ok: true, accepted: 1, ignored: [] });
    const server = await (await hub.request('/api/v1/servers/extra')).json();
    expect(server.latest.cpu_percent).toBe(12.5);
    expect(server.reported_alerts).toMatchObject([{ severity: 'medium', message: 'hello' }]);
  });

  it('an id that is no server id is made one, which the fleet API knows too', async () => {
    const { id } = await (await post(push('Büro NAS #1', [{ metric_name: 'uptime', value: 5 }]))).json();
    expect(id).toMatch(/^b-ro-nas-1-[0-9a-f]{6}$/);
    const system = await hub.request(`/api/v1/systems/${encodeURIComponent('Büro NAS #1')}`);
    expect(await system.json()).toMatchObject({ id });
  });
});

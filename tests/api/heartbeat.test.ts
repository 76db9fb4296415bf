import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heartbeat, type TestHub, testHub } from '../factories.ts';

const HEARTBEAT = '/api/v1/agents/heartbeat';
let hub: TestHub;

beforeAll(async () => {
  hub = await testHub();
});
afterAll(() => hub.close());

const server = async (id: string) => (await hub.request(`/api/v1/servers/${id}`)).json();
const latest = async (id: string) => (await hub.request(`/api/v1/metrics/${id}/latest`)).json();
const history = async (id: string) => {
  const from = new Date(Date.now() - 86_400_000 * 2).toISOString();
  return (await hub.request(`/api/v1/metrics/${id}?metric=cpu_percent&resolution=raw&from=${from}`)).json();
};

describe('a heartbeat', () => {
  it('is answered with the time, the interval and what to look at', async () => {
    const answered = await hub.request(HEARTBEAT, { json: heartbeat('first') });
    expect(answered.status).toBe(200);
    expect(await answered.json()).toEqual({
      received: true,
      server_time: expect.stringMatching(/^\d{4}-.*Z$/),
      pending_commands: [],
      interval_seconds: 60,
      expected_services: [],
    });
  });

  it('registers a server that nobody knew, filling what it lacks', async () => {
    await hub.request(HEARTBEAT, { json: heartbeat('newcomer') });
    expect(await server('newcomer')).toMatchObject({
      display_name: 'newcomer',
      ip_address: '192.0.2.7',
      status: 'online',
      os_distribution: 'Debian',
      client_name: 'Home',
      latest: { cpu_percent: 12.5, memory_percent: 45.2 },
    });
  });

  it('takes name and address from the host block when there is one', async () => {
    const host = {
      hostname: 'nas.lan',
      ip_addresses: ['192.168.1.5', 'fe80::1'],
      agent_version: '0.1.0',
      cpu_cores: 4,
    };
    await hub.request(HEARTBEAT, { json: heartbeat('with-host', Date.now(), { host }) });
    expect(await server('with-host')).toMatchObject({
      hostname: 'nas.lan',
      ip_address: '192.168.1.5',
      cpu_cores: 4,
    });
  });

  it('sent twice is stored once', async () => {
    const body = heartbeat('twice');
    expect((await hub.request(HEARTBEAT, { json: body })).status).toBe(200);
    expect((await hub.request(HEARTBEAT, { json: body })).status).toBe(200);
    expect((await history('twice')).times).toHaveLength(1);
  });

  it('brings every array to the page of the server', async () => {
    const body = heartbeat('arrays', Date.now(), {
      mounts: [
        {
          mount_point: '/data',
          device: '/dev/sda1',
          filesystem: 'ext4',
          used_gb: 93,
          total_gb: 100,
          percent: 93,
        },
      ],
      sensors: [{ name: 'cpu', temperature_celsius: 41 }],
      interfaces: [{ name: 'eth0', mac_address: 'aa:bb:cc:dd:ee:ff', up: true, rx_bytes: 1, tx_bytes: 2 }],
      containers: [{ name: 'plex', image: 'plex:1', state: 'running', cpu_percent: 3, memory_mb: 300 }],
      unknown: [{ probe: 'services', reason: 'systemd is not running here' }],
    });
    await hub.request(HEARTBEAT, { json: body });
    expect(await server('arrays')).toMatchObject({
      level: 'critical',
      reasons: ['Disk /data is 93 % full'],
      mounts: [
        { mount_point: '/data', device: '/dev/sda1', filesystem: 'ext4', used_gb: 93, level: 'critical' },
      ],
      sensors: [{ name: 'cpu', temperature_celsius: 41 }],
      interfaces: [{ name: 'eth0', mac_address: 'aa:bb:cc:dd:ee:ff' }],
      containers: [{ name: 'plex', image: 'plex:1', state: 'running', memory_mb: 300 }],
      unknown: [{ probe: 'services', reason: 'systemd is not running here' }],
    });
  });

  it('that is older than the newest adds to history and leaves the present alone', async () => {
    const now = Date.now();
    await hub.request(HEARTBEAT, { json: heartbeat('late', now) });
    await hub.request(HEARTBEAT, {
      json: heartbeat('late', now - 3_600_000, { metrics: { cpu_percent: 99 } }),
    });
    expect((await latest('late')).metrics.cpu_percent).toBe(12.5);
    expect((await history('late')).series[0].values).toEqual([99, 12.5]);
  });

  it('tells of a service that stopped', async () => {
    await hub.request('/api/v1/servers', {
      json: { server_id: 'media', expected_services: [{ name: 'plex', critical: true }] },
    });
    const plex = (status: 'running' | 'stopped') => ({ services: [{ name: 'plex', status }] });
    const first = await hub.request(HEARTBEAT, {
      json: heartbeat('media', Date.now() - 60_000, plex('running')),
    });
    expect((await first.json()).expected_services).toEqual(['plex']);
    await hub.request(HEARTBEAT, { json: heartbeat('media', Date.now(), plex('stopped')) });
    const seen = await server('media');
    expect(seen).toMatchObject({
      level: 'high',
      reasons: ['plex is stopped'],
      services: [{ status: 'stopped' }],
    });
    expect(seen.changes[0]).toMatchObject({
      kind: 'service',
      subject: 'plex',
      state: 'stopped',
      reason: 'Was running',
    });
  });
});

describe('a backlog', () => {
  it('is stored whatever its order, and its newest report speaks for the present', async () => {
    const now = Date.now();
    const heartbeats = [2, 0, 1].map((minutes) =>
      heartbeat('backlog', now - minutes * 60_000, { metrics: { cpu_percent: minutes } }),
    );
    const answered = await hub.request('/api/v1/agents/heartbeats', { json: { heartbeats } });
    expect(answered.status).toBe(200);
    expect((await history('backlog')).series[0].values).toEqual([2, 1, 0]);
    expect((await latest('backlog')).metrics.cpu_percent).toBe(0);
  });

  it('tells what happened while the hub was away', async () => {
    const now = Date.now();
    const status = ['running', 'failed', 'running'] as const;
    await hub.request('/api/v1/servers', {
      json: { server_id: 'away', expected_services: [{ name: 'plex' }] },
    });
    const heartbeats = status.map((state, i) =>
      heartbeat('away', now - (3 - i) * 60_000, { services: [{ name: 'plex', status: state }] }),
    );
    await hub.request('/api/v1/agents/heartbeats', { json: { heartbeats } });
    const { changes } = await server('away');
    const ofPlex = changes.filter((change: { kind: string }) => change.kind === 'service');
    expect(ofPlex.map((change: { state: string }) => change.state)).toEqual(['running', 'failed', 'running']);
  });

  it('merges into a span that was sealed already, once', async () => {
    const yesterday = Date.now() - 86_400_000;
    const send = (at: number, cpu: number) =>
      hub.request('/api/v1/agents/heartbeats', {
        json: { heartbeats: [heartbeat('sealed', at, { metrics: { cpu_percent: cpu } })] },
      });
    await send(yesterday, 1);
    await hub.metrics.seal(Date.now());
    await send(yesterday + 60_000, 2);
    await send(yesterday, 77);
    expect((await history('sealed')).series[0].values).toEqual([1, 2]);
    await hub.metrics.seal(Date.now());
    expect((await history('sealed')).series[0].values).toEqual([1, 2]);
  });

  it('with one bad report names it and stores nothing', async () => {
    const bad = { ...heartbeat('half'), metrics: { cpu_percent: 101 } };
    const json = { heartbeats: [heartbeat('half'), bad] };
    const answered = await hub.request('/api/v1/agents/heartbeats', { json });
    expect(answered.status).toBe(422);
    expect((await answered.json()).error.field).toBe('heartbeats.1.metrics.cpu_percent');
    expect((await hub.request('/api/v1/servers/half')).status).toBe(404);
  });
});

describe('a bad heartbeat changes nothing and is told why', () => {
  const good = () => heartbeat('bad-input');
  const metrics = (text: string) =>
    JSON.stringify(good()).replace('"cpu_percent":12.5', `"cpu_percent":${text}`);
  it.each<{ what: string; request: () => Parameters<TestHub['request']>[1]; status: number; code: string }>([
    { what: 'no key', request: () => ({ key: null, json: good() }), status: 401, code: 'unauthenticated' },
    {
      what: 'an unknown key',
      request: () => ({ key: 'pl_nobody', json: good() }),
      status: 401,
      code: 'unauthenticated',
    },
    { what: 'broken JSON', request: () => ({ text: '{"server_id":' }), status: 400, code: 'bad_request' },
    { what: 'NaN', request: () => ({ text: metrics('NaN') }), status: 400, code: 'bad_request' },
    { what: 'infinity', request: () => ({ text: metrics('1e999') }), status: 422, code: 'invalid' },
    {
      what: 'a percentage over 100',
      request: () => ({ text: metrics('100.1') }),
      status: 422,
      code: 'invalid',
    },
    { what: 'a text for a number', request: () => ({ text: metrics('"12"') }), status: 422, code: 'invalid' },
    {
      what: 'no server id',
      request: () => ({ json: { ...good(), server_id: undefined } }),
      status: 422,
      code: 'invalid',
    },
    {
      what: 'no metrics',
      request: () => ({ json: { ...good(), metrics: undefined } }),
      status: 422,
      code: 'invalid',
    },
    {
      what: 'a time that is none',
      request: () => ({ json: { ...good(), timestamp: 'today' } }),
      status: 422,
      code: 'invalid',
    },
    {
      what: 'a path as server id',
      request: () => ({ json: { ...good(), server_id: '../etc' } }),
      status: 422,
      code: 'invalid',
    },
    {
      what: 'a path inside a server id',
      request: () => ({ json: { ...good(), server_id: 'a/../b' } }),
      status: 422,
      code: 'invalid',
    },
    {
      what: 'two dots in a server id',
      request: () => ({ json: { ...good(), server_id: 'a..b' } }),
      status: 422,
      code: 'invalid',
    },
    {
      what: 'ten minutes in the future',
      request: () => ({ json: heartbeat('bad-input', Date.now() + 600_000) }),
      status: 422,
      code: 'invalid',
    },
    {
      what: 'older than what is kept',
      request: () => ({ json: heartbeat('bad-input', Date.now() - 40 * 86_400_000) }),
      status: 422,
      code: 'invalid',
    },
    {
      what: 'a form',
      request: () => ({ text: 'a=b', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }),
      status: 415,
      code: 'unsupported_type',
    },
    {
      what: 'two megabytes',
      request: () => ({ text: JSON.stringify({ ...good(), padding: 'x'.repeat(2_000_000) }) }),
      status: 413,
      code: 'too_large',
    },
    { what: 'an array', request: () => ({ text: '[]' }), status: 422, code: 'invalid' },
  ])('$what', async ({ request, status, code }) => {
    const answered = await hub.request(HEARTBEAT, { method: 'POST', ...request() });
    expect(answered.status).toBe(status);
    expect(await answered.json()).toEqual({
      error: expect.objectContaining({
        code,
        message: expect.any(String),
        request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        timestamp: expect.any(String),
      }),
    });
    expect((await hub.request('/api/v1/servers/bad-input')).status).toBe(404);
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/collector/settings.ts';
import { heartbeat, type TestHub, temporaryFolder, testHub } from '../factories.ts';
import { signedIn } from '../people.ts';

type Ask = Awaited<ReturnType<typeof signedIn>>;
const CONFIG = '/api/v1/config';
const THRESHOLDS = '/api/v1/config/thresholds';
const folder = temporaryFolder();
let hub: TestHub;
let owner: Ask;
let viewer: Ask;

beforeAll(async () => {
  hub = await testHub({ ...folder, remove: () => undefined });
  const home = hub.fleet.homeClientId;
  owner = await signedIn(hub, 'Ada', { [home]: 'owner' });
  viewer = await signedIn(hub, 'Vera', { [home]: 'viewer' });
});
afterAll(async () => {
  await hub.close();
  folder.remove();
});

const put = (ask: Ask, json: unknown, path = CONFIG) => ask(path, { method: 'PUT', json });
const read = async (path = CONFIG) => (await hub.request(path)).json();
const audit = async () => {
  const { rows } = await hub.hub.database.read.$client.execute(
    "SELECT * FROM audit_log WHERE action = 'settings.update' ORDER BY id",
  );
  return rows;
};
/** Back to what the requirements say. */
afterEach(async () => {
  const { general, agent, thresholds, retention } = DEFAULT_CONFIG;
  expect((await put(hub.request, { general, agent, thresholds, retention })).status).toBe(200);
});

const { hub_name, heartbeat_interval_seconds, ...others } = DEFAULT_SETTINGS;
const isRetention = ([name]: [string, unknown]) => name.startsWith('retention_');
const DEFAULT_CONFIG = {
  general: { hub_name },
  agent: { heartbeat_interval_seconds },
  thresholds: Object.fromEntries(Object.entries(others).filter((entry) => !isRetention(entry))),
  retention: Object.fromEntries(
    Object.entries(others)
      .filter(isRetention)
      .map(([name, value]) => [name.replace('retention_', ''), value]),
  ),
};

describe('how the hub is set up', () => {
  it('is told in groups, with the public address', async () => {
    expect(await read()).toEqual({
      ...DEFAULT_CONFIG,
      general: { hub_name: 'Porchlight', public_url: 'http://hub.test' },
    });
    expect(await read(THRESHOLDS)).toEqual(DEFAULT_CONFIG.thresholds);
  });

  it('is read by everybody who may read', async () => {
    for (const path of [CONFIG, THRESHOLDS]) {
      expect((await viewer(path)).status).toBe(200);
      expect((await hub.request(path, { key: null })).status).toBe(401);
    }
  });

  it('is not read by a key that only reports', async () => {
    const json = { name: 'agent', scopes: ['agent:report'] };
    const { key } = await (await hub.request('/api/v1/keys', { json })).json();
    for (const path of [CONFIG, THRESHOLDS]) expect((await hub.request(path, { key })).status).toBe(403);
  });
});

describe('a change', () => {
  it.each<{ what: string; json: object; path?: string; expected: object }>([
    {
      what: 'the name alone',
      json: { general: { hub_name: '  Attic ' } },
      expected: { general: { hub_name: 'Attic', public_url: 'http://hub.test' } },
    },
    {
      what: 'one threshold',
      json: { thresholds: { disk_warning_percent: 70 } },
      expected: { thresholds: { ...DEFAULT_CONFIG.thresholds, disk_warning_percent: 70 } },
    },
    {
      what: 'one threshold through its own door',
      json: { cpu_warning_percent: 95 },
      path: THRESHOLDS,
      expected: { thresholds: { ...DEFAULT_CONFIG.thresholds, cpu_warning_percent: 95 } },
    },
    {
      what: 'several groups at once',
      json: { agent: { heartbeat_interval_seconds: 30 }, retention: { raw_days: 7, '15m_days': 90 } },
      expected: {
        agent: { heartbeat_interval_seconds: 30 },
        retention: { ...DEFAULT_CONFIG.retention, raw_days: 7, '15m_days': 90 },
      },
    },
  ])('of $what leaves everything else', async ({ json, path, expected }) => {
    const before = await read();
    const answered = await put(owner, json, path);
    expect(answered.status).toBe(200);
    const after = await read();
    expect(after).toEqual({ ...before, ...expected });
    expect(await answered.json()).toEqual(path === THRESHOLDS ? after.thresholds : after);
  });

  it('can send back what was read', async () => {
    const before = await audit();
    expect((await put(owner, await read())).status).toBe(200);
    expect(await audit()).toEqual(before);
  });

  it.each([{}, { general: {} }, { general: { hub_name: 'Porchlight' } }, { costs: { rate: 1 } }])(
    'to %j writes nothing',
    async (json) => {
      const before = await audit();
      expect((await put(owner, json)).status).toBe(200);
      expect(await audit()).toEqual(before);
    },
  );

  it('is told in the audit log with old and new values, and who did it', async () => {
    await put(owner, { general: { hub_name: 'Attic' }, thresholds: { disk_warning_percent: 75 } });
    const row = (await audit()).at(-1);
    expect(row).toMatchObject({ actor_name: 'Ada', actor_type: 'person', client_id: null });
    expect(JSON.parse(String(row?.details))).toEqual({
      hub_name: { from: 'Porchlight', to: 'Attic' },
      disk_warning_percent: { from: 80, to: 75 },
    });
  });

  it('reaches agents with their next report, and what is judged', async () => {
    const report = () => hub.request('/api/v1/agents/heartbeat', { json: heartbeat('nas') });
    expect((await (await report()).json()).interval_seconds).toBe(60);
    await put(owner, {
      agent: { heartbeat_interval_seconds: 30 },
      thresholds: { disk_warning_percent: 50, disk_critical_percent: 60 },
    });
    expect((await (await report()).json()).interval_seconds).toBe(30);
    expect((await (await hub.request('/api/v1/servers/nas')).json()).level).toBe('critical');
  });

  it.each<{ what: string; json: unknown; path?: string; field: string }>([
    {
      what: 'a warning above the critical level',
      json: { thresholds: { disk_warning_percent: 95 } },
      field: 'thresholds.disk_warning_percent',
    },
    {
      what: 'the same through its own door',
      json: { disk_warning_percent: 95 },
      path: THRESHOLDS,
      field: 'disk_warning_percent',
    },
    {
      what: 'silence shorter than two reports',
      json: { agent: { heartbeat_interval_seconds: 100 } },
      field: 'agent.heartbeat_interval_seconds',
    },
    {
      what: 'fine values kept longer than coarse ones',
      json: { retention: { raw_days: 1000 } },
      field: 'retention.raw_days',
    },
    { what: 'a name of nothing', json: { general: { hub_name: ' ' } }, field: 'general.hub_name' },
    {
      what: 'more than all of a disk',
      json: { thresholds: { disk_warning_percent: 101 } },
      field: 'thresholds.disk_warning_percent',
    },
    { what: 'half a day', json: { retention: { audit_days: 0.5 } }, field: 'retention.audit_days' },
    { what: 'a group that is a word', json: { general: 'Attic' }, field: 'general' },
    {
      what: 'null for a threshold',
      json: { pool_warning_percent: null },
      path: THRESHOLDS,
      field: 'pool_warning_percent',
    },
  ])('to $what is refused and changes nothing', async ({ json, path, field }) => {
    const before = await read();
    const answered = await put(owner, json, path);
    expect(answered.status).toBe(422);
    expect((await answered.json()).error).toMatchObject({ code: 'invalid', field });
    expect(await read()).toEqual(before);
  });

  it('is for those alone who run the hub', async () => {
    const client_id = hub.fleet.homeClientId;
    const json = { name: 'bound', scopes: ['admin'], client_id };
    const { key } = await (await hub.request('/api/v1/keys', { json })).json();
    const bound: Ask = (path, request) => hub.request(path, { ...request, key });
    for (const ask of [viewer, bound]) {
      for (const path of [CONFIG, THRESHOLDS]) {
        expect((await put(ask, { cpu_warning_percent: 1 }, path)).status).toBe(403);
      }
    }
  });

  it('beside another one cannot make both wrong', async () => {
    const answered = await Promise.all([
      put(owner, { disk_warning_percent: 88 }, THRESHOLDS),
      put(owner, { disk_critical_percent: 85 }, THRESHOLDS),
    ]);
    expect(answered.map(({ status }) => status).sort()).toEqual([200, 422]);
    const { disk_warning_percent: warning, disk_critical_percent: critical } = await read(THRESHOLDS);
    expect(warning).toBeLessThan(critical);
  });

  it('after a refused one goes through', async () => {
    expect((await put(owner, { disk_warning_percent: 99 }, THRESHOLDS)).status).toBe(422);
    expect((await put(owner, { disk_warning_percent: 60 }, THRESHOLDS)).status).toBe(200);
  });
});

async function restart(): Promise<void> {
  await hub.close();
  hub = await testHub({ ...folder, remove: () => undefined });
}

it('survives a restart', async () => {
  const thresholds = { cpu_warning_percent: 95, system_offline_warning_minutes: 20 };
  await put(owner, { general: { hub_name: 'Attic' }, thresholds });
  const before = await read();
  await restart();
  expect(await read()).toEqual(before);
  expect(before).toMatchObject({ general: { hub_name: 'Attic' }, thresholds });
});

it('finds the thresholds that were set before there were rules', async () => {
  const old = ['disk_warning_percent', 'memory_warning_percent'];
  await hub.hub.database.write([
    'DELETE FROM rules',
    ...old.map((key) => ({
      sql: 'INSERT INTO settings (key, value, updated_at) VALUES (?, ?, 0)',
      args: [key, '66'],
    })),
  ]);
  await restart();
  const expected = { ...DEFAULT_CONFIG.thresholds, disk_warning_percent: 66, memory_warning_percent: 66 };
  expect(await read(THRESHOLDS)).toEqual(expected);
  expect((await read('/api/v1/rules/disk')).watch).toMatchObject({ warning: 66, clear: 64 });
});

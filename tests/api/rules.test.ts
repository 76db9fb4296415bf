import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_RULES } from '../../src/collector/alerts/rules/defaults.ts';
import { heartbeat, type TestHub, type TestRequest } from '../factories.ts';
import { hubOfTwoClients } from '../two-clients.ts';

const RULES = '/api/v1/rules';
const THRESHOLDS = '/api/v1/config/thresholds';
let hub: TestHub;
let smith: string;
let home: string;
/** How each of them asks: the hub's admin, one of Smith's, who only reads there, and who works there. */
const asks: Record<string, (path: string, request?: TestRequest) => Promise<Response>> = {};

beforeAll(async () => {
  const made = await hubOfTwoClients();
  ({ hub, smith, home } = made);
  const keys = {
    hub: undefined,
    smith: await made.keyFor(smith, ['admin']),
    reader: await made.keyFor(smith, ['read']),
    operator: await made.keyFor(smith, ['read', 'operate']),
    agent: await made.keyFor(smith, ['agent:report']),
  };
  for (const [name, key] of Object.entries(keys)) {
    asks[name] = (path, request) => hub.request(path, { ...request, ...(key && { key }) });
  }
});
afterAll(() => hub.close());

const ask = (who: string, path: string, request?: TestRequest) => {
  const asker = asks[who];
  if (!asker) throw new Error(`Nobody is called ${who}`);
  return asker(path, request);
};
const read = async (path: string, who = 'hub') => (await ask(who, path)).json();
const idsFor = async (who: string): Promise<string[]> =>
  (await read(RULES, who)).items.map(({ rule_id }: { rule_id: string }) => rule_id);
const put = (id: string, json: object, who = 'hub') => ask(who, `${RULES}/${id}`, { method: 'PUT', json });
const remove = (id: string, who = 'hub') => ask(who, `${RULES}/${id}`, { method: 'DELETE' });

const LOAD = {
  name: 'Busy for long',
  watch: { type: 'metric', metric: 'load_5m', comparison: 'above', warning: 4, critical: null, clear: 3 },
  warning_severity: 'low',
  critical_severity: 'high',
  for_seconds: 300,
  consecutive: 2,
  scope: { tag: 'nas', server_id: null, subject: null },
  is_enabled: true,
};
async function add(changes: object = {}, who = 'hub') {
  const answered = await ask(who, RULES, { json: { ...LOAD, ...changes } });
  expect(answered.status).toBe(201);
  return answered.json();
}
const lastAudit = async () => {
  const { rows } = await hub.hub.database.read.$client.execute(
    "SELECT client_id, action, subject, details FROM audit_log WHERE action LIKE 'rule.%' ORDER BY id DESC LIMIT 1",
  );
  return { ...rows[0], details: JSON.parse(String(rows[0]?.details)) };
};

describe('rules', () => {
  it('are those that every hub has, before anybody adds one', async () => {
    const { items, next_cursor } = await read(RULES);
    expect(items.map(({ rule_id }: { rule_id: string }) => rule_id)).toEqual(Object.keys(DEFAULT_RULES));
    expect(next_cursor).toBeNull();
    expect(items[0]).toEqual({
      ...DEFAULT_RULES.disk,
      rule_id: 'disk',
      client_id: null,
      client_name: null,
      is_default: true,
      unit: '%',
      open_alerts: 0,
    });
  });

  it('are added, read, changed in part and removed, each with its audit row', async () => {
    const added = await add({ client_id: smith });
    const id: string = added.rule_id;
    expect(added).toMatchObject({ ...LOAD, client_id: smith, client_name: 'Smith', is_default: false });
    expect(await read(`${RULES}/${id}`)).toEqual(added);
    expect(await lastAudit()).toMatchObject({ action: 'rule.create', client_id: smith, subject: id });

    const changed = await put(id, { name: 'Busy', is_enabled: false });
    expect(changed.status).toBe(200);
    expect(await changed.json()).toEqual({ ...added, name: 'Busy', is_enabled: false });
    expect(await lastAudit()).toMatchObject({
      action: 'rule.update',
      details: { name: { from: 'Busy for long', to: 'Busy' }, is_enabled: { from: true, to: false } },
    });

    expect((await remove(id)).status).toBe(204);
    expect(await lastAudit()).toMatchObject({ action: 'rule.delete', subject: id });
    expect((await ask('hub', `${RULES}/${id}`)).status).toBe(404);
    expect(await idsFor('hub')).toEqual(Object.keys(DEFAULT_RULES));
  });

  it('that change nothing write nothing', async () => {
    const before = await lastAudit();
    expect((await put('memory', DEFAULT_RULES.memory ?? {})).status).toBe(200);
    expect(await lastAudit()).toEqual(before);
  });

  it('count their open alerts, for each asker those of theirs', async () => {
    const json = heartbeat('media', Date.now());
    json.metrics.disk_percent = 85;
    expect((await hub.request('/api/v1/agents/heartbeat', { json })).status).toBe(200);
    expect((await read(`${RULES}/disk`)).open_alerts).toBe(1);
    expect((await read(`${RULES}/disk`, 'smith')).open_alerts).toBe(0);
  });

  it('are judged as they are now', async () => {
    const { rule_id } = await add({
      name: 'Nearly idle',
      watch: { ...LOAD.watch, metric: 'cpu_percent', comparison: 'below', warning: 99, clear: null },
      warning_severity: 'critical',
      for_seconds: 0,
      consecutive: 1,
      scope: { tag: null, server_id: 'media', subject: null },
    });
    await hub.request('/api/v1/agents/heartbeat', { json: heartbeat('media', Date.now() + 1000) });
    expect((await read(`${RULES}/${rule_id}`)).open_alerts).toBe(1);
    expect((await remove(rule_id)).status).toBe(204);
  });

  it.each<{ what: string; id?: string; json: object; status: number; field?: string }>([
    { what: 'without a name', json: { ...LOAD, name: ' ' }, status: 422, field: 'name' },
    {
      what: 'with levels that fall',
      json: { ...LOAD, watch: { ...LOAD.watch, critical: 1 } },
      status: 422,
      field: 'watch.critical',
    },
    {
      what: 'on silence',
      json: {
        ...LOAD,
        watch: { type: 'silence', reporter: 'agent', warning_seconds: null, critical_seconds: 300 },
      },
      status: 422,
      field: 'watch.type',
    },
    {
      what: 'on another figure, of one that every hub has',
      id: 'memory',
      json: { watch: { ...DEFAULT_RULES.memory?.watch, metric: 'cpu_percent' } },
      status: 422,
      field: 'watch.metric',
    },
    { what: 'that is not there', id: 'memories', json: { name: 'Memory' }, status: 404 },
    { what: 'for a client that is not there', json: { ...LOAD, client_id: 'nobody' }, status: 404 },
  ])('$what are refused', async ({ id, json, status, field }) => {
    const answered = id ? await put(id, json) : await ask('hub', RULES, { json });
    expect(answered.status).toBe(status);
    if (field) expect((await answered.json()).error).toMatchObject({ code: 'invalid', field });
  });

  it('that every hub has are not removed: they can be turned off', async () => {
    const answered = await remove('disk');
    expect(answered.status).toBe(409);
    expect((await answered.json()).error.remediation).toEqual(['Turn it off instead']);
    expect((await put('disk', { is_enabled: false })).status).toBe(200);
    expect((await put('disk', { is_enabled: true })).status).toBe(200);
  });
});

describe('who may see and change a rule', () => {
  let ofHome: string;
  let ofSmith: string;
  let forServer: string;
  beforeAll(async () => {
    ofHome = (await add({ client_id: home })).rule_id;
    ofSmith = (await add({ client_id: smith }, 'smith')).rule_id;
    const scope = { tag: null, server_id: 'media', subject: null };
    forServer = (await add({ scope })).rule_id;
  });

  it('sees those of their clients and for every client, and none that names a server of others', async () => {
    const known = Object.keys(DEFAULT_RULES);
    expect(await idsFor('hub')).toEqual([...known, ofHome, ofSmith, forServer]);
    expect(await idsFor('reader')).toEqual([...known, ofSmith]);
    for (const id of [ofHome, forServer]) {
      expect((await ask('smith', `${RULES}/${id}`)).status).toBe(404);
      expect((await put(id, { name: 'Mine' }, 'smith')).status).toBe(404);
      expect((await remove(id, 'smith')).status).toBe(404);
    }
  });

  it.each([
    { who: 'smith', what: 'adds one for every client', status: 403, json: LOAD },
    { who: 'operator', what: 'adds one', status: 403, json: { client: true } },
    { who: 'reader', what: 'adds one', status: 403, json: { client: true } },
  ])('$who $what: $status', async ({ who, status, json }) => {
    const body = 'client' in json ? { ...LOAD, client_id: smith } : json;
    expect((await ask(who, RULES, { json: body })).status).toBe(status);
  });

  it('is not told of another client when adding one there', async () => {
    expect((await ask('smith', RULES, { json: { ...LOAD, client_id: home } })).status).toBe(404);
  });

  it.each(['smith', 'operator', 'reader'])('%s cannot change what concerns everybody', async (who) => {
    expect((await put('disk', { is_enabled: false }, who)).status).toBe(403);
    expect((await read(`${RULES}/disk`)).is_enabled).toBe(true);
  });

  it.each(['operator', 'reader'])('%s cannot change or remove one of their client', async (who) => {
    expect((await put(ofSmith, { name: 'Mine' }, who)).status).toBe(403);
    expect((await remove(ofSmith, who)).status).toBe(403);
  });

  it('is somebody who may read', async () => {
    for (const path of [RULES, `${RULES}/disk`]) {
      expect((await ask('agent', path)).status).toBe(403);
      expect((await hub.request(path, { key: null })).status).toBe(401);
    }
  });
});

describe('thresholds and rules are one', () => {
  it('a level of a rule is the threshold', async () => {
    const watch = { ...DEFAULT_RULES.disk?.watch, warning: 70, critical: 75, clear: 65 };
    expect((await put('disk', { watch })).status).toBe(200);
    expect(await read(THRESHOLDS)).toMatchObject({ disk_warning_percent: 70, disk_critical_percent: 75 });
    expect((await read('/api/v1/config')).thresholds.disk_warning_percent).toBe(70);
  });

  it('a threshold is the level of its rule, and takes the clear level along', async () => {
    const json = {
      disk_warning_percent: 72,
      server_offline_seconds: 240,
      system_offline_warning_minutes: 15,
    };
    expect((await ask('hub', THRESHOLDS, { method: 'PUT', json })).status).toBe(200);
    expect((await read(`${RULES}/disk`)).watch).toMatchObject({ warning: 72, critical: 75, clear: 67 });
    expect((await read(`${RULES}/agent-offline`)).watch.critical_seconds).toBe(240);
    expect((await read(`${RULES}/push-offline`)).watch.warning_seconds).toBe(900);
    const { rows } = await hub.hub.database.read.$client.execute('SELECT key FROM settings');
    expect(rows).toEqual([]);
  });

  it('a threshold does not pass the worse level that its rule has', async () => {
    const watch = { ...DEFAULT_RULES.memory?.watch, critical: 95 };
    expect((await put('memory', { watch })).status).toBe(200);
    const answered = await ask('hub', THRESHOLDS, { method: 'PUT', json: { memory_warning_percent: 96 } });
    expect(answered.status).toBe(422);
    expect((await answered.json()).error.field).toBe('memory_warning_percent');
    expect((await read(`${RULES}/memory`)).watch.warning).toBe(85);
  });

  it('a silence is not shorter than two reports, whichever of the two is changed', async () => {
    const json = { agent: { heartbeat_interval_seconds: 100 } };
    expect((await ask('hub', '/api/v1/config', { method: 'PUT', json })).status).toBe(200);
    const watch = { ...DEFAULT_RULES['agent-offline']?.watch, critical_seconds: 199 };
    const answered = await put('agent-offline', { watch });
    expect(answered.status).toBe(422);
    expect((await answered.json()).error.field).toBe('watch.critical_seconds');
  });

  it('changes at the same moment leave nothing out', async () => {
    const answered = await Promise.all([
      put('cpu', { for_seconds: 120 }),
      ask('hub', THRESHOLDS, { method: 'PUT', json: { cpu_warning_percent: 95 } }),
      put('cpu', { name: 'Busy' }),
    ]);
    expect(answered.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await read(`${RULES}/cpu`)).toMatchObject({
      name: 'Busy',
      for_seconds: 120,
      watch: { warning: 95 },
    });
  });
});

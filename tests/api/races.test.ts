import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heartbeat, type TestHub, testHub } from '../factories.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await testHub();
});
afterEach(() => hub.close());

const report = (id: string, at?: number) =>
  hub.request('/api/v1/agents/heartbeat', { json: heartbeat(id, at) });
const add = (json: object) => hub.request('/api/v1/servers', { json });
const remove = (id: string) => hub.request(`/api/v1/servers/${id}`, { method: 'DELETE' });
const statuses = async (...answers: Promise<Response>[]) =>
  (await Promise.all(answers)).map((answered) => answered.status);
const count = async (table: string) => {
  const { rows } = await hub.hub.database.read.$client.execute(`SELECT count(*) AS rows FROM ${table}`);
  return rows[0]?.rows;
};
/** What memory says must be what the next start reads. */
const stored = async (id: string) => {
  const { rows } = await hub.hub.database.read.$client.execute({
    sql: 'SELECT * FROM servers WHERE id = ?',
    args: [id],
  });
  return rows[0];
};

describe('at the same moment', () => {
  it('two people add one id: one gets it', async () => {
    expect((await statuses(add({ server_id: 'nas' }), add({ server_id: 'nas' }))).sort()).toEqual([201, 409]);
    expect(await count("audit_log WHERE action = 'server.create'")).toBe(1);
  });

  it('a person adds a server that sends its first report: both are there', async () => {
    const json = { server_id: 'nas', display_name: 'Films', expected_services: [{ name: 'smbd' }] };
    const [added, reported] = await statuses(add(json), report('nas'));
    expect(reported).toBe(200);
    expect([201, 409]).toContain(added);
    const server = await (await hub.request('/api/v1/servers/nas')).json();
    expect(server.status).toBe('online');
    expect((await stored('nas'))?.display_name).toBe(server.display_name);
  });

  it('fifty first reports of one server register it once', async () => {
    const now = Date.now();
    const answers = await statuses(...Array.from({ length: 50 }, (_, i) => report('nas', now - i * 1000)));
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await count("audit_log WHERE action = 'server.register'")).toBe(1);
    expect(await count("transitions WHERE kind = 'server'")).toBe(1);
    const range = await (await hub.request('/api/v1/metrics/nas?metric=cpu_percent&resolution=raw')).json();
    expect(range.times).toHaveLength(50);
  });

  it('a server is removed while its reports wait: it does not come back, and nothing of it is left', async () => {
    await report('nas');
    const answers = await statuses(
      report('nas', Date.now() + 1),
      remove('nas'),
      report('nas', Date.now() + 2),
      report('attic'),
    );
    expect(answers[1]).toBe(204);
    expect([200, 410]).toContain(answers[0]);
    expect([200, 410]).toContain(answers[2]);
    expect(answers[3]).toBe(200);
    expect((await hub.request('/api/v1/servers/nas')).status).toBe(404);
    expect(await stored('nas')).toBeUndefined();
    expect((await report('nas')).status).toBe(410);
    expect((await (await hub.request('/api/v1/servers')).json()).total).toBe(1);
  });

  it('a server is removed twice: once it was there', async () => {
    await report('nas');
    expect((await statuses(remove('nas'), remove('nas'))).sort()).toEqual([204, 404]);
    expect(await count("audit_log WHERE action = 'server.delete'")).toBe(1);
  });

  it('a server is removed and added again: the new one is empty', async () => {
    await report('nas');
    expect(await statuses(remove('nas'), add({ server_id: 'nas' }))).toEqual([204, 201]);
    expect(await (await hub.request('/api/v1/servers/nas')).json()).toMatchObject({
      status: 'unknown',
      latest: {},
    });
    expect((await report('nas')).status).toBe(200);
  });

  it('a person names a server while it reports: the name stays, in memory and on disk', async () => {
    await report('nas');
    const put = hub.request('/api/v1/servers/nas', { method: 'PUT', json: { display_name: 'Films' } });
    expect(await statuses(report('nas', Date.now() + 1), put, report('nas', Date.now() + 2))).toEqual([
      200, 200, 200,
    ]);
    expect((await (await hub.request('/api/v1/servers/nas')).json()).display_name).toBe('Films');
    expect((await stored('nas'))?.display_name).toBe('Films');
  });

  it('a removal that the disk refuses leaves the server as it was', async () => {
    await report('nas');
    const { database } = hub.hub;
    await database.write([
      "CREATE TRIGGER refuse BEFORE INSERT ON retired_servers BEGIN SELECT RAISE(ABORT, 'disk'); END",
    ]);
    expect((await remove('nas')).status).toBe(500);
    await database.write(['DROP TRIGGER refuse']);
    expect((await hub.request('/api/v1/servers/nas')).status).toBe(200);
    expect((await report('nas', Date.now() + 1)).status).toBe(200);
    expect((await remove('nas')).status).toBe(204);
  });

  it('a report that the disk refuses is not acknowledged, and nobody sees it', async () => {
    const { database } = hub.hub;
    await database.write([
      "CREATE TRIGGER refuse BEFORE INSERT ON heartbeats BEGIN SELECT RAISE(ABORT, 'disk'); END",
    ]);
    expect((await report('nas')).status).toBe(500);
    expect((await hub.request('/api/v1/servers/nas')).status).toBe(404);
    await database.write(['DROP TRIGGER refuse']);
    expect((await report('nas')).status).toBe(200);
  });
});

describe('at the same moment, of one alert', () => {
  const body = { system: { id: 'nas' }, alerts: [{ severity: 'critical', message: 'Fan failed' }] };
  const push = (run = '1') =>
    hub.request('/webhook/metrics', { json: body, headers: { 'Idempotency-Key': run } });
  const alerts = async () => (await (await hub.request('/api/v1/alerts')).json()).items;
  const act = (id: string, verb: string) => hub.request(`/api/v1/alerts/${id}/${verb}`, { method: 'POST' });
  const opened = async (): Promise<string> => {
    await push();
    return (await alerts())[0].alert_id;
  };

  it('three runs of a workflow and a report open it once', async () => {
    expect(await statuses(push('1'), report('nas'), push('2'), push('3'))).toEqual([200, 200, 200, 200]);
    expect(await count("alerts WHERE rule_id = 'reported'")).toBe(1);
    expect(await count("alert_events WHERE kind = 'opened'")).toBe(1);
  });

  it('one resolves it while another acknowledges it: it is over, and both are told the truth', async () => {
    const id = await opened();
    const [resolved, acknowledged] = await statuses(act(id, 'resolve'), act(id, 'acknowledge'));
    expect(resolved).toBe(200);
    expect([200, 409]).toContain(acknowledged);
    const [alert] = await alerts();
    expect(alert.status).toBe('resolved');
    expect(await count("alerts WHERE status = 'resolved'")).toBe(1);
    expect(await count("audit_log WHERE action = 'alert.resolve'")).toBe(1);
  });

  it('its server is removed: nothing of it is left, in memory nor on disk', async () => {
    const id = await opened();
    const [removed, acknowledged] = await statuses(remove('nas'), act(id, 'acknowledge'));
    expect(removed).toBe(204);
    expect([200, 404, 409]).toContain(acknowledged);
    expect(await alerts()).toEqual([]);
    expect((await act(id, 'resolve')).status).toBe(404);
    expect([await count('alerts'), await count('alert_events')]).toEqual([0, 0]);
    expect((await (await hub.request('/api/v1/alerts')).json()).total_open).toBe(0);
  });
});

describe('at the same moment, of what is told to whom', () => {
  const made = async (path: string, json: object) => (await hub.request(path, { json })).json();
  const channel = {
    type: 'gotify',
    name: 'Phone',
    config: { server_url: 'http://127.0.0.1:9', token: 'secret' },
  };
  const window = {
    name: 'Backups',
    zone: 'Europe/London',
    timetable: { type: 'weekly', days: [7], starts: '23:00', ends: '02:00' },
    scope: { server_id: null, tag: null },
  };
  const gone = (path: string) => hub.request(path, { method: 'DELETE' });
  const change = (path: string, json: object) => hub.request(path, { method: 'PUT', json });

  it('a channel is removed twice and changed: it is gone, once', async () => {
    const { channel_id } = await made('/api/v1/channels', channel);
    const path = `/api/v1/channels/${channel_id}`;
    const answers = await statuses(gone(path), change(path, { name: 'Pad' }), gone(path));
    expect(answers.toSorted()).toEqual([204, 404, 404]);
    expect(await count('channels')).toBe(0);
    expect(await count("audit_log WHERE action = 'channel.delete'")).toBe(1);
  });

  it('a window is removed while it is changed: it is gone', async () => {
    const { window_id } = await made('/api/v1/maintenance-windows', window);
    const path = `/api/v1/maintenance-windows/${window_id}`;
    const [removed, changed] = await statuses(gone(path), change(path, { ...window, name: 'Late' }));
    expect(removed).toBe(204);
    expect([404, 409]).toContain(changed);
    expect(await count('mutes')).toBe(0);
    expect((await (await hub.request('/api/v1/maintenance-windows')).json()).items).toEqual([]);
  });
});

describe('a backlog', () => {
  it('with more changes of state than one statement can hold is stored whole', async () => {
    const now = Date.now();
    const names = Array.from({ length: 60 }, (_, i) => `unit-${i}`);
    const heartbeats = Array.from({ length: 100 }, (_, minute) =>
      heartbeat('flapping', now - (100 - minute) * 60_000, {
        services: names.map((name) => ({ name, status: minute % 2 === 0 ? 'running' : 'failed' })),
      }),
    );
    const answered = await hub.request('/api/v1/agents/heartbeats', { json: { heartbeats } });
    expect(answered.status).toBe(200);
    expect(await count("transitions WHERE kind = 'service'")).toBe(6000);
  });

  it('of several servers reaches each', async () => {
    const heartbeats = ['a', 'b', 'c'].map((id) => heartbeat(id));
    expect((await hub.request('/api/v1/agents/heartbeats', { json: { heartbeats } })).status).toBe(200);
    expect((await (await hub.request('/api/v1/servers')).json()).total).toBe(3);
  });
});

describe('a report in which a service is missing', () => {
  it('makes it unknown instead of leaving it green', async () => {
    await add({ server_id: 'nas', expected_services: [{ name: 'smbd' }] });
    await report('nas', Date.now() - 60_000);
    expect(await (await hub.request('/api/v1/servers/nas')).json()).toMatchObject({
      services: [{ status: 'running' }],
    });
    const unknown = [{ probe: 'services', reason: 'No answer within 5 s' }];
    const { services: _, ...silent } = heartbeat('nas', Date.now(), { unknown });
    await hub.request('/api/v1/agents/heartbeat', { json: silent });
    expect(await (await hub.request('/api/v1/servers/nas')).json()).toMatchObject({
      level: 'low',
      services: [{ status: 'unknown' }],
      changes: [{ state: 'unknown', reason: 'The report does not name it' }, {}, {}],
    });
  });
});

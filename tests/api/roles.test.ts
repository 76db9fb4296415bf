import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heartbeat, type TestHub, testHub } from '../factories.ts';
import { signedIn } from '../people.ts';

type Ask = Awaited<ReturnType<typeof signedIn>>;
let hub: TestHub;
const people: Record<'owner' | 'operator' | 'viewer', Ask> = {} as never;
/** What stands in the paths below for the id of something that is there. */
const ids: Record<string, string> = {};
const NOBODY = '01890000-0000-7000-8000-000000000000';

beforeAll(async () => {
  hub = await testHub(undefined, undefined, 'error', Date.now());
  const home = hub.fleet.homeClientId;
  for (const role of ['owner', 'operator', 'viewer'] as const) {
    people[role] = await signedIn(hub, role, { [home]: role });
  }
  await hub.request('/api/v1/agents/heartbeat', { json: heartbeat('nas') });
  const json = { name: 'Grafana', scopes: ['read'] };
  ids.key = (await (await hub.request('/api/v1/keys', { json })).json()).key_id;
  ids.home = home;
  const make = async (path: string, json: unknown) => (await hub.request(`/api/v1/${path}`, { json })).json();
  ids.rule = (await make('rules', { ...RULE, client_id: home })).rule_id;
  ids.channel = (await make('channels', { ...CHANNEL, client_id: home })).channel_id;
  ids.window = (await make('maintenance-windows', WINDOW)).window_id;
  ids.silence = (await make('silences', SILENCE)).silence_id;
  const alerts = [{ severity: 'critical', message: 'Fan failed' }];
  await hub.request('/webhook/metrics', { json: { system: { id: 'nas' }, alerts } });
  ids.alert = (await (await hub.request('/api/v1/alerts?server_id=nas')).json()).items[0].alert_id;
});
afterAll(() => hub.close());

const RULE = {
  name: 'Busy',
  watch: { type: 'metric', metric: 'load_5m', comparison: 'above', warning: 9, critical: null, clear: null },
  warning_severity: 'low',
  critical_severity: 'high',
  for_seconds: 300,
  consecutive: 1,
  scope: { tag: null, server_id: null, subject: null },
  is_enabled: true,
};
/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';
const CHANNEL = { type: 'gotify', name: 'Phone', config: { server_url: NOWHERE, token: 'secret' } };
const WINDOW = {
  name: 'Backups',
  zone: 'Europe/London',
  timetable: { type: 'weekly', days: [7], starts: '23:00', ends: '02:00' },
  scope: { server_id: 'nas', tag: null },
};
const SILENCE = { note: 'x', until: null, scope: { server_id: 'nas', rule_id: 'disk', subject: null } };

/** Tables of what alerts are made of and told by. */
const TABLES = ['rules', 'channels', 'mutes', 'alerts', 'alert_events', 'deliveries', 'watchdog', 'clients'];
const rowsOf = async (table: string) =>
  (await hub.hub.database.read.$client.execute(`SELECT * FROM ${table}`)).rows;

/** Everything that could have been changed, as the one who may see all sees it. */
const everything = async () => {
  const servers = await (await hub.request('/api/v1/servers')).json();
  const { items } = await (await hub.request('/api/v1/keys')).json();
  const audit = await hub.hub.database.read.$client.execute('SELECT count(*) AS rows FROM audit_log');
  return {
    servers,
    keys: items.map((key: object) => ({ ...key, last_used_at: null })),
    audit: audit.rows[0]?.rows,
    told: JSON.stringify(await Promise.all(TABLES.map(rowsOf))),
  };
};

const READS = [
  '/api/v1/servers',
  '/api/v1/servers/nas',
  '/api/v1/servers/nas/services',
  '/api/v1/fleet',
  '/api/v1/metrics/nas',
  '/api/v1/metrics/nas/latest',
  '/api/v1/system/health',
  '/api/v1/system/stats',
  '/api/v1/alerts',
  '/api/v1/alerts/{alert}',
  '/api/v1/rules',
  '/api/v1/rules/{rule}',
  '/api/v1/channels',
  '/api/v1/channels/types',
  '/api/v1/deliveries',
  '/api/v1/maintenance-windows',
  '/api/v1/silences',
];
const pathOf = (path: string) => path.replace(/\{(\w+)\}/g, (_, name) => ids[name] ?? '');

interface Change {
  method: string;
  path: string;
  json?: unknown;
  least: 'operator' | 'owner';
  /** What those get who may. */
  status?: number;
}

const SILENCING: Change[] = [
  { method: 'POST', path: '/api/v1/alerts/{alert}/acknowledge', least: 'operator', status: 200 },
  {
    method: 'POST',
    path: '/api/v1/alerts/{alert}/snooze',
    json: { minutes: 5 },
    least: 'operator',
    status: 200,
  },
  { method: 'POST', path: '/api/v1/alerts/{alert}/resolve', least: 'operator', status: 200 },
  { method: 'POST', path: '/api/v1/maintenance-windows', json: WINDOW, least: 'operator', status: 201 },
  {
    method: 'PUT',
    path: '/api/v1/maintenance-windows/{window}',
    json: { ...WINDOW, name: 'Later' },
    least: 'operator',
    status: 200,
  },
  { method: 'DELETE', path: '/api/v1/maintenance-windows/{window}', least: 'operator', status: 204 },
  { method: 'POST', path: '/api/v1/silences', json: SILENCE, least: 'operator', status: 201 },
  { method: 'DELETE', path: '/api/v1/silences/{silence}', least: 'operator', status: 204 },
  {
    method: 'PUT',
    path: '/api/v1/servers/nas/learning',
    json: { until: null },
    least: 'operator',
    status: 204,
  },
  {
    method: 'PUT',
    path: '/api/v1/clients/{home}/learning',
    json: { until: null },
    least: 'operator',
    status: 204,
  },
];

const TELLING: Change[] = [
  { method: 'POST', path: '/api/v1/rules', json: RULE, least: 'owner', status: 201 },
  { method: 'PUT', path: '/api/v1/rules/disk', json: { is_enabled: false }, least: 'owner', status: 200 },
  { method: 'PUT', path: '/api/v1/rules/{rule}', json: { name: 'Load' }, least: 'owner', status: 200 },
  { method: 'DELETE', path: '/api/v1/rules/{rule}', least: 'owner', status: 204 },
  { method: 'POST', path: '/api/v1/channels', json: CHANNEL, least: 'owner', status: 201 },
  { method: 'PUT', path: '/api/v1/channels/{channel}', json: { name: 'Pad' }, least: 'owner', status: 200 },
  { method: 'POST', path: '/api/v1/channels/{channel}/test', least: 'owner', status: 200 },
  { method: 'DELETE', path: '/api/v1/channels/{channel}', least: 'owner', status: 204 },
  { method: 'PUT', path: '/api/v1/watchdog', json: { url: NOWHERE }, least: 'owner', status: 200 },
  { method: 'POST', path: '/api/v1/watchdog/test', least: 'owner', status: 200 },
  { method: 'DELETE', path: '/api/v1/watchdog', least: 'owner', status: 204 },
];

/** Every door that changes something, with a body it would take. */
const CHANGES: Change[] = [
  ...SILENCING,
  ...TELLING,
  { method: 'POST', path: '/api/v1/servers', json: { server_id: 'attic' }, least: 'operator' },
  { method: 'PUT', path: '/api/v1/servers/nas', json: { location: 'Loft' }, least: 'operator' },
  {
    method: 'PUT',
    path: '/api/v1/servers/nas/services',
    json: { services: [{ name: 'plex' }] },
    least: 'operator',
  },
  { method: 'POST', path: '/api/v1/servers/nas/enrolment', least: 'operator' },
  { method: 'DELETE', path: '/api/v1/servers/nas', least: 'operator' },
  { method: 'POST', path: '/api/v1/keys', json: { name: 'mine', scopes: ['admin'] }, least: 'owner' },
  { method: 'DELETE', path: '/api/v1/keys/{key}', least: 'owner' },
  {
    method: 'POST',
    path: '/api/v1/invitations',
    json: { name: 'Eve', client_id: NOBODY, role: 'owner' },
    least: 'owner',
  },
  { method: 'DELETE', path: `/api/v1/invitations/${NOBODY}`, least: 'owner' },
  {
    method: 'PUT',
    path: `/api/v1/people/${NOBODY}/memberships/${NOBODY}`,
    json: { role: 'owner' },
    least: 'owner',
  },
  { method: 'DELETE', path: `/api/v1/people/${NOBODY}/memberships/${NOBODY}`, least: 'owner' },
  { method: 'POST', path: '/api/v1/agents/heartbeat', json: heartbeat('nas'), least: 'owner' },
  {
    method: 'POST',
    path: '/api/v1/agents/heartbeats',
    json: { heartbeats: [heartbeat('nas')] },
    least: 'owner',
  },
];
const send = (ask: Ask, { method, path, json }: Change) =>
  ask(pathOf(path), { method, ...(json !== undefined && { json }) });
const statusesOf = async (ask: Ask, changes: Change[]) => {
  const statuses: string[] = [];
  for (const change of changes) {
    const { status } = await send(ask, change);
    statuses.push(`${change.method} ${change.path}: ${status}`);
  }
  return statuses;
};
const expectedOf = (changes: Change[]) =>
  changes.map(({ method, path, status }) => `${method} ${path}: ${status}`);

describe('roles', () => {
  it.each(READS)('a viewer reads %s', async (path) => {
    expect((await people.viewer(pathOf(path))).status).toBe(200);
  });

  it.each(CHANGES)('a viewer cannot $method $path, and nothing changes', async (change) => {
    const before = await everything();
    const answered = await send(people.viewer, change);
    expect(answered.status).toBe(403);
    expect((await answered.json()).error.code).toBe('forbidden');
    expect(await everything()).toEqual(before);
  });

  it.each(CHANGES.filter(({ least }) => least === 'owner'))(
    'an operator cannot $method $path, and nothing changes',
    async (change) => {
      const before = await everything();
      expect((await send(people.operator, change)).status).toBe(403);
      expect(await everything()).toEqual(before);
    },
  );

  it.each(['viewer', 'operator'] as const)('a %s sees neither keys nor the watchdog', async (role) => {
    expect((await people[role]('/api/v1/keys')).status).toBe(403);
    expect((await people[role]('/api/v1/watchdog')).status).toBe(403);
  });

  it('an operator acknowledges, silences, and lets servers learn', async () => {
    expect(await statusesOf(people.operator, SILENCING)).toEqual(expectedOf(SILENCING));
  });

  it('an operator adds, changes, connects and removes servers', async () => {
    const own = CHANGES.filter((change) => change.least === 'operator' && !SILENCING.includes(change));
    const statuses = await statusesOf(people.operator, own);
    expect(statuses.map((line) => line.slice(-3))).toEqual(['201', '200', '200', '201', '204']);
  });

  it('an owner says what is watched, and who is told', async () => {
    expect(await statusesOf(people.owner, TELLING)).toEqual(expectedOf(TELLING));
  });

  it('an owner makes and revokes keys, for the whole hub and for one client', async () => {
    for (const client_id of [null, hub.fleet.homeClientId]) {
      const made = await people.owner('/api/v1/keys', { json: { name: 'n8n', scopes: ['read'], client_id } });
      expect(made.status).toBe(201);
      const { key, key_id, created_by } = await made.json();
      expect(created_by).toBe('owner');
      expect((await hub.request('/api/v1/fleet', { key })).status).toBe(200);
      expect((await people.owner(`/api/v1/keys/${key_id}`, { method: 'DELETE' })).status).toBe(204);
      expect((await hub.request('/api/v1/fleet', { key })).status).toBe(401);
    }
  });

  it('every change is in the audit log with who did it, and no secret is', async () => {
    const { rows } = await hub.hub.database.read.$client.execute('SELECT * FROM audit_log ORDER BY id');
    const done = rows.map((row) => `${row.actor_type} ${row.actor_name}: ${row.action} ${row.subject}`);
    expect(done).toEqual(
      expect.arrayContaining([
        'key Automation: server.register nas',
        'person operator: server.create attic',
        'person operator: server.update nas',
        'person operator: enrolment.create nas',
        'person operator: server.delete nas',
        `person operator: alert.resolve ${ids.alert}`,
        `person operator: silence.delete ${ids.silence}`,
        'person owner: rule.update disk',
        `person owner: channel.delete ${ids.channel}`,
        'person owner: watchdog.delete watchdog',
        expect.stringMatching(/^person owner: key\.create /),
        expect.stringMatching(/^person owner: key\.revoke /),
      ]),
    );
    expect(JSON.stringify(rows)).not.toMatch(/pl_|ple_|pls_/);
    expect(rows.every((row) => /^[0-9a-f-]{36}$/.test(String(row.request_id)))).toBe(true);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statement } from '../../db/open.ts';
import { clients } from '../../db/tables/fleet.ts';
import { newId } from '../../src/collector/id.ts';
import { type TestHub, temporaryFolder, testHub } from '../factories.ts';
import { signedIn } from '../people.ts';
import { testBrowser } from '../push-receiver.ts';

type Ask = Awaited<ReturnType<typeof signedIn>>;
type Who = 'smith' | 'technician' | 'stranger';
const SMITH = newId(Date.now());
/** Stands in everything that is Home's, or Smith's. */
const [MARK, SMITHS] = ['homemark', 'smithmark'];
let hub: TestHub;
/** `smith` owns Smith alone, the technician operates Home and may look at Smith, the stranger has no role. */
const people = {} as Record<Who, Ask>;
/** What stands in the paths below for the id of something: `home-alert`, `smith-rule`. */
const ids: Record<string, string> = {};

const ruleOf = (name: string, server_id: string | null = null) => ({
  name: `${name} rule`,
  watch: { type: 'metric', metric: 'load_5m', comparison: 'above', warning: 9, critical: null, clear: null },
  warning_severity: 'low',
  critical_severity: 'high',
  for_seconds: 300,
  consecutive: 1,
  scope: { tag: null, server_id, subject: null },
  is_enabled: true,
});
const channelOf = (name: string) => ({
  type: 'gotify',
  name: `${name} phone`,
  config: { server_url: 'http://127.0.0.1:9', token: 'secret' },
});
const windowOf = (name: string) => ({
  name: `${name} backups`,
  zone: 'Europe/London',
  timetable: { type: 'weekly', days: [7], starts: '23:00', ends: '02:00' },
  scope: { server_id: `${name}-nas`, tag: null },
});
const silenceOf = (name: string) => ({
  note: `${name} knows`,
  until: null,
  scope: { server_id: `${name}-nas`, rule_id: 'disk', subject: null },
});

async function make(path: string, json: object) {
  const answered = await hub.request(path, { json });
  if (!answered.ok) throw new Error(`${path}: ${await answered.text()}`);
  return answered.json();
}

/** A server with an alert, and one of each thing that a client says of alerts. */
async function furnish(client: 'home' | 'smith', client_id: string, name: string) {
  const server_id = `${name}-nas`;
  await make('/api/v1/servers', { server_id, client_id });
  ids[`${client}-rule`] = (await make('/api/v1/rules', { ...ruleOf(name), client_id })).rule_id;
  ids[`${client}-channel`] = (await make('/api/v1/channels', { ...channelOf(name), client_id })).channel_id;
  ids[`${client}-window`] = (await make('/api/v1/maintenance-windows', windowOf(name))).window_id;
  ids[`${client}-silence`] = (await make('/api/v1/silences', silenceOf(name))).silence_id;
  const alerts = [{ severity: 'critical', message: `${name} pool failed` }];
  await make('/webhook/metrics', { system: { id: server_id }, alerts });
  const { items } = await (await hub.request(`/api/v1/alerts?server_id=${server_id}`)).json();
  ids[`${client}-alert`] = items[0].alert_id;
}

beforeAll(async () => {
  const folder = temporaryFolder();
  const first = await testHub({ ...folder, remove: () => undefined });
  const client = { id: SMITH, name: 'Smith', isHome: false, createdAt: Date.now() };
  await first.hub.database.write([statement(first.hub.database.writer.insert(clients).values(client))]);
  await first.close();
  hub = await testHub(folder, undefined, 'error', Date.now());
  const home = hub.fleet.homeClientId;
  people.smith = await signedIn(hub, 'Smith', { [SMITH]: 'owner' });
  people.technician = await signedIn(hub, 'Technician', { [home]: 'operator', [SMITH]: 'viewer' });
  people.stranger = await signedIn(hub, 'Stranger', {});
  const endpoint = `https://push.example.org/${SMITHS}`;
  await people.smith('/api/v1/devices', {
    json: { name: `${SMITHS} tablet`, endpoint, keys: testBrowser().keys },
  });
  await furnish('home', home, MARK);
  await furnish('smith', SMITH, SMITHS);
  ids.home = home;
  ids['hub-rule'] = (await make('/api/v1/rules', ruleOf(`${MARK} hub`, `${MARK}-nas`))).rule_id;
  await hub.request('/api/v1/watchdog', { method: 'PUT', json: { url: `http://127.0.0.1:9/${MARK}` } });
});
afterAll(() => hub.close());

const pathOf = (path: string) => path.replace(/\{([\w-]+)\}/g, (_, name) => ids[name] ?? '');
const LISTS = ['alerts', 'rules', 'channels', 'maintenance-windows', 'silences', 'deliveries'];
const TABLES = [
  'rules',
  'channels',
  'mutes',
  'alerts',
  'alert_events',
  'deliveries',
  'watchdog',
  'audit_log',
];
const stored = async () => {
  const { $client } = hub.hub.database.read;
  const tables = [...TABLES, 'servers', 'clients'];
  return Promise.all(tables.map(async (table) => (await $client.execute(`SELECT * FROM ${table}`)).rows));
};

describe('what is wrong, what is watched and who is told', () => {
  it.each(LISTS)('of %s people see those of their own clients', async (list) => {
    const read = async (who: Who) => (await people[who](`/api/v1/${list}`)).text();
    expect(await read('smith')).toContain(SMITHS);
    expect(await read('smith')).not.toContain(MARK);
    expect(await read('smith')).not.toContain(ids.home);
    const both = await read('technician');
    expect([both.includes(MARK), both.includes(SMITHS)]).toEqual([true, true]);
    expect((await people.stranger(`/api/v1/${list}`)).status).toBe(403);
  });

  it.each<{ who: Who; method?: string; path: string; json?: object; status: number }>([
    { who: 'smith', path: '/alerts/{home-alert}', status: 404 },
    { who: 'smith', path: '/alerts?client_id={home}', status: 404 },
    { who: 'smith', path: `/alerts?server_id=${MARK}-nas`, status: 404 },
    { who: 'smith', path: '/rules/{home-rule}', status: 404 },
    { who: 'smith', path: '/rules/{hub-rule}', status: 404 },
    { who: 'smith', path: '/watchdog', status: 403 },
    { who: 'smith', method: 'POST', path: '/alerts/{home-alert}/acknowledge', status: 404 },
    { who: 'smith', method: 'POST', path: '/alerts/{home-alert}/snooze', json: { minutes: 5 }, status: 404 },
    { who: 'smith', method: 'POST', path: '/alerts/{home-alert}/resolve', status: 404 },
    { who: 'smith', method: 'PUT', path: '/rules/{home-rule}', json: { is_enabled: false }, status: 404 },
    { who: 'smith', method: 'DELETE', path: '/rules/{home-rule}', status: 404 },
    { who: 'smith', method: 'PUT', path: '/rules/{hub-rule}', json: { is_enabled: false }, status: 404 },
    { who: 'smith', method: 'DELETE', path: '/rules/{hub-rule}', status: 404 },
    { who: 'smith', method: 'PUT', path: '/rules/disk', json: { is_enabled: false }, status: 403 },
    { who: 'smith', method: 'POST', path: '/rules', json: ruleOf('mine'), status: 403 },
    { who: 'smith', method: 'PUT', path: '/channels/{home-channel}', json: { name: 'x' }, status: 404 },
    { who: 'smith', method: 'POST', path: '/channels/{home-channel}/test', status: 404 },
    { who: 'smith', method: 'DELETE', path: '/channels/{home-channel}', status: 404 },
    { who: 'smith', method: 'POST', path: '/channels', json: channelOf('mine'), status: 403 },
    {
      who: 'smith',
      method: 'PUT',
      path: '/maintenance-windows/{home-window}',
      json: windowOf(SMITHS),
      status: 404,
    },
    { who: 'smith', method: 'DELETE', path: '/maintenance-windows/{home-window}', status: 404 },
    { who: 'smith', method: 'POST', path: '/maintenance-windows', json: windowOf(MARK), status: 404 },
    {
      who: 'smith',
      method: 'PUT',
      path: '/maintenance-windows/{smith-window}',
      json: windowOf(MARK),
      status: 404,
    },
    { who: 'smith', method: 'DELETE', path: '/silences/{home-silence}', status: 404 },
    { who: 'smith', method: 'POST', path: '/silences', json: silenceOf(MARK), status: 404 },
    {
      who: 'smith',
      method: 'PUT',
      path: `/servers/${MARK}-nas/learning`,
      json: { until: null },
      status: 404,
    },
    { who: 'smith', method: 'PUT', path: '/clients/{home}/learning', json: { until: null }, status: 404 },
    { who: 'smith', method: 'PUT', path: '/watchdog', json: { url: 'http://127.0.0.1:9' }, status: 403 },
    { who: 'smith', method: 'POST', path: '/watchdog/test', status: 403 },
    { who: 'smith', method: 'DELETE', path: '/watchdog', status: 403 },
    { who: 'technician', method: 'POST', path: '/alerts/{smith-alert}/acknowledge', status: 404 },
    { who: 'technician', method: 'POST', path: '/alerts/{smith-alert}/resolve', status: 404 },
    { who: 'technician', method: 'PUT', path: '/rules/{smith-rule}', json: { name: 'x' }, status: 403 },
    { who: 'technician', method: 'DELETE', path: '/channels/{smith-channel}', status: 403 },
    { who: 'technician', method: 'DELETE', path: '/maintenance-windows/{smith-window}', status: 404 },
    { who: 'technician', method: 'DELETE', path: '/silences/{smith-silence}', status: 404 },
    { who: 'technician', method: 'POST', path: '/silences', json: silenceOf(SMITHS), status: 404 },
    {
      who: 'technician',
      method: 'PUT',
      path: `/servers/${SMITHS}-nas/learning`,
      json: { until: null },
      status: 404,
    },
    { who: 'stranger', path: '/alerts/{home-alert}', status: 403 },
    { who: 'stranger', path: '/channels/types', status: 403 },
  ])('$who: $method $path → $status, and nothing changes', async ({ who, method, path, json, status }) => {
    const before = await stored();
    const request = { ...(method && { method }), ...(json && { json }) };
    const answered = await people[who](pathOf(`/api/v1${path}`), request);
    expect(answered.status).toBe(status);
    const isTold = (await answered.text()).includes(ids.home ?? '');
    expect(isTold && who === 'smith' && !path.includes('{home}')).toBe(false);
    expect(await stored()).toEqual(before);
  });

  it.each([
    { what: 'a rule', path: '/rules', json: ruleOf('mine') },
    { what: 'a channel', path: '/channels', json: channelOf('mine') },
    {
      what: 'a window',
      path: '/maintenance-windows',
      json: { ...windowOf(''), scope: { server_id: null, tag: null } },
    },
    {
      what: 'a silence',
      path: '/silences',
      json: { ...silenceOf(''), scope: { server_id: null, rule_id: 'disk', subject: null } },
    },
  ])('nobody adds $what for a client that is not theirs', async ({ path, json }) => {
    const before = await stored();
    for (const client_id of [ids.home, newId(Date.now())]) {
      const refused = await people.smith(`/api/v1${path}`, { json: { ...json, client_id } });
      expect(refused.status).toBe(404);
    }
    expect(await stored()).toEqual(before);
  });

  it('a page of the log, asked for by another client’s alert, is empty', async () => {
    const log = await (await people.smith(pathOf('/api/v1/deliveries?alert_id={home-alert}'))).json();
    expect(log.items).toEqual([]);
    const own = await (await people.smith(pathOf('/api/v1/deliveries?alert_id={smith-alert}'))).json();
    expect(own.items.length).toBeGreaterThan(0);
  });

  it('a rule is tried on the asker’s own servers alone', async () => {
    const preview = async (server_id: string | null) =>
      (await people.smith('/api/v1/rules/preview', { json: ruleOf('mine', server_id) })).json();
    expect((await preview(`${MARK}-nas`)).servers).toBe(0);
    expect((await preview(null)).servers).toBe(1);
  });

  it('a rule that names another client’s server does not reach it', async () => {
    const watch = {
      type: 'metric',
      metric: 'cpu_percent',
      comparison: 'above',
      warning: 1,
      critical: null,
      clear: null,
    };
    const rule = { ...ruleOf('mine', `${MARK}-nas`), watch, for_seconds: 0, client_id: SMITH };
    expect((await people.smith('/api/v1/rules', { json: rule })).status).toBe(201);
    const metrics = [{ metric_type: 'cpu', metric_name: 'cpu_percent', value: 50, unit: '%' }];
    await make('/webhook/metrics', { system: { id: `${MARK}-nas` }, metrics });
    const { items } = await (await hub.request(`/api/v1/alerts?server_id=${MARK}-nas`)).json();
    expect(items.map(({ rule_id }: { rule_id: string }) => rule_id)).toEqual(['reported']);
  });

  it('a silence of every server of a client leaves another client’s alone', async () => {
    const scope = { server_id: null, rule_id: 'reported', subject: null };
    expect((await people.smith('/api/v1/silences', { json: { ...silenceOf(''), scope } })).status).toBe(201);
    const alerts = [{ severity: 'critical', message: 'Fan stands still' }];
    const quiet = async (name: string) => {
      await make('/webhook/metrics', { system: { id: `${name}-nas` }, alerts });
      const { items } = await (await hub.request(`/api/v1/alerts?server_id=${name}-nas&status=open`)).json();
      return items.find(({ message }: { message: string }) => message.includes('Fan')).quiet_reason;
    };
    expect(await quiet(MARK)).toBeNull();
    expect(await quiet(SMITHS)).toEqual(expect.any(String));
  });
});

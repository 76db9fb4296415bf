import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statement } from '../../db/open.ts';
import { clients } from '../../db/tables/fleet.ts';
import { pruneAudit } from '../../src/collector/audit-log-read.ts';
import { newId } from '../../src/collector/id.ts';
import { auditSentence } from '../../src/components/audit/audit-words.ts';
import { type TestHub, temporaryFolder, testHub } from '../factories.ts';
import { signedIn } from '../people.ts';

type Ask = Awaited<ReturnType<typeof signedIn>>;
interface Entry {
  id: string;
  at: string;
  actor: { type: string; id: string; name: string };
  action: string;
  subject: string;
  client_id: string | null;
  client_name: string | null;
  details: Record<string, unknown>;
  request_id: string;
}
const AUDIT = '/api/v1/audit';
const SECRET = 'hq8w2kZZ';
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
const WINDOW = {
  name: 'Backups',
  zone: 'Europe/London',
  timetable: { type: 'weekly', days: [7], starts: '23:00', ends: '02:00' },
  scope: { server_id: 'attic', tag: null },
};
let hub: TestHub;
/** Runs the hub. */
let ada: Ask;
/** Owns Smith alone. */
let smith: Ask;
let viewer: Ask;
const smithId = newId(Date.now());

beforeAll(async () => {
  const folder = temporaryFolder();
  const first = await testHub({ ...folder, remove: () => undefined });
  const { database } = first.hub;
  const client = { id: smithId, name: 'Smith', isHome: false, createdAt: Date.now() };
  await database.write([statement(database.writer.insert(clients).values(client))]);
  await first.close();
  hub = await testHub(folder, undefined, 'error', Date.now());
  const home = hub.fleet.homeClientId;
  ada = await signedIn(hub, 'Ada', { [home]: 'owner' });
  smith = await signedIn(hub, 'Smith', { [smithId]: 'owner' });
  viewer = await signedIn(hub, 'Vera', { [home]: 'viewer' });
  await ada('/api/v1/servers', { json: { server_id: 'attic', display_name: 'Attic' } });
  await ada('/api/v1/servers/attic', { method: 'PUT', json: { location: 'Loft' } });
  await smith('/api/v1/servers', { json: { server_id: 'oven' } });
  await smith('/api/v1/servers/oven', { method: 'PUT', json: { location: 'Ölkeller' } });
  await smith('/api/v1/servers', { json: { server_id: 'smith-nas' } });
  await ada('/api/v1/config', { method: 'PUT', json: { general: { hub_name: 'Lamp' } } });
  await hub.request('/api/v1/keys', { json: { name: 'Grafana', scopes: ['read'] } });
});
afterAll(() => hub.close());

const page = async (ask: Ask, query = '') => (await ask(`${AUDIT}?${query}`)).json();
const entries = async (ask: Ask, query = ''): Promise<Entry[]> => (await page(ask, query)).items;
/** "Ada: server.create attic". */
const told = async (ask: Ask, query = '') =>
  (await entries(ask, query)).map(({ actor, action, subject }) => `${actor.name}: ${action} ${subject}`);

describe('the audit log', () => {
  it('tells who changed what, newest first', async () => {
    const all = await told(ada);
    expect(all.filter((line) => !line.startsWith('Automation'))).toEqual([
      'Ada: settings.update settings',
      'Smith: server.create smith-nas',
      'Smith: server.update oven',
      'Smith: server.create oven',
      'Ada: server.update attic',
      'Ada: server.create attic',
    ]);
    const [update] = await entries(ada, 'action=server.update&actor=Ada');
    expect(update).toMatchObject({
      actor: { type: 'person', name: 'Ada' },
      client_id: hub.fleet.homeClientId,
      client_name: 'Home',
      details: { location: 'Loft' },
    });
    expect(update?.request_id).toMatch(/^[0-9a-f-]{36}$/);
    const times = (await entries(ada)).map(({ at }) => at);
    expect(times).toEqual(times.toSorted().reverse());
  });

  it('tells the owner of one client of that client alone', async () => {
    expect(await told(smith)).toContain('Smith: server.create smith-nas');
    const text = JSON.stringify(await page(smith));
    for (const foreign of ['attic', 'Lamp', 'Grafana', hub.fleet.homeClientId]) {
      expect(text).not.toContain(foreign);
    }
  });

  it('tells nothing of the hub itself to a key bound to its first client', async () => {
    const json = { name: 'bound', scopes: ['admin'], client_id: hub.fleet.homeClientId };
    const { key } = await (await hub.request('/api/v1/keys', { json })).json();
    const bound: Ask = (path, request) => hub.request(path, { ...request, key });
    expect((await entries(bound)).length).toBeGreaterThan(0);
    expect((await entries(bound)).filter(({ client_id }) => client_id === null)).toEqual([]);
  });

  it('is for owners', async () => {
    expect((await viewer(AUDIT)).status).toBe(403);
    expect((await hub.request(AUDIT, { key: null })).status).toBe(401);
  });

  it.each<{ what: string; query: string; expected: string[] }>([
    { what: 'part of a name', query: 'actor=aD', expected: ['Ada'] },
    { what: 'a group', query: 'action=server', expected: ['server.create', 'server.update'] },
    { what: 'one action', query: 'action=server.create', expected: ['server.create'] },
    { what: 'half a group', query: 'action=serv', expected: [] },
    { what: 'part of an id', query: 'subject=smith-', expected: ['smith-nas'] },
    { what: 'a word of the details', query: 'subject=loft', expected: ['attic'] },
    {
      what: 'a word with a capital of its own',
      query: `subject=${encodeURIComponent('ÖLKE')}`,
      expected: ['oven'],
    },
    { what: 'a pattern as plain text', query: 'subject=%25', expected: [] },
    { what: 'a time to come', query: 'from=2099-01-01T00:00:00Z', expected: [] },
    { what: 'a time long past', query: 'to=2020-01-01T00:00:00%2B02:00', expected: [] },
    { what: 'two things at once', query: 'actor=smith&action=settings', expected: [] },
  ])('is searched by $what', async ({ query, expected }) => {
    const found = await entries(ada, query);
    const seen = found.flatMap(({ actor, action, subject }) => [actor.name, action, subject]);
    expect(found.length > 0).toBe(expected.length > 0);
    for (const one of expected) expect(seen).toContain(one);
    for (const entry of found) {
      const said = JSON.stringify([entry.actor.name, entry.action, entry.subject, entry.details]);
      expect(expected.some((one) => said.includes(one))).toBe(true);
    }
  });

  it('is searched by the id of who it was', async () => {
    const [entry] = await entries(ada, 'actor=Ada');
    const found = await entries(ada, `actor=${entry?.actor.id}`);
    expect(found.length).toBe((await entries(ada, 'actor=Ada')).length);
  });

  it('is searched by client, and another client’s is not there', async () => {
    expect((await told(ada, `client_id=${smithId}`)).at(0)).toContain('smith-nas');
    expect((await smith(`${AUDIT}?client_id=${hub.fleet.homeClientId}`)).status).toBe(404);
    expect((await ada(`${AUDIT}?client_id=${newId(Date.now())}`)).status).toBe(404);
  });

  it('takes a time that begins with its own entry, and one that ends before it', async () => {
    const [newest] = await entries(ada);
    const at = encodeURIComponent(newest?.at ?? '');
    const ids = async (query: string) => (await entries(ada, query)).map(({ id }) => id);
    expect(await ids(`from=${at}`)).toContain(newest?.id);
    expect(await ids(`to=${at}`)).not.toContain(newest?.id);
  });

  it('comes in pages that neither repeat nor leave out, none too long', async () => {
    const whole = (await entries(ada)).map(({ id }) => id);
    const walked: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const answered: { items: Entry[]; next_cursor: string | null } = await page(
        ada,
        `limit=2&cursor=${cursor}`,
      );
      expect(answered.items.length).toBeLessThanOrEqual(2);
      walked.push(...answered.items.map(({ id }) => id));
      cursor = answered.next_cursor;
    }
    expect(walked).toEqual(whole);
    expect((await ada(`${AUDIT}?limit=100000`)).status).toBe(200);
  });

  it('tells in words what people say of alerts, and keeps addresses and keys to the hub', async () => {
    const home = hub.fleet.homeClientId;
    const of = async (path: string, json?: object, method = 'POST') => {
      const answered = await ada(`/api/v1/${path}`, { method, ...(json && { json }) });
      expect(answered.status, path).toBeLessThan(300);
      return answered.status === 204 ? {} : answered.json();
    };
    const alerts = [{ severity: 'critical', message: 'Fan failed' }];
    await hub.request('/webhook/metrics', { json: { system: { id: 'attic' }, alerts } });
    const [alert] = (await of('alerts?server_id=attic', undefined, 'GET')).items;
    await of(`alerts/${alert.alert_id}/acknowledge`);
    await of(`alerts/${alert.alert_id}/snooze`, { minutes: 5 });
    await of(`alerts/${alert.alert_id}/resolve`);
    const { rule_id } = await of('rules', RULE);
    await of(`rules/${rule_id}`, { name: 'Load', is_enabled: false }, 'PUT');
    await of(`rules/${rule_id}`, undefined, 'DELETE');
    const config = { server_url: `https://ntfy.example.org/${SECRET}`, topic: SECRET };
    const { channel_id } = await of('channels', { type: 'ntfy', name: 'Family', config });
    await of(`channels/${channel_id}`, { config: { ...config, topic: `${SECRET}2` } }, 'PUT');
    await of(`channels/${channel_id}`, undefined, 'DELETE');
    await of('watchdog', { url: `https://hc-ping.com/${SECRET}` }, 'PUT');
    await of('watchdog', undefined, 'DELETE');
    const { window_id } = await of('maintenance-windows', WINDOW);
    await of(`maintenance-windows/${window_id}`, { ...WINDOW, name: 'Nights' }, 'PUT');
    await of(`maintenance-windows/${window_id}`, undefined, 'DELETE');
    const scope = { server_id: 'attic', rule_id: null, subject: 'fan' };
    const { silence_id } = await of('silences', { note: '', until: null, scope });
    await of(`silences/${silence_id}`, undefined, 'DELETE');
    await of('servers/attic/learning', { until: null }, 'PUT');
    await of(`clients/${home}/learning`, { until: null }, 'PUT');
    const said = (await entries(ada, 'actor=Ada&limit=18')).map(auditSentence).toReversed();
    expect(said).toEqual([
      'Acknowledged “Fan failed” of attic',
      'Snoozed “Fan failed” of attic',
      'Resolved “Fan failed” of attic',
      'Added the rule “Busy”',
      'Changed name, is enabled of the rule “Busy”',
      'Removed the rule “Load”',
      'Added the channel “Family”',
      'Changed the channel “Family”',
      'Removed the channel “Family”',
      'Lets hc-ping.com watch the hub',
      'Lets nobody outside watch the hub any more',
      'Planned the maintenance window “Backups”',
      'Changed the maintenance window “Nights”',
      'Removed the maintenance window “Nights”',
      'Silenced fan, attic',
      'Took back the silence of fan, attic',
      'Tells of alerts of attic again',
      'Tells of alerts of the client again',
    ]);
    expect(JSON.stringify(await page(ada, 'limit=50'))).not.toContain(SECRET);
  });

  it('holds no key, token or password', async () => {
    expect(JSON.stringify(await page(ada))).not.toMatch(/pl_|pl[a-z]_|correct horse/);
  });

  it('forgets what is older than it is kept', async () => {
    const all = await entries(ada);
    const day = 86_400_000;
    await pruneAudit(hub.hub.database, 1, Date.now());
    expect(await entries(ada)).toEqual(all);
    await pruneAudit(hub.hub.database, 1, Date.now() + day + 60_000);
    expect(await entries(ada)).toEqual([]);
  });
});

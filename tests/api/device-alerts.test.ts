import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { statement } from '../../db/open.ts';
import { clients } from '../../db/tables/fleet.ts';
import { newId } from '../../src/collector/id.ts';
import type { Notification } from '../../src/collector/notify/index.ts';
import { type TestHub, temporaryFolder, testHub } from '../factories.ts';
import { notificationWith } from '../notification.ts';
import { signedIn } from '../people.ts';
import { CERTIFICATE, type PushService, startPushService, testBrowser } from '../push-receiver.ts';

type Ask = Awaited<ReturnType<typeof signedIn>>;
const NOW = Date.now();
const SECOND = 1000;
const SMITH = newId(NOW);
const ALERT = newId(NOW);
const folder = temporaryFolder();
const browser = testBrowser();
const network = { allows: () => true, ca: CERTIFICATE, timeoutMs: 5000 };
let service: PushService;
let hub: TestHub;
/** Runs the hub; looks at Home; owns Smith; looks at both. */
const people: Record<'ada' | 'ben' | 'cleo' | 'dan', Ask> = {} as never;

beforeAll(async () => {
  service = await startPushService();
  const kept = { ...folder, remove: () => undefined };
  const first = await testHub(kept);
  const row = { id: SMITH, name: 'Smith', isHome: false, createdAt: NOW };
  await first.hub.database.write([statement(first.hub.database.writer.insert(clients).values(row))]);
  await first.close();
  hub = await testHub(kept, network, 'error', NOW);
  const home = hub.fleet.homeClientId;
  people.ada = await signedIn(hub, 'Ada', { [home]: 'owner' });
  people.ben = await signedIn(hub, 'Ben', { [home]: 'viewer' });
  people.cleo = await signedIn(hub, 'Cleo', { [SMITH]: 'owner' });
  people.dan = await signedIn(hub, 'Dan', { [home]: 'viewer', [SMITH]: 'viewer' });
});
afterAll(async () => {
  await hub.close();
  await service.stop();
  folder.remove();
});

async function addDevice(who: keyof typeof people, path = `/${who}`): Promise<string> {
  const json = { name: `${who}’s phone`, endpoint: service.url + path, keys: browser.keys };
  const answered = await people[who]('/api/v1/devices', { json });
  expect(answered.status).toBe(201);
  return (await answered.json()).device_id;
}
const devicesOf = async (who: keyof typeof people) =>
  (await (await people[who]('/api/v1/devices')).json()).items;
const setSeverities = (who: keyof typeof people, id: string, severities: unknown) =>
  people[who](`/api/v1/devices/${id}`, { method: 'PUT', json: { severities } });
const targets = (clientId: string, severity: Notification['severity'] = 'critical') =>
  hub.notify.targetsFor({ clientId, severity, tags: [] }).map(({ name }) => name);

async function tell(changes: Partial<Notification> = {}, clientId = hub.fleet.homeClientId): Promise<void> {
  const notification = notificationWith({ thread: ALERT, ...changes });
  const { thread } = notification;
  const rows = hub.notify
    .targetsFor({ clientId, severity: 'critical', tags: [] })
    .map((target) => ({ clientId, thread, target, event: 'opened', notification, dueAt: NOW }));
  const { statements, committed } = hub.notify.enqueue(rows, NOW);
  await hub.hub.database.write(statements);
  committed();
}
const pass = async (now: number) => {
  await hub.notify.deliverDue(() => ({ type: 'send' }), now);
  await hub.notify.settled();
};
const stateOf = async (thread: string) => {
  const { items } = await (await hub.request(`/api/v1/deliveries?alert_id=${thread}`)).json();
  return items.map(({ state, reason }: { state: string; reason: string | null }) => ({ state, reason }));
};

beforeEach(async () => {
  service.received.length = 0;
  for (const who of ['ada', 'ben', 'cleo', 'dan'] as const) {
    for (const { device_id: id } of await devicesOf(who)) {
      await people[who](`/api/v1/devices/${id}`, { method: 'DELETE' });
    }
  }
});

describe('alerts go to the devices', () => {
  it('of those who may read the client: who runs the hub reads every one', async () => {
    for (const who of ['ada', 'ben', 'cleo'] as const) await addDevice(who);
    expect(targets(hub.fleet.homeClientId).toSorted()).toEqual(['ada’s phone', 'ben’s phone']);
    expect(targets(SMITH).toSorted()).toEqual(['ada’s phone', 'cleo’s phone']);
  });

  it('with the severities that each wants: critical and high unless somebody chose otherwise', async () => {
    const id = await addDevice('ben');
    const home = hub.fleet.homeClientId;
    expect(await devicesOf('ben')).toMatchObject([{ severities: ['critical', 'high'] }]);
    expect([targets(home, 'high').length, targets(home, 'medium').length]).toEqual([1, 0]);
    const changed = await setSeverities('ben', id, ['medium']);
    expect(await changed.json()).toMatchObject({ device_id: id, severities: ['medium'] });
    expect([targets(home, 'high').length, targets(home, 'medium').length]).toEqual([0, 1]);
    await addDevice('ben');
    expect(await devicesOf('ben')).toMatchObject([{ severities: ['medium'] }]);
  });

  it('until one is removed', async () => {
    const id = await addDevice('ben');
    await people.ben(`/api/v1/devices/${id}`, { method: 'DELETE' });
    expect(targets(hub.fleet.homeClientId)).toEqual([]);
  });
});

describe('the severities of a device', () => {
  it.each([
    { what: 'that there is not', severities: ['fatal'] },
    { what: 'that are none', severities: 'critical' },
  ])('cannot be ones $what', async ({ severities }) => {
    const id = await addDevice('ben');
    expect((await setSeverities('ben', id, severities)).status).toBe(422);
  });

  it('are changed by its own person alone, with an audit row', async () => {
    const id = await addDevice('ben');
    expect((await setSeverities('ada', id, ['low'])).status).toBe(404);
    expect((await setSeverities('ben', id, [])).status).toBe(200);
    const json = { severities: ['low'] };
    expect((await hub.request(`/api/v1/devices/${id}`, { method: 'PUT', json })).status).toBe(403);
    const sql = "SELECT details FROM audit_log WHERE action = 'device.update' AND subject = ?";
    const { rows } = await hub.hub.database.read.$client.execute({ sql, args: [id] });
    expect(rows.map(({ details }) => JSON.parse(String(details)))).toEqual([
      { name: 'ben’s phone', severities: [] },
    ]);
  });
});

describe('what a device gets', () => {
  it('is encrypted for it, can be acknowledged there, and brings the number of open alerts', async () => {
    await hub.request('/webhook/metrics', {
      json: { system: { id: 'nas' }, alerts: [{ severity: 'critical', message: 'Fan failed' }] },
    });
    await addDevice('ben');
    await tell();
    await pass(NOW + SECOND);
    const request = service.received.find(({ path }) => path === '/ben') ?? expect.unreachable();
    expect(request.headers).toMatchObject({ urgency: 'high', ttl: '43200' });
    const page = `http://hub.test/alerts/42`;
    expect(JSON.parse(browser.decrypt(request.body))).toEqual({
      web_push: 8030,
      notification: {
        title: 'CRITICAL: Server offline',
        body: 'BackupServer: No heartbeat for 3 minutes.',
        navigate: page,
        lang: 'en',
        dir: 'ltr',
        tag: ALERT,
        actions: [
          { action: 'acknowledge', title: 'Acknowledge', navigate: page },
          { action: 'open', title: 'Open', navigate: page },
        ],
        data: { alert_id: ALERT },
      },
      app_badge: 1,
    });
    expect(await devicesOf('ben')).toMatchObject([
      { failed_reason: null, last_delivered_at: expect.any(String) },
    ]);
  });

  it('is tried again when its push service has trouble', async () => {
    await addDevice('ben', '/503');
    await tell({ thread: 'busy' });
    await pass(NOW);
    await pass(NOW + 11 * SECOND);
    expect(service.received).toHaveLength(2);
    expect(await devicesOf('ben')).toMatchObject([{ failed_reason: expect.stringContaining('503') }]);
  });

  it('whose keys cannot be read any more fails once, and its page says why', async () => {
    const id = await addDevice('ben');
    const sql = "UPDATE devices SET auth = 'v1.AAAA' WHERE id = ?";
    await hub.hub.database.write([{ sql, args: [id] }]);
    await tell({ thread: 'unread' });
    await pass(NOW);
    const reason = expect.stringContaining('cannot be read with this hub’s secret');
    expect(await stateOf('unread')).toEqual([{ state: 'failed', reason }]);
    expect(await devicesOf('ben')).toMatchObject([{ failed_reason: reason }]);
  });

  it.each(['/404', '/410'])('is nothing more once its browser is gone: %s', async (path) => {
    const id = await addDevice('ben', path);
    await tell({ thread: `gone ${path}` });
    await pass(NOW);
    expect(await devicesOf('ben')).toEqual([]);
    expect(targets(hub.fleet.homeClientId)).toEqual([]);
    expect(await stateOf(`gone ${path}`)).toMatchObject([{ state: 'failed' }]);
    const sql = "SELECT actor_type FROM audit_log WHERE action = 'device.remove' AND subject = ?";
    const { rows } = await hub.hub.database.read.$client.execute({ sql, args: [id] });
    expect(rows).toMatchObject([{ actor_type: 'hub' }]);
  });

  it('is nothing more of a client that its person may not see any more, even what was written down before', async () => {
    await addDevice('dan');
    await tell({ thread: 'secret' }, SMITH);
    await tell({ thread: 'ours' });
    const { $client } = hub.hub.database.writer;
    const sql = 'DELETE FROM memberships WHERE client_id = ? AND role = ?';
    await $client.execute({ sql, args: [SMITH, 'viewer'] });
    await pass(NOW);
    expect(service.received).toHaveLength(1);
    expect(await stateOf('ours')).toMatchObject([{ state: 'delivered' }]);
    expect(await stateOf('secret')).toEqual([
      { state: 'cancelled', reason: 'Its person may not see this any more' },
    ]);
    await hub.notify.reloadReaders();
    expect(targets(SMITH)).toEqual([]);
    expect(targets(hub.fleet.homeClientId)).toEqual(['dan’s phone']);
  });

  it('is nothing more at all once its person may see nothing', async () => {
    await addDevice('cleo');
    await tell({ thread: 'theirs' }, SMITH);
    const { $client } = hub.hub.database.writer;
    await $client.execute({ sql: 'DELETE FROM memberships WHERE client_id = ?', args: [SMITH] });
    await pass(NOW);
    expect(service.received).toEqual([]);
    expect(await stateOf('theirs')).toMatchObject([{ state: 'cancelled' }]);
  });
});

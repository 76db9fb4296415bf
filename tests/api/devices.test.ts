import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statement } from '../../db/open.ts';
import { accounts, memberships, people } from '../../db/tables/auth.ts';
import { auditLog } from '../../db/tables/hub.ts';
import { devices, pushKeys } from '../../db/tables/notify.ts';
import { newId } from '../../src/collector/id.ts';
import { type TestHub, temporaryFolder, testHub } from '../factories.ts';
import {
  CERTIFICATE,
  type PushService,
  startPushService,
  testBrowser,
  vapidClaims,
} from '../push-receiver.ts';

const ADA = { name: 'Ada', email: 'ada@example.org', password: 'correct horse battery' };
const BEN = { name: 'Ben', email: 'ben@example.org', password: ADA.password };
const SAME_ORIGIN = { Origin: 'https://hub.example.org', Host: 'hub.test', 'Sec-Fetch-Site': 'same-origin' };
const folder = temporaryFolder();
const browser = testBrowser();
let service: PushService;
let hub: TestHub;
let ada: string;
let ben: string;

const network = () => ({ allows: () => true, ca: CERTIFICATE, timeoutMs: 5000 });
const cookieOf = (answered: Response) =>
  answered.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
const as = (cookie: string, path: string, request: { method?: string; json?: unknown } = {}) =>
  hub.request(`/api/v1${path}`, { key: null, headers: { ...SAME_ORIGIN, Cookie: cookie }, ...request });
const signIn = async ({ email, password }: typeof ADA) => {
  const json = { email, password };
  return cookieOf(await hub.request('/api/auth/sign-in/email', { key: null, json, headers: SAME_ORIGIN }));
};
const subscription = (path: string, name = 'Phone') => ({
  name,
  endpoint: service.url + path,
  keys: browser.keys,
});
const add = async (cookie: string, path: string, name?: string): Promise<string> => {
  const answered = await as(cookie, '/devices', { json: subscription(path, name) });
  expect(answered.status).toBe(201);
  return (await answered.json()).device_id;
};
const namesOf = async (cookie: string) =>
  (await (await as(cookie, '/devices')).json()).items.map((device: { name: string }) => device.name);
const auditOf = async (subject: string) =>
  (await hub.hub.database.read.select().from(auditLog)).filter((row) => row.subject === subject);

/** A viewer with the owner's password, as invitations will make them. */
async function addBen(): Promise<void> {
  const { read, writer, write } = hub.hub.database;
  const [account] = await read.select().from(accounts);
  const now = new Date();
  const id = newId(now.getTime());
  const person = {
    id,
    name: BEN.name,
    email: BEN.email,
    emailVerified: false,
    createdAt: now,
    updatedAt: now,
  };
  await write([
    statement(writer.insert(people).values(person)),
    statement(
      writer.insert(accounts).values({ ...(account ?? expect.unreachable()), id, accountId: id, userId: id }),
    ),
    statement(
      writer.insert(memberships).values({ personId: id, clientId: hub.fleet.homeClientId, role: 'viewer' }),
    ),
  ]);
}

beforeAll(async () => {
  service = await startPushService();
  hub = await testHub(folder, network());
  const json = { ...ADA, token: hub.auth.setup.token() };
  ada = cookieOf(await hub.request('/api/v1/setup', { key: null, json, headers: SAME_ORIGIN }));
  await addBen();
  ben = await signIn(BEN);
});
afterAll(async () => {
  await hub.close();
  await service.stop();
});

describe('devices', () => {
  it.each([
    { method: 'GET', path: '/devices' },
    { method: 'GET', path: '/devices/key' },
    { method: 'POST', path: '/devices', isAdding: true },
    { method: 'PUT', path: '/devices/x', json: { severities: [] } },
    { method: 'DELETE', path: '/devices/x' },
    { method: 'POST', path: '/devices/x/test' },
  ])(
    'are for people: a key gets 403, nobody 401: $method $path',
    async ({ method, path, isAdding, json: body }) => {
      const json = isAdding ? subscription('/key') : body;
      expect((await hub.request(`/api/v1${path}`, { method, json })).status).toBe(403);
      expect((await hub.request(`/api/v1${path}`, { method, json, key: null })).status).toBe(401);
    },
  );

  it('are added, listed without their secrets, and removed, each with an audit row', async () => {
    const id = await add(ada, '/listed', 'Ada’s laptop');
    const { items } = await (await as(ada, '/devices')).json();
    expect(items).toEqual([
      {
        device_id: id,
        name: 'Ada’s laptop',
        severities: ['critical', 'high'],
        created_at: expect.any(String),
        last_delivered_at: null,
        failed_reason: null,
      },
    ]);
    expect((await as(ada, `/devices/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await namesOf(ada)).toEqual([]);
    const trail = await auditOf(id);
    expect(trail.map((row) => row.action).sort()).toEqual(['device.add', 'device.remove']);
    expect(JSON.stringify(trail)).not.toContain(browser.keys.auth);
  });

  it('are the same device when the same browser turns notifications on again', async () => {
    const first = await add(ada, '/again', 'Old name');
    expect(await add(ada, '/again', 'New name')).toBe(first);
    expect(await namesOf(ada)).toEqual(['New name']);
    await as(ada, `/devices/${first}`, { method: 'DELETE' });
  });

  it('belong to one person: another neither sees, tests, removes nor takes them over', async () => {
    const id = await add(ada, '/hers', 'Hers');
    expect(await namesOf(ben)).toEqual([]);
    expect((await as(ben, `/devices/${id}`, { method: 'DELETE' })).status).toBe(404);
    expect((await as(ben, `/devices/${id}/test`, { method: 'POST' })).status).toBe(404);
    expect((await as(ben, '/devices', { json: subscription('/hers', 'His') })).status).toBe(409);
    expect(await namesOf(ada)).toEqual(['Hers']);
    await as(ada, `/devices/${id}`, { method: 'DELETE' });
  });

  it('go with the person they belong to', async () => {
    const { read, writer, write } = hub.hub.database;
    const now = new Date();
    const person = { id: newId(now.getTime()), name: 'Cleo', email: 'cleo@example.org' };
    const cleo = { ...person, emailVerified: false, createdAt: now, updatedAt: now };
    await write([statement(writer.insert(people).values(cleo))]);
    const kept = await add(ada, '/kept');
    const [row] = await read.select().from(devices);
    const hers = {
      ...(row ?? expect.unreachable()),
      id: 'hers',
      personId: person.id,
      endpoint: 'https://x.example',
    };
    await write([statement(writer.insert(devices).values(hers))]);
    await write([statement(writer.delete(people).where(eq(people.id, person.id)))]);
    expect((await read.select().from(devices)).map(({ id }) => id)).toEqual([kept]);
    await as(ada, `/devices/${kept}`, { method: 'DELETE' });
  });

  it('are twenty at most', async () => {
    for (let i = 0; i < 20; i += 1) await add(ben, `/many/${i}`);
    expect((await as(ben, '/devices', { json: subscription('/many/20') })).status).toBe(409);
    await add(ben, '/many/3', 'Renewed');
    for (const { device_id } of (await (await as(ben, '/devices')).json()).items) {
      await as(ben, `/devices/${device_id}`, { method: 'DELETE' });
    }
  });

  it.each([
    {
      what: 'an endpoint without encryption',
      changes: { endpoint: 'http://push.example.org/1' },
      field: 'endpoint',
    },
    { what: 'no name', changes: { name: '' }, field: 'name' },
    { what: 'keys that are none', changes: { keys: { p256dh: 'AA', auth: 'AA' } }, field: 'keys.p256dh' },
  ])('cannot have $what', async ({ changes, field }) => {
    const answered = await as(ada, '/devices', { json: { ...subscription('/bad'), ...changes } });
    expect(answered.status).toBe(422);
    expect((await answered.json()).error.field).toBe(field);
    expect(await namesOf(ada)).toEqual([]);
  });

  it('are not added by another site', async () => {
    const headers = { Cookie: ada, Origin: 'https://evil.example', Host: 'hub.test' };
    const answered = await hub.request('/api/v1/devices', {
      key: null,
      json: subscription('/forged'),
      headers,
    });
    expect(answered.status).toBe(403);
  });
});

describe('the key pair', () => {
  const publicKey = async () => (await (await as(ada, '/devices/key')).json()).public_key;

  it('is one for good: asked at once, again and after a restart', async () => {
    const asked = await Promise.all([publicKey(), publicKey(), publicKey()]);
    expect(new Set(asked).size).toBe(1);
    expect(Buffer.from(asked[0], 'base64url')).toHaveLength(65);
    await hub.stop();
    hub = await testHub(folder, network());
    expect(await publicKey()).toBe(asked[0]);
  });

  it('and what a browser told are sealed in the database', async () => {
    const id = await add(ada, '/sealed');
    const [pair] = await hub.hub.database.read.select().from(pushKeys);
    const [device] = await hub.hub.database.read.select().from(devices);
    expect(pair?.privateKey).toMatch(/^v1\./);
    expect(device?.auth).toMatch(/^v1\./);
    expect(JSON.stringify(device)).not.toContain(browser.keys.auth);
    await as(ada, `/devices/${id}`, { method: 'DELETE' });
  });

  it('that was sealed with another secret is said to be so, and not replaced', async () => {
    const { writer, write, read } = hub.hub.database;
    const [pair] = await read.select().from(pushKeys);
    const sealed = pair?.privateKey ?? '';
    const put = (privateKey: string) => write([statement(writer.update(pushKeys).set({ privateKey }))]);
    await put(sealed.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')));
    const answered = await as(ada, '/devices/key');
    await put(sealed);
    expect(answered.status).toBe(503);
    expect((await answered.json()).error.remediation).toHaveLength(1);
    expect((await read.select().from(pushKeys)).length).toBe(1);
  });
});

describe('a test notification', () => {
  const sendTest = async (id: string) => (await as(ada, `/devices/${id}/test`, { method: 'POST' })).json();
  const shown = async (id: string) =>
    (await (await as(ada, '/devices')).json()).items.find(
      (device: { device_id: string }) => device.device_id === id,
    );

  it('reaches the browser, signed with the key it subscribed with, and opens the hub where that browser has it', async () => {
    const id = await add(ada, '/test', 'Kitchen tablet');
    expect(await sendTest(id)).toMatchObject({ outcome: 'accepted' });
    const request = service.received.at(-1) ?? expect.unreachable();
    const { notification } = JSON.parse(browser.decrypt(request.body));
    expect(notification.body).toContain('Kitchen tablet');
    expect(notification.navigate).toBe('https://hub.example.org/settings/device');
    const { public_key } = await (await as(ada, '/devices/key')).json();
    expect(vapidClaims(request.headers.authorization ?? '').key).toBe(public_key);
    expect(Date.now() - Date.parse((await shown(id)).last_delivered_at)).toBeLessThan(60_000);
  });

  it.each(['/404', '/410'])('to a browser that is gone removes it and says so: %s', async (path) => {
    const id = await add(ada, path, 'Old phone');
    const result = await sendTest(id);
    expect(result).toMatchObject({ outcome: 'removed', message: expect.stringContaining('Old phone') });
    expect(await shown(id)).toBeUndefined();
    expect((await auditOf(id)).map((row) => row.action)).toContain('device.remove');
  });

  it.each(['/429', '/500', '/403'])('that fails is told in words, and the device stays: %s', async (path) => {
    const id = await add(ada, path);
    const result = await sendTest(id);
    expect(result.outcome).toBe('failed');
    expect(`${(await shown(id)).failed_reason}.`).toBe(result.message);
    expect((await shown(id)).last_delivered_at).toBeNull();
  });
});

it('an ordinary hub sends nothing to addresses inside the house', async () => {
  await hub.stop();
  hub = await testHub(folder);
  const answered = await as(ada, '/devices', { json: subscription('/ssrf') });
  expect(answered.status).toBe(422);
  const { items } = await (await as(ada, '/devices')).json();
  const before = service.received.length;
  const tested = await as(ada, `/devices/${items[0].device_id}/test`, { method: 'POST' });
  expect(await tested.json()).toMatchObject({
    outcome: 'failed',
    message: expect.stringContaining('public internet'),
  });
  expect(service.received).toHaveLength(before);
});

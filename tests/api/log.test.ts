import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_KEY, heartbeat, type TestHub, temporaryFolder, testHub } from '../factories.ts';
import { cookieOf, OWN_PAGE } from '../people.ts';
import { testBrowser } from '../push-receiver.ts';

const OWNER = { name: 'Ada Lovelace', email: 'ada@example.org', password: 'correct horse battery' };
const GUEST = { name: 'Grace Hopper', email: 'grace@example.org', password: 'staple staple staple' };
const ENDPOINT = 'https://updates.push.services.mozilla.com/wpush/v2/secret-endpoint';
let hub: TestHub;
let lines: Record<string, unknown>[];
/** Everything that must not stand in a log. */
const secrets: Record<string, string> = {
  'the admin key': ADMIN_KEY,
  'a wrong key': 'pl_wrong-key',
  'a query': 'looking-for-this',
  'an owner’s password': OWNER.password,
  'an owner’s name': OWNER.name,
  'an owner’s address': OWNER.email,
  'a guest’s password': GUEST.password,
  'a guest’s name': GUEST.name,
  'a guest’s address': GUEST.email,
  'a push address': ENDPOINT,
};
/** Ids that answers told, in the order of asking. */
const told: (string | null)[] = [];

/** Asks, notes the request's id, and answers the body. */
async function ask(path: string, request: Parameters<TestHub['request']>[1] = {}) {
  const answered = await hub.request(path, request);
  told.push(answered.headers.get('x-request-id'));
  const body = answered.status === 204 ? null : await answered.json();
  return { status: answered.status, body, cookie: cookieOf(answered) };
}

/** A day in the life of a hub: keys, sessions and every kind of token, used rightly and wrongly. */
async function live(): Promise<void> {
  const page = { key: null, headers: OWN_PAGE };
  const setup = hub.auth.setup.token() ?? '';
  const { cookie } = await ask('/api/v1/setup', { ...page, json: { ...OWNER, token: setup } });
  const session = { key: null, headers: { ...OWN_PAGE, Cookie: cookie } };
  const { email, password } = OWNER;
  await ask('/api/auth/sign-in/email', { ...page, json: { email, password: 'wrong but long enough' } });
  const signedIn = await ask('/api/auth/sign-in/email', { ...page, json: { email, password } });
  const key = await ask('/api/v1/keys', { ...session, json: { name: 'k', scopes: ['read'] } });
  await ask(`/api/v1/servers?q=${secrets['a query']}`, { key: key.body.key });
  await ask('/api/v1/servers', { key: null, headers: { Authorization: `Bearer ${key.body.key}` } });
  await ask('/api/v1/servers', { key: 'pl_wrong-key' });
  await ask('/api/v1/servers', { ...session, json: { server_id: 'nas' } });
  const enrolment = await ask('/api/v1/servers/nas/enrolment', { ...session, method: 'POST' });
  const json = { token: enrolment.body.token, hostname: 'nas' };
  const agent = await ask('/api/v1/agents/enrol', { key: null, json });
  await ask('/api/v1/agents/enrol', { key: null, json });
  await ask('/api/v1/agents/heartbeat', { key: agent.body.api_key, json: heartbeat('nas') });
  await ask('/api/v1/agents/heartbeat', { key: agent.body.api_key, text: '{"server_id": "' });
  const invitation = { name: GUEST.name, client_id: hub.fleet.homeClientId, role: 'viewer' };
  const invited = await ask('/api/v1/invitations', { ...session, json: invitation });
  const link = new URL(invited.body.url).searchParams.get('token') ?? '';
  await ask('/api/v1/invitations/accept', { ...page, json: { ...GUEST, token: link } });
  await ask('/api/v1/invitations/accept', { ...page, json: { ...GUEST, token: link } });
  const { keys } = testBrowser();
  await ask('/api/v1/devices', { ...session, json: { name: 'Phone', endpoint: ENDPOINT, keys } });
  await ask('/metrics-that-are-not', {});
  Object.assign(secrets, {
    'a session': cookie.split('=')[1]?.split('.')[0],
    'a second session': signedIn.cookie.split('=')[1]?.split('.')[0],
    'an owner link': setup,
    'a made key': key.body.key,
    'an enrolment token': enrolment.body.token,
    'an agent’s key': agent.body.api_key,
    'an invitation': link,
    'a push secret': keys.auth,
  });
}

beforeAll(async () => {
  hub = await testHub(temporaryFolder(), undefined, 'debug');
  await live();
  lines = hub.logged.map((line) => JSON.parse(line));
});
afterAll(() => hub.close());

const requests = () => lines.filter(({ message }) => message === 'request');

describe('the log of a day at its most talkative', () => {
  it('is one JSON object a line, each with time, level and message', () => {
    expect(lines.length).toBeGreaterThan(15);
    for (const line of hub.logged) expect(line).toMatch(/^\{[^\n]*\}\n$/);
    for (const { time, level, message } of lines) {
      expect(new Date(String(time)).toISOString()).toBe(time);
      expect(['debug', 'info', 'warn', 'error']).toContain(level);
      expect(message).toBeTruthy();
    }
  });

  it('has a line for each request, under the id that its answer told', () => {
    const logged = requests().map(({ request_id }) => request_id);
    expect(told.filter((id) => id === null)).toEqual([]);
    expect(logged).toEqual(told);
  });

  it('tells who asked what, how it ended and how long it took', () => {
    const [line] = requests().filter(({ path, status }) => path === '/api/v1/servers' && status === 201);
    expect(line).toEqual({
      time: expect.any(String),
      level: 'debug',
      message: 'request',
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      method: 'POST',
      path: '/api/v1/servers',
      status: 201,
      ms: expect.any(Number),
      actor_type: 'person',
      actor_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('tells refusals, and that nobody is known who has a wrong key', () => {
    const refused = requests().filter(({ status }) => status === 401);
    expect(refused.length).toBeGreaterThan(1);
    expect(refused.filter(({ actor_id }) => actor_id !== undefined)).toEqual([]);
    expect(requests().map(({ status }) => status)).toEqual(expect.arrayContaining([201, 400, 403, 404]));
  });

  it('holds none of the secrets that were used', () => {
    const log = hub.logged.join('');
    expect(Object.entries(secrets).filter(([, secret]) => (secret ?? '').length < 8)).toEqual([]);
    expect(Object.entries(secrets).filter(([, secret]) => log.includes(secret))).toEqual([]);
  });

  it('is not filled by who comes too often', async () => {
    const before = hub.logged.length;
    for (let round = 0; round < 100; round += 1)
      await hub.request('/api/v1/servers', { key: 'pl_wrong-key' });
    expect(hub.logged.length - before).toBeLessThan(40);
  });

  it('cuts a path that is longer than any of ours', async () => {
    await hub.request(`/api/v1/servers/${'a'.repeat(5000)}`);
    expect(hub.logged.at(-1)?.length).toBeLessThan(600);
  });
});

describe('an error that nobody expected', () => {
  it('stands in the log under the id that the answer tells, without the values of the query', async () => {
    await hub.hub.database.writer.$client.execute('DROP TABLE api_keys');
    const json = { name: 'secret-name', scopes: ['read'] };
    const { status, body } = await ask('/api/v1/keys', { json });
    expect(status).toBe(500);
    const errors = hub.logged.map((line) => JSON.parse(line)).filter(({ level }) => level === 'error');
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ message: 'request failed', request_id: body.error.request_id });
    expect(hub.logged.join('')).not.toContain('secret-name');
    // What it would write down at the end is gone with its table.
    await hub.hub.database.writer.$client.execute('CREATE TABLE api_keys (id TEXT, last_used_at INTEGER)');
  });
});

it('a hub that is not asked for details says nothing of requests', async () => {
  const quiet = await testHub();
  await quiet.request('/api/v1/servers');
  await quiet.request('/api/v1/servers', { key: 'pl_wrong-key' });
  expect(quiet.logged).toEqual([]);
  await quiet.close();
});

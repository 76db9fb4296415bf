import { afterEach, describe, expect, it } from 'vitest';
import { openHub } from '../../src/collector/app/index.ts';
import { parseEnv } from '../../src/collector/env.ts';
import { createLog } from '../../src/collector/log.ts';
import { agentFolder, temporaryFolder } from '../factories.ts';
import { cookieOf } from '../people.ts';

const OWNER = { name: 'Ada', email: 'Ada@Example.org', password: 'correct horse battery' };
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

let peer = 0;
/** A hub as it stands behind `publicUrl`, asked at `innerUrl`, which is what the proxy sends on. */
async function hubBehind(publicUrl: string | undefined, innerUrl: string) {
  const folder = temporaryFolder();
  peer += 1;
  const address = `192.0.2.${peer}`;
  const env = parseEnv({ DATABASE_URL: `file:${folder.path}/hub.db`, PORCHLIGHT_URL: publicUrl });
  const hub = await openHub({
    env,
    log: createLog('error', () => undefined),
    version: 'test',
    agentFolder: agentFolder(folder.path),
    peerOf: () => address,
  });
  closers.push(async () => {
    await hub.stop();
    folder.remove();
  });
  const post = (path: string, json: unknown, headers: Record<string, string>) =>
    hub.api.request(`${innerUrl}${path}`, {
      method: 'POST',
      body: JSON.stringify(json),
      headers: { 'Content-Type': 'application/json', Host: new URL(innerUrl).host, ...headers },
    });
  const get = (path: string, cookie: string) =>
    hub.api.request(`${innerUrl}${path}`, { headers: { Cookie: cookie } });
  return { hub, post, get };
}

/** What the browser says depends on the address it shows: without TLS it sends no `Sec-Fetch-Site`. */
const CASES = [
  {
    what: 'straight, at its address in the LAN',
    url: undefined,
    inner: 'http://192.168.1.2:8080',
    origin: 'http://192.168.1.2:8080',
    site: false,
  },
  {
    what: 'behind TLS that keeps the host',
    url: 'https://porch.example',
    inner: 'http://porch.example',
    origin: 'https://porch.example',
    site: true,
  },
  {
    what: 'behind TLS that rewrites the host',
    url: 'https://porch.example',
    inner: 'http://127.0.0.1:8080',
    origin: 'https://porch.example',
    site: true,
  },
  {
    what: 'behind TLS, by a browser that tells only its origin',
    url: 'https://porch.example/',
    inner: 'http://127.0.0.1:8080',
    origin: 'https://porch.example',
    site: false,
  },
  {
    what: 'behind TLS, without telling the hub its address',
    url: undefined,
    inner: 'http://porch.example',
    origin: 'https://porch.example',
    site: true,
  },
];

describe('reaching the hub', () => {
  it.each(CASES)(
    '$what: an owner is made, signs in, changes things and signs out',
    async ({ url, inner, origin, site }) => {
      const { hub, post, get } = await hubBehind(url, inner);
      const browser = { Origin: origin, ...(site && { 'Sec-Fetch-Site': 'same-origin' }) };
      const setUp = await post('/api/v1/setup', { ...OWNER, token: hub.auth.setup.token() }, browser);
      expect(setUp.status).toBe(201);
      const first = cookieOf(setUp);
      const signIn = await post(
        '/api/auth/sign-in/email',
        { email: OWNER.email, password: OWNER.password },
        { ...browser, Cookie: first },
      );
      expect(signIn.status).toBe(200);
      const cookie = cookieOf(signIn);
      expect(
        (await post('/api/v1/servers', { server_id: 'nas' }, { ...browser, Cookie: cookie })).status,
      ).toBe(201);
      expect((await post('/api/auth/sign-out', {}, { ...browser, Cookie: cookie })).status).toBe(200);
      expect((await get('/api/v1/servers', cookie)).status).toBe(401);
      expect((await get('/api/v1/servers', first)).status).toBe(200);
    },
  );

  it.each(CASES)('$what: an invitation leads to the same address, and lets one in there', async (row) => {
    const { hub, post } = await hubBehind(row.url, row.inner);
    const browser = { Origin: row.origin, ...(row.site && { 'Sec-Fetch-Site': 'same-origin' }) };
    const setUp = await post('/api/v1/setup', { ...OWNER, token: hub.auth.setup.token() }, browser);
    const json = { name: 'Grace', client_id: hub.fleet.homeClientId, role: 'viewer' };
    const made = await post('/api/v1/invitations', json, { ...browser, Cookie: cookieOf(setUp) });
    const link = new URL((await made.json()).url);
    expect(link.origin).toBe(row.origin);
    const token = link.searchParams.get('token');
    const grace = { ...OWNER, name: 'Grace', email: 'Grace@Example.org', token };
    const joined = await post('/api/v1/invitations/accept', grace, browser);
    expect(joined.status).toBe(201);
    expect((await joined.json()).signed_in).toBe(true);
  });

  it.each([
    { what: 'another origin', headers: { Origin: 'https://evil.example' } },
    {
      what: 'another origin that knows the address of the hub',
      headers: { Origin: 'https://porch.example.evil.example' },
    },
    {
      what: 'another site, as the browser says',
      headers: { Origin: 'https://porch.example', 'Sec-Fetch-Site': 'cross-site' },
    },
    { what: 'a page in a sandbox', headers: { Origin: 'null' } },
    { what: 'nowhere', headers: {} },
  ])('nobody is signed in or set up from $what', async ({ headers }) => {
    const { hub, post } = await hubBehind('https://porch.example', 'http://127.0.0.1:8080');
    const answers = [
      await post(
        '/api/v1/setup',
        { ...OWNER, token: hub.auth.setup.token() },
        headers as Record<string, string>,
      ),
      await post('/api/auth/sign-in/email', OWNER, headers as Record<string, string>),
      await post('/api/auth/sign-out', {}, headers as Record<string, string>),
    ];
    expect(answers.map((answered) => answered.status)).toEqual([403, 403, 403]);
    expect(hub.auth.setup.needed()).toBe(true);
  });

  it.each([
    {
      what: 'are for https alone when people reach it by https',
      url: 'https://porch.example',
      isSecure: true,
    },
    { what: 'work without TLS when they do not', url: undefined, isSecure: false },
  ])('its cookies $what', async ({ url, isSecure }) => {
    const { hub, post } = await hubBehind(url, 'http://porch.example');
    const token = hub.auth.setup.token();
    const setUp = await post('/api/v1/setup', { ...OWNER, token }, { Origin: url ?? 'http://porch.example' });
    const cookies = setUp.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    expect(cookies.every((cookie) => /; *Secure/i.test(cookie) === isSecure)).toBe(true);
  });
});

describe('the first owner', () => {
  const browser = { Origin: 'http://hub.test' };

  it('is made whole or not at all: after a failure the link still works', async () => {
    const { hub, post } = await hubBehind(undefined, 'http://hub.test');
    const { database } = hub.hub;
    await database.write([
      "CREATE TRIGGER refuse BEFORE INSERT ON memberships BEGIN SELECT RAISE(ABORT, 'disk'); END",
    ]);
    const setUp = () => post('/api/v1/setup', { ...OWNER, token: hub.auth.setup.token() }, browser);
    const failed = await setUp();
    expect(failed.status).toBe(500);
    expect(await failed.text()).not.toMatch(/disk|SQLITE|example/i);
    const { rows } = await database.read.$client.execute('SELECT count(*) AS people FROM people');
    expect(rows[0]?.people).toBe(0);
    await database.write(['DROP TRIGGER refuse']);
    expect((await setUp()).status).toBe(201);
  });

  it('is one, even when two people open the link at once', async () => {
    const { hub, post } = await hubBehind(undefined, 'http://hub.test');
    const token = hub.auth.setup.token();
    const answers = await Promise.all(
      ['ada@example.org', 'eve@example.org'].map((email) =>
        post('/api/v1/setup', { ...OWNER, email, token }, browser),
      ),
    );
    expect(answers.map((answered) => answered.status).sort()).toEqual([201, 403]);
    expect(hub.auth.setup.token()).toBeNull();
  });
});

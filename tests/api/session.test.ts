import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHub, temporaryFolder, testHub } from '../factories.ts';

const OWNER = { name: 'Ada', email: 'ada@example.org', password: 'correct horse battery' };
const SAME_ORIGIN = { Origin: 'http://hub.test', Host: 'hub.test', 'Sec-Fetch-Site': 'same-origin' };
let hub: TestHub;
let token: string;
beforeAll(async () => {
  hub = await testHub();
  token = hub.auth.setup.token() ?? '';
});
afterAll(() => hub.close());

const post = (path: string, json: unknown, headers: Record<string, string> = SAME_ORIGIN) =>
  hub.request(path, { key: null, json, headers });
const cookieOf = (answered: Response) =>
  answered.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

describe('setting up the owner', () => {
  it.each([
    { what: 'a wrong token', json: { ...OWNER, token: 'pls_wrong' }, status: 403 },
    { what: 'a short password', json: { ...OWNER, token: 'x', password: 'short' }, status: 422 },
    { what: 'an address that is none', json: { ...OWNER, token: 'x', email: 'ada' }, status: 422 },
  ])('refuses $what', async ({ json, status }) => {
    expect((await post('/api/v1/setup', json)).status).toBe(status);
    expect(hub.auth.setup.needed()).toBe(true);
  });

  it('refuses a form of another site', async () => {
    const headers = { Origin: 'http://evil.test', Host: 'hub.test' };
    expect((await post('/api/v1/setup', { ...OWNER, token }, headers)).status).toBe(403);
  });

  it('works once, signs the owner in, and the link is worthless afterwards', async () => {
    const done = await post('/api/v1/setup', { ...OWNER, token });
    expect(done.status).toBe(201);
    expect(await done.json()).toEqual({ created: true, signed_in: true });
    const cookie = cookieOf(done);
    expect((await hub.request('/api/v1/servers', { key: null, headers: { Cookie: cookie } })).status).toBe(
      200,
    );
    expect((await post('/api/v1/setup', { ...OWNER, email: 'eve@example.org', token })).status).toBe(403);
    expect(hub.auth.setup.needed()).toBe(false);
  });
});

describe('the owner link of a hub whose first people came by an invitation', () => {
  // Signing in is slowed down by address; these leave the others' alone.
  const peer = '192.0.2.99';
  const GRACE = { name: 'Grace', email: 'grace@example.org', password: OWNER.password };

  async function join(other: TestHub, role: string): Promise<number> {
    const json = { name: 'Grace', client_id: other.fleet.homeClientId, role };
    const { url } = await (await other.request('/api/v1/invitations', { json })).json();
    const invitation = { ...GRACE, token: new URL(url).searchParams.get('token') };
    const accept = '/api/v1/invitations/accept';
    return (await other.request(accept, { key: null, json: invitation, headers: SAME_ORIGIN, peer })).status;
  }
  const setUp = async (other: TestHub, json: object) =>
    (await other.request('/api/v1/setup', { key: null, json, headers: SAME_ORIGIN, peer })).status;

  it.each([
    { role: 'owner', needed: false, status: 403, what: 'is worthless once one of them owns the hub' },
    { role: 'viewer', needed: true, status: 201, what: 'still works while none of them owns it' },
  ])('$what', async ({ role, needed, status }) => {
    const folder = temporaryFolder();
    const first = await testHub({ ...folder, remove: () => undefined });
    const link = first.auth.setup.token() ?? '';
    expect(await join(first, role)).toBe(201);
    expect(first.auth.setup.needed()).toBe(needed);
    expect(await setUp(first, { ...GRACE, token: link })).toBe(needed ? 409 : 403);
    await first.close();
    const again = await testHub(folder);
    const token = again.auth.setup.token() ?? link;
    expect(again.auth.setup.needed()).toBe(needed);
    expect(await setUp(again, { ...OWNER, token })).toBe(status);
    await again.close();
  });

  it('is worthless once one of them is made an owner', async () => {
    const other = await testHub();
    await join(other, 'viewer');
    const { items } = await (await other.request('/api/v1/people')).json();
    const path = `/api/v1/people/${items[0].person_id}/memberships/${other.fleet.homeClientId}`;
    expect((await other.request(path, { method: 'PUT', json: { role: 'owner' } })).status).toBe(200);
    expect(other.auth.setup.needed()).toBe(false);
    await other.close();
  });
});

describe('a signed-in person', () => {
  let cookie: string;
  beforeAll(async () => {
    cookie = cookieOf(
      await post('/api/auth/sign-in/email', { email: OWNER.email, password: OWNER.password }),
    );
  });

  it('has a cookie that scripts cannot read and other sites do not send', async () => {
    const signedIn = await post('/api/auth/sign-in/email', { email: OWNER.email, password: OWNER.password });
    expect(signedIn.headers.getSetCookie().join()).toMatch(/HttpOnly.*SameSite=Lax/i);
  });

  it('changes things from our own page', async () => {
    const headers = { ...SAME_ORIGIN, Cookie: cookie };
    const json = { server_id: 'mine' };
    expect((await hub.request('/api/v1/servers', { key: null, json, headers })).status).toBe(201);
  });

  it.each<{ what: string; headers: Record<string, string> }>([
    { what: 'from another site', headers: { Origin: 'http://evil.test', Host: 'hub.test' } },
    { what: 'without saying from where', headers: { Host: 'hub.test' } },
  ])('changes nothing $what', async ({ headers }) => {
    const json = { server_id: 'forged' };
    const answered = await hub.request('/api/v1/servers', {
      key: null,
      json,
      headers: { ...headers, Cookie: cookie },
    });
    expect(answered.status).toBe(403);
    expect((await hub.request('/api/v1/servers/forged')).status).toBe(404);
  });

  it('is out after signing out', async () => {
    const headers = { ...SAME_ORIGIN, Cookie: cookie };
    expect((await hub.request('/api/auth/sign-out', { key: null, json: {}, headers })).status).toBe(200);
    expect((await hub.request('/api/v1/servers', { key: null, headers })).status).toBe(401);
  });
});

describe('signing in', () => {
  it('refuses a wrong password in our words, and slows guessing down', async () => {
    const attempt = () =>
      post('/api/auth/sign-in/email', { email: OWNER.email, password: 'wrong wrong wrong' });
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      const answered = await attempt();
      statuses.push(answered.status);
      expect((await answered.json()).error.code).toMatch(/unauthenticated|rate_limited/);
    }
    expect(statuses.at(-1)).toBe(429);
  });

  it.each(['/api/auth/sign-up/email', '/api/auth/update-user', '/api/auth/list-sessions'])(
    'keeps the rest of the library closed: %s',
    async (path) => {
      expect(
        (await post(path, { name: 'x', email: 'x@example.org', password: 'long enough password' })).status,
      ).toBe(404);
    },
  );
});

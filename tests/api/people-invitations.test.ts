import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statement } from '../../db/open.ts';
import { clients } from '../../db/tables/fleet.ts';
import { newId } from '../../src/collector/id.ts';
import { type TestHub, temporaryFolder, testHub } from '../factories.ts';
import { cookieOf, OWN_PAGE, signedIn } from '../people.ts';

type Ask = Awaited<ReturnType<typeof signedIn>>;
const SMITH = newId(Date.now());
const DAY_MS = 86_400_000;
const PASSWORD = 'correct horse battery';
let hub: TestHub;
let home: string;
let ada: Ask;
let smith: Ask;
let viewer: Ask;
let people = 0;

beforeAll(async () => {
  const folder = temporaryFolder();
  const first = await testHub({ ...folder, remove: () => undefined });
  const { database } = first.hub;
  const row = { id: SMITH, name: 'Smith', isHome: false, createdAt: Date.now() };
  await database.write([statement(database.writer.insert(clients).values(row))]);
  await first.close();
  hub = await testHub(folder);
  home = hub.fleet.homeClientId;
  ada = await signedIn(hub, 'Ada', { [home]: 'owner' });
  smith = await signedIn(hub, 'Smith', { [SMITH]: 'owner' });
  viewer = await signedIn(hub, 'Viewer', { [home]: 'viewer' });
});
afterAll(() => hub.close());

const invite = async (role = 'viewer', client_id = home, name = 'Grace') => {
  const answered = await hub.request('/api/v1/invitations', { json: { name, client_id, role } });
  const made = await answered.json();
  return { ...made, token: new URL(made.url).searchParams.get('token') ?? '' };
};
const newcomer = (token: string, changes: object = {}) => {
  people += 1;
  return { token, name: 'Grace', email: `grace-${people}@example.org`, password: PASSWORD, ...changes };
};
const accept = (json: object, headers: Record<string, string> = OWN_PAGE) =>
  hub.request('/api/v1/invitations/accept', { key: null, json, headers });
const openFor = async (ask: Ask) => (await (await ask('/api/v1/invitations')).json()).items;
const rowsOf = async (table: string) =>
  (await hub.hub.database.read.$client.execute(`SELECT * FROM ${table}`)).rows;
/** As if the invitation had been made three days ago. */
const expire = (id: string) =>
  hub.hub.database.write([
    { sql: 'UPDATE invitations SET expires_at = ? WHERE id = ?', args: [Date.now() - 1, id] },
  ]);

describe('an invitation', () => {
  it.each([
    { what: 'an owner of the hub, to any client', by: () => ada, to: () => SMITH, status: 201 },
    { what: 'an owner, to their client', by: () => smith, to: () => SMITH, status: 201 },
    { what: 'an owner of another client', by: () => smith, to: () => home, status: 404 },
    { what: 'somebody who owns nothing', by: () => viewer, to: () => home, status: 403 },
    { what: 'an owner, to a client that does not exist', by: () => ada, to: () => newId(1), status: 404 },
  ])('by $what: $status', async ({ by, to, status }) => {
    const before = (await rowsOf('invitations')).length;
    const json = { name: 'Grace', client_id: to(), role: 'owner' };
    expect((await by()('/api/v1/invitations', { json })).status).toBe(status);
    expect((await rowsOf('invitations')).length).toBe(before + (status === 201 ? 1 : 0));
  });

  it.each([
    { what: 'no name', json: { name: ' ' }, field: 'name' },
    { what: 'a role that does not exist', json: { role: 'root' }, field: 'role' },
    { what: 'no client', json: { client_id: null }, field: 'client_id' },
  ])('with $what is refused', async ({ json: changes, field }) => {
    const json = { name: 'Grace', client_id: home, role: 'viewer', ...changes };
    const answered = await ada('/api/v1/invitations', { json });
    expect(answered.status).toBe(422);
    expect((await answered.json()).error.field).toBe(field);
  });

  it('is a link of the public address that works for three days, told once and stored as a hash', async () => {
    const { url, token, expires_at, invitation_id } = await invite();
    expect(url).toMatch(/^http:\/\/hub\.test\/invite\?token=pli_[\w-]{43}$/);
    expect(Math.round((Date.parse(expires_at) - Date.now()) / DAY_MS)).toBe(3);
    expect(await openFor(ada)).toEqual(
      expect.arrayContaining([expect.objectContaining({ invitation_id, name: 'Grace', role: 'viewer' })]),
    );
    expect(JSON.stringify(await openFor(ada))).not.toMatch(/pli_|hash/);
    expect(JSON.stringify(await rowsOf('invitations'))).not.toContain(token);
  });

  it('is seen and taken back only by who owns its client', async () => {
    const { invitation_id: id, token } = await invite();
    const revoke = (ask: Ask) => ask(`/api/v1/invitations/${id}`, { method: 'DELETE' });
    expect(JSON.stringify(await openFor(smith))).not.toContain(id);
    expect((await viewer('/api/v1/invitations')).status).toBe(403);
    expect((await revoke(smith)).status).toBe(404);
    expect((await revoke(viewer)).status).toBe(403);
    expect((await revoke(ada)).status).toBe(204);
    expect((await revoke(ada)).status).toBe(404);
    expect((await accept(newcomer(token))).status).toBe(403);
  });

  it('is cleared away after it has run out', async () => {
    await invite();
    await hub.auth.prune(Date.now());
    expect((await openFor(ada)).length).toBeGreaterThan(0);
    await hub.auth.prune(Date.now() + 4 * DAY_MS);
    expect(await rowsOf('invitations')).toEqual([]);
  });
});

describe('joining with a new account', () => {
  it('signs in with the role of the link, no more', async () => {
    const { token } = await invite('operator', SMITH);
    const done = await accept(newcomer(token));
    expect(done.status).toBe(201);
    expect(await done.json()).toEqual({ joined: true, signed_in: true });
    const headers = { ...OWN_PAGE, Cookie: cookieOf(done) };
    const ask: Ask = (path, request = {}) => hub.request(path, { ...request, key: null, headers });
    const made = await ask('/api/v1/servers', { json: { server_id: 'smith-nas' } });
    expect((await made.json()).client_id).toBe(SMITH);
    expect((await ask('/api/v1/people')).status).toBe(403);
    expect((await ask('/api/v1/servers', { json: { server_id: 'x', client_id: home } })).status).toBe(404);
  });

  it('works although sign-in is slowed down at the moment', async () => {
    const results: boolean[] = [];
    for (let i = 0; i < 5; i += 1) {
      const done = await accept(newcomer((await invite()).token));
      expect(done.status).toBe(201);
      const { signed_in } = await done.json();
      expect(done.headers.getSetCookie().length > 0).toBe(signed_in);
      results.push(signed_in);
    }
    expect(results).toContain(false);
  });

  it('uses the link up', async () => {
    const { token } = await invite();
    expect((await accept(newcomer(token))).status).toBe(201);
    const again = await accept(newcomer(token));
    expect(again.status).toBe(403);
    expect((await again.json()).error).toMatchObject({
      field: 'token',
      remediation: ['Ask whoever invited you for a new link'],
    });
  });

  it('lets one in when two are as fast', async () => {
    const { token } = await invite();
    const before = (await rowsOf('people')).length;
    const answers = await Promise.all([accept(newcomer(token)), accept(newcomer(token))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403]);
    expect((await rowsOf('people')).length).toBe(before + 1);
  });

  it.each([
    { what: 'an unknown token', json: { token: 'pli_unknown' }, status: 403 },
    { what: 'an empty token', json: { token: '' }, status: 422 },
    { what: 'a short password', json: { password: 'short' }, status: 422 },
    { what: 'no name', json: { name: undefined }, status: 422 },
    { what: 'no e-mail address', json: { email: undefined }, status: 422 },
    { what: 'no password', json: { password: undefined }, status: 422 },
    { what: 'an address that is none', json: { email: 'grace' }, status: 422 },
  ])('is refused with $what, and the link stays good', async ({ json, status }) => {
    const { token } = await invite();
    const before = (await rowsOf('people')).length;
    expect((await accept(newcomer(token, json))).status).toBe(status);
    expect((await rowsOf('people')).length).toBe(before);
    expect((await accept(newcomer(token))).status).toBe(201);
  });

  it('is refused once the link has run out', async () => {
    const { token, invitation_id } = await invite();
    await expire(invitation_id);
    expect((await accept(newcomer(token))).status).toBe(403);
    expect(JSON.stringify(await openFor(ada))).not.toContain(invitation_id);
  });

  it('with the address of an account asks to sign in, and tells so only who holds a good link', async () => {
    const { token } = await invite();
    const email = 'Viewer@Example.org';
    const taken = await accept(newcomer(token, { email }));
    expect(taken.status).toBe(409);
    const { error } = await taken.json();
    expect(error).toMatchObject({ field: 'email', remediation: ['Sign in first, then open the link again'] });
    expect((await accept(newcomer('pli_unknown', { email }))).status).toBe(403);
    expect((await accept(newcomer(token))).status).toBe(201);
  });

  it.each<{ what: string; headers: Record<string, string> }>([
    { what: 'from another site', headers: { Origin: 'http://evil.test', Host: 'hub.test' } },
    { what: 'without saying from where', headers: { Host: 'hub.test' } },
  ])('is refused $what', async ({ headers }) => {
    const { token } = await invite();
    expect((await accept(newcomer(token), headers)).status).toBe(403);
    expect((await accept(newcomer(token))).status).toBe(201);
  });

  it('opens nothing else under its address', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const answered = await hub.request('/api/v1/invitations/accept', {
        method,
        key: null,
        headers: OWN_PAGE,
      });
      expect(answered.status, method).toBe(401);
    }
  });
});

describe('joining while signed in', () => {
  let technician: Ask;
  const join = (token: string, more: object = {}) =>
    technician('/api/v1/invitations/accept', { json: { token, ...more } });
  const rolesOf = async (name: string) => {
    const { items } = await (await hub.request('/api/v1/people')).json();
    const found = items.find((person: { name: string }) => person.name === name);
    return found.memberships.map(
      (one: { client_name: string; role: string }) => `${one.client_name} ${one.role}`,
    );
  };

  it('adds the role to the account, without a further one', async () => {
    technician = await signedIn(hub, 'Technician', { [home]: 'operator' });
    const { token } = await invite('viewer', SMITH);
    const before = (await rowsOf('people')).length;
    expect((await join(token)).status).toBe(201);
    expect((await rowsOf('people')).length).toBe(before);
    expect(await rolesOf('Technician')).toEqual(['Home operator', 'Smith viewer']);
    expect((await join(token)).status).toBe(403);
  });

  it.each([
    { role: 'viewer', says: 'You are operator there, which is more' },
    { role: 'operator', says: 'You are operator there already' },
  ])('never takes a role away: $role', async ({ role, says }) => {
    const { token, invitation_id } = await invite(role);
    const answered = await join(token);
    expect(answered.status).toBe(409);
    expect((await answered.json()).error.message).toBe(says);
    expect(await rolesOf('Technician')).toContain('Home operator');
    expect(JSON.stringify(await openFor(hub.request))).toContain(invitation_id);
  });

  it('makes no second account by the way', async () => {
    const { token } = await invite('owner');
    const answered = await join(token, newcomer(token));
    expect(answered.status).toBe(409);
    expect((await answered.json()).error.message).toBe('You are signed in as Technician');
  });

  it('raises a role', async () => {
    const { token } = await invite('owner', SMITH);
    expect((await join(token)).status).toBe(201);
    expect(await rolesOf('Technician')).toContain('Smith owner');
  });

  it('happens once when the page asks twice', async () => {
    const { token } = await invite('owner');
    const answers = await Promise.all([join(token), join(token)]);
    expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1);
    expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
  });
});

describe('what is kept of it', () => {
  it('is who invited whom, and no token, password or address in log or audit', async () => {
    const rows = await rowsOf('audit_log');
    const actions = rows.map((row) => `${row.actor_type} ${row.actor_name}: ${row.action}`);
    expect(actions).toEqual(
      expect.arrayContaining([
        'key Automation: person.invite',
        'person Grace: person.join',
        'person Technician: person.join',
        'person Ada: invitation.revoke',
      ]),
    );
    const kept = JSON.stringify(rows) + hub.logged.join();
    expect(kept).not.toMatch(/pli_|@example\.org/);
    expect(kept).not.toContain(PASSWORD);
  });
});

describe('enrolment tokens that wait', () => {
  const waiting = async (ask: Ask) => (await (await ask('/api/v1/enrolments')).json()).items;
  const enrol = (token: string) =>
    hub.request('/api/v1/agents/enrol', { key: null, json: { token, hostname: 'attic' } });
  const connect = async () =>
    (await hub.request('/api/v1/servers/attic/enrolment', { method: 'POST' })).json();
  beforeAll(async () => {
    await hub.request('/api/v1/servers', { json: { server_id: 'attic', display_name: 'Attic NAS' } });
  });

  it('are listed with their server until an agent has used them', async () => {
    const { token } = await connect();
    const [open] = await waiting(hub.request);
    expect(open).toMatchObject({ server_id: 'attic', display_name: 'Attic NAS', created_by: 'Automation' });
    expect(JSON.stringify(open)).not.toMatch(/ple_|hash/);
    await enrol(token);
    expect(await waiting(hub.request)).toEqual([]);
  });

  it('can be taken back by who may change that server, and by nobody else', async () => {
    const { token } = await connect();
    const [{ enrolment_id: id }] = await waiting(hub.request);
    const revoke = (ask: Ask) => ask(`/api/v1/enrolments/${id}`, { method: 'DELETE' });
    expect(await waiting(smith)).toEqual([]);
    expect((await revoke(smith)).status).toBe(404);
    expect((await viewer('/api/v1/enrolments')).status).toBe(403);
    expect((await revoke(viewer)).status).toBe(403);
    expect((await revoke(hub.request)).status).toBe(204);
    expect((await revoke(hub.request)).status).toBe(404);
    expect((await enrol(token)).status).toBe(401);
    const [row] = (await rowsOf('audit_log')).filter(({ action }) => action === 'enrolment.revoke');
    expect(row).toMatchObject({ subject: 'attic', actor_name: 'Automation' });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statement } from '../../db/open.ts';
import { clients } from '../../db/tables/fleet.ts';
import { newId } from '../../src/collector/id.ts';
import { heartbeat, type TestHub, temporaryFolder, testHub } from '../factories.ts';
import { signedIn } from '../people.ts';

type Ask = Awaited<ReturnType<typeof signedIn>>;
const SMITH = newId(Date.now());
let hub: TestHub;
/** Owns the client Smith and nothing else. */
let smith: Ask;
/** Operates Home and may look at Smith. */
let technician: Ask;
/** Has an account and no role. */
let stranger: Ask;

beforeAll(async () => {
  const folder = temporaryFolder();
  const first = await testHub({ ...folder, remove: () => undefined });
  const client = { id: SMITH, name: 'Smith', isHome: false, createdAt: Date.now() };
  await first.hub.database.write([statement(first.hub.database.writer.insert(clients).values(client))]);
  await first.close();
  hub = await testHub(folder);
  smith = await signedIn(hub, 'Smith', { [SMITH]: 'owner' });
  technician = await signedIn(hub, 'Technician', { [hub.fleet.homeClientId]: 'operator', [SMITH]: 'viewer' });
  stranger = await signedIn(hub, 'Stranger', {});
  await hub.request('/api/v1/agents/heartbeat', { json: heartbeat('nas') });
  await smith('/api/v1/servers', { json: { server_id: 'smith-nas' } });
});
afterAll(() => hub.close());

const idsFor = async (ask: Ask) => {
  const { items } = await (await ask('/api/v1/servers?sort=server_id')).json();
  return items.map((row: { server_id: string }) => row.server_id);
};

describe('people of several clients', () => {
  it('see the servers of their own clients', async () => {
    expect(await idsFor(smith)).toEqual(['smith-nas']);
    expect(await idsFor(technician)).toEqual(['nas', 'smith-nas']);
    expect((await stranger('/api/v1/servers')).status).toBe(403);
  });

  it('add servers to the client they may change', async () => {
    expect((await technician('/api/v1/servers', { json: { server_id: 'shed' } })).status).toBe(201);
    const { client_id } = await (await hub.request('/api/v1/servers/shed')).json();
    expect(client_id).toBe(hub.fleet.homeClientId);
  });

  it.each([
    {
      what: 'change a server they may only look at',
      method: 'PUT',
      path: '/api/v1/servers/smith-nas',
      json: { location: 'x' },
      status: 404,
    },
    { what: 'remove it', method: 'DELETE', path: '/api/v1/servers/smith-nas', status: 404 },
    {
      what: 'connect an agent to it',
      method: 'POST',
      path: '/api/v1/servers/smith-nas/enrolment',
      status: 404,
    },
    {
      what: 'add one to that client',
      method: 'POST',
      path: '/api/v1/servers',
      json: { server_id: 'new', client_id: SMITH },
      status: 404,
    },
  ])('cannot $what', async ({ method, path, json, status }) => {
    const before = await (await hub.request('/api/v1/servers/smith-nas')).json();
    expect((await technician(path, { method, ...(json && { json }) })).status).toBe(status);
    expect(await (await hub.request('/api/v1/servers/smith-nas')).json()).toEqual(before);
  });

  it('make keys for the client they own, not for the hub nor for another', async () => {
    const make = (client_id: string | null) =>
      smith('/api/v1/keys', { json: { name: 'k', scopes: ['admin'], client_id } });
    expect((await make(null)).status).toBe(403);
    expect((await make(hub.fleet.homeClientId)).status).toBe(404);
    const made = await make(SMITH);
    expect(made.status).toBe(201);
    const { key } = await made.json();
    const list = await (await hub.request('/api/v1/servers', { key })).json();
    expect(list.total).toBe(1);
  });

  it('do not learn of keys of others, and cannot revoke them', async () => {
    const json = { name: 'Home only', scopes: ['read'], client_id: hub.fleet.homeClientId };
    const { key, key_id } = await (await hub.request('/api/v1/keys', { json })).json();
    expect(await (await smith('/api/v1/keys')).text()).not.toContain('Home only');
    expect((await smith(`/api/v1/keys/${key_id}`, { method: 'DELETE' })).status).toBe(404);
    expect((await hub.request('/api/v1/fleet', { key })).status).toBe(200);
  });

  it('find an id that another client uses taken, retired or not, and learn no more', async () => {
    const add = () => smith('/api/v1/servers', { json: { server_id: 'shed' } });
    expect((await add()).status).toBe(409);
    await hub.request('/api/v1/servers/shed', { method: 'DELETE' });
    const refused = await add();
    expect(refused.status).toBe(409);
    expect(await refused.text()).not.toContain('Home');
  });
});

describe('a key for one server', () => {
  const make = (scopes: string[]) =>
    hub.request('/api/v1/keys', {
      json: { name: 'bound', client_id: hub.fleet.homeClientId, server_id: 'nas', scopes },
    });

  it.each([['read'], ['operate'], ['admin'], ['ingest'], ['agent:report', 'read']])(
    'cannot hold %s, which would reach beyond it',
    async (...scopes) => {
      const refused = await make(scopes);
      expect(refused.status).toBe(422);
      expect((await refused.json()).error.field).toBe('scopes');
    },
  );

  it('reports for its server and opens nothing else', async () => {
    const { key } = await (await make(['agent:report', 'agent:exec'])).json();
    const report = (id: string) => hub.request('/api/v1/agents/heartbeat', { key, json: heartbeat(id) });
    expect((await report('nas')).status).toBe(200);
    expect((await report('smith-nas')).status).toBe(403);
    for (const path of ['/api/v1/servers/nas', '/api/v1/fleet', '/api/v1/keys', '/api/v1/events']) {
      expect((await hub.request(path, { key })).status).toBe(403);
    }
  });

  it('sends no backlog in which another server hides', async () => {
    const { key } = await (await make(['agent:report'])).json();
    const json = { heartbeats: [heartbeat('nas'), heartbeat('hidden')] };
    expect((await hub.request('/api/v1/agents/heartbeats', { key, json })).status).toBe(403);
    expect((await hub.request('/api/v1/servers/hidden')).status).toBe(404);
  });
});

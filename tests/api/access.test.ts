import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statement } from '../../db/open.ts';
import { clients } from '../../db/tables/fleet.ts';
import { newId } from '../../src/collector/id.ts';
import { heartbeat, type TestHub, temporaryFolder, testHub } from '../factories.ts';

const SILENCE = { note: '', until: null, scope: { server_id: 'nas', rule_id: null, subject: null } };
let hub: TestHub;
/** A second tenant, made before the hub opens, as the webhook will make them. */
const SMITH = newId(Date.now());
const keys = { homeAdmin: '', homeRead: '', homeAgent: '', smithAdmin: '', smithAgent: '', smithRead: '' };

beforeAll(async () => {
  const folder = temporaryFolder();
  const first = await testHub({ ...folder, remove: () => undefined });
  const client = { id: SMITH, name: 'Smith', isHome: false, createdAt: Date.now() };
  await first.hub.database.write([statement(first.hub.database.writer.insert(clients).values(client))]);
  await first.close();
  hub = await testHub(folder);
  const home = hub.fleet.homeClientId;
  const make = async (client_id: string, scopes: string[], server_id: string | null = null) => {
    const json = { name: 'test', client_id, scopes, server_id };
    return (await (await hub.request('/api/v1/keys', { json })).json()).key as string;
  };
  keys.homeAdmin = await make(home, ['admin']);
  keys.homeRead = await make(home, ['read']);
  keys.homeAgent = await make(home, ['agent:report'], 'nas');
  keys.smithAdmin = await make(SMITH, ['admin']);
  keys.smithAgent = await make(SMITH, ['agent:report']);
  keys.smithRead = await make(SMITH, ['read']);
  await hub.request('/api/v1/agents/heartbeat', { json: heartbeat('nas') });
  await hub.request('/api/v1/agents/heartbeat', { key: keys.smithAgent, json: heartbeat('smith-nas') });
});
afterAll(() => hub.close());

describe('who may do what', () => {
  it.each([
    { who: 'homeRead', method: 'GET', path: '/api/v1/servers/nas', status: 200 },
    { who: 'homeRead', method: 'PUT', path: '/api/v1/servers/nas', json: { location: 'Loft' }, status: 403 },
    { who: 'homeRead', method: 'DELETE', path: '/api/v1/servers/nas', status: 403 },
    { who: 'homeRead', method: 'POST', path: '/api/v1/servers', json: { server_id: 'x' }, status: 403 },
    { who: 'homeRead', method: 'POST', path: '/api/v1/servers/nas/enrolment', status: 403 },
    { who: 'homeRead', method: 'GET', path: '/api/v1/keys', status: 403 },
    {
      who: 'homeRead',
      method: 'POST',
      path: '/api/v1/agents/heartbeat',
      json: heartbeat('nas'),
      status: 403,
    },
    {
      who: 'homeAgent',
      method: 'POST',
      path: '/api/v1/agents/heartbeat',
      json: heartbeat('nas'),
      status: 200,
    },
    {
      who: 'homeAgent',
      method: 'POST',
      path: '/api/v1/agents/heartbeat',
      json: heartbeat('other'),
      status: 403,
    },
    { who: 'homeAgent', method: 'GET', path: '/api/v1/servers', status: 403 },
    { who: 'smithAdmin', method: 'GET', path: '/api/v1/servers/smith-nas', status: 200 },
    { who: 'smithAdmin', method: 'GET', path: '/api/v1/servers/nas', status: 404 },
    {
      who: 'smithAdmin',
      method: 'PUT',
      path: '/api/v1/servers/nas',
      json: { location: 'Theirs' },
      status: 404,
    },
    { who: 'smithAdmin', method: 'DELETE', path: '/api/v1/servers/nas', status: 404 },
    { who: 'smithAdmin', method: 'GET', path: '/api/v1/metrics/nas', status: 404 },
    { who: 'smithAdmin', method: 'GET', path: '/api/v1/metrics/nas/latest', status: 404 },
    { who: 'smithAdmin', method: 'GET', path: '/api/v1/servers/nas/services', status: 404 },
    {
      who: 'smithAdmin',
      method: 'PUT',
      path: '/api/v1/servers/nas/services',
      json: { services: [] },
      status: 404,
    },
    { who: 'smithAdmin', method: 'POST', path: '/api/v1/servers', json: { server_id: 'nas' }, status: 409 },
    {
      who: 'smithAdmin',
      method: 'POST',
      path: '/api/v1/keys',
      json: { name: 'all', scopes: ['read'] },
      status: 403,
    },
    {
      who: 'smithAgent',
      method: 'POST',
      path: '/api/v1/agents/heartbeat',
      json: heartbeat('nas'),
      status: 404,
    },
    { who: 'smithRead', method: 'GET', path: '/api/v1/system/stats', status: 200 },
    { who: 'homeRead', method: 'GET', path: '/api/v1/alerts', status: 200 },
    { who: 'homeRead', method: 'GET', path: '/api/v1/deliveries', status: 200 },
    { who: 'homeRead', method: 'POST', path: '/api/v1/silences', json: SILENCE, status: 403 },
    { who: 'homeRead', method: 'PUT', path: '/api/v1/rules/disk', json: { name: 'x' }, status: 403 },
    { who: 'homeAgent', method: 'GET', path: '/api/v1/alerts', status: 403 },
    { who: 'homeAgent', method: 'GET', path: '/api/v1/rules', status: 403 },
    { who: 'homeAgent', method: 'GET', path: '/api/v1/channels/types', status: 403 },
    { who: 'homeAdmin', method: 'POST', path: '/api/v1/silences', json: SILENCE, status: 201 },
    { who: 'homeAdmin', method: 'PUT', path: '/api/v1/rules/disk', json: { name: 'x' }, status: 403 },
    { who: 'homeAdmin', method: 'GET', path: '/api/v1/watchdog', status: 403 },
    { who: 'smithAdmin', method: 'GET', path: '/api/v1/alerts?server_id=nas', status: 404 },
    { who: 'smithAdmin', method: 'POST', path: '/api/v1/silences', json: SILENCE, status: 404 },
    { who: 'smithAdmin', method: 'DELETE', path: '/api/v1/rules/disk', status: 403 },
    { who: 'smithAdmin', method: 'GET', path: '/api/v1/watchdog', status: 403 },
  ] as const)('$who: $method $path → $status', async ({ who, method, path, status, ...rest }) => {
    const json = 'json' in rest ? { json: rest.json } : {};
    const before = await (await hub.request('/api/v1/servers/nas')).json();
    const answered = await hub.request(path, { method, key: keys[who], ...json });
    expect(answered.status).toBe(status);
    if (status >= 400) {
      const after = await (await hub.request('/api/v1/servers/nas')).json();
      expect({ ...after, last_seen: null }).toEqual({ ...before, last_seen: null });
    }
  });

  it('a tenant sees its own servers and nothing of another', async () => {
    const list = await (await hub.request('/api/v1/servers', { key: keys.smithRead })).json();
    expect(list.items.map((row: { server_id: string }) => row.server_id)).toEqual(['smith-nas']);
    const fleet = await (await hub.request('/api/v1/fleet', { key: keys.smithRead })).text();
    expect(fleet).not.toContain('"nas"');
    const stats = await (await hub.request('/api/v1/system/stats', { key: keys.smithRead })).json();
    expect(stats).toMatchObject({ servers: 1, clients: 1 });
  });

  it('a key of a tenant lists the keys of that tenant only', async () => {
    const list = await (await hub.request('/api/v1/keys', { key: keys.smithAdmin })).json();
    expect(list.items.every((key: { client_id: string }) => key.client_id === SMITH)).toBe(true);
    expect(list.items.length).toBeGreaterThan(0);
  });

  it('Authorization: Bearer is as good as X-API-Key', async () => {
    const headers = { Authorization: `Bearer ${keys.homeRead}` };
    expect((await hub.request('/api/v1/servers/nas', { key: null, headers })).status).toBe(200);
  });
});

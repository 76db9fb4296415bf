import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heartbeat, type TestHub, testHub } from '../factories.ts';
import { signedIn } from '../people.ts';

type Ask = Awaited<ReturnType<typeof signedIn>>;
let hub: TestHub;
const people: Record<'owner' | 'operator' | 'viewer', Ask> = {} as never;
let keyId = '';
const NOBODY = '01890000-0000-7000-8000-000000000000';

beforeAll(async () => {
  hub = await testHub();
  const home = hub.fleet.homeClientId;
  for (const role of ['owner', 'operator', 'viewer'] as const) {
    people[role] = await signedIn(hub, role, { [home]: role });
  }
  await hub.request('/api/v1/agents/heartbeat', { json: heartbeat('nas') });
  const json = { name: 'Grafana', scopes: ['read'] };
  keyId = (await (await hub.request('/api/v1/keys', { json })).json()).key_id;
});
afterAll(() => hub.close());

/** Everything that could have been changed, as the one who may see all sees it. */
const everything = async () => {
  const servers = await (await hub.request('/api/v1/servers')).json();
  const { items } = await (await hub.request('/api/v1/keys')).json();
  const audit = await hub.hub.database.read.$client.execute('SELECT count(*) AS rows FROM audit_log');
  return {
    servers,
    keys: items.map((key: object) => ({ ...key, last_used_at: null })),
    audit: audit.rows[0]?.rows,
  };
};

const READS = [
  '/api/v1/servers',
  '/api/v1/servers/nas',
  '/api/v1/servers/nas/services',
  '/api/v1/fleet',
  '/api/v1/metrics/nas',
  '/api/v1/metrics/nas/latest',
  '/api/v1/system/health',
  '/api/v1/system/stats',
];

/** Every door that changes something, with a body it would take. */
const CHANGES: { method: string; path: string; json?: unknown; least: 'operator' | 'owner' }[] = [
  { method: 'POST', path: '/api/v1/servers', json: { server_id: 'attic' }, least: 'operator' },
  { method: 'PUT', path: '/api/v1/servers/nas', json: { location: 'Loft' }, least: 'operator' },
  {
    method: 'PUT',
    path: '/api/v1/servers/nas/services',
    json: { services: [{ name: 'plex' }] },
    least: 'operator',
  },
  { method: 'POST', path: '/api/v1/servers/nas/enrolment', least: 'operator' },
  { method: 'DELETE', path: '/api/v1/servers/nas', least: 'operator' },
  { method: 'POST', path: '/api/v1/keys', json: { name: 'mine', scopes: ['admin'] }, least: 'owner' },
  { method: 'DELETE', path: '/api/v1/keys/KEY', least: 'owner' },
  {
    method: 'POST',
    path: '/api/v1/invitations',
    json: { name: 'Eve', client_id: NOBODY, role: 'owner' },
    least: 'owner',
  },
  { method: 'DELETE', path: `/api/v1/invitations/${NOBODY}`, least: 'owner' },
  {
    method: 'PUT',
    path: `/api/v1/people/${NOBODY}/memberships/${NOBODY}`,
    json: { role: 'owner' },
    least: 'owner',
  },
  { method: 'DELETE', path: `/api/v1/people/${NOBODY}/memberships/${NOBODY}`, least: 'owner' },
  { method: 'POST', path: '/api/v1/agents/heartbeat', json: heartbeat('nas'), least: 'owner' },
  {
    method: 'POST',
    path: '/api/v1/agents/heartbeats',
    json: { heartbeats: [heartbeat('nas')] },
    least: 'owner',
  },
];
const send = (ask: Ask, { method, path, json }: (typeof CHANGES)[number]) =>
  ask(path.replace('KEY', keyId), { method, ...(json !== undefined && { json }) });

describe('roles', () => {
  it.each(READS)('a viewer reads %s', async (path) => {
    expect((await people.viewer(path)).status).toBe(200);
  });

  it.each(CHANGES)('a viewer cannot $method $path, and nothing changes', async (change) => {
    const before = await everything();
    const answered = await send(people.viewer, change);
    expect(answered.status).toBe(403);
    expect((await answered.json()).error.code).toBe('forbidden');
    expect(await everything()).toEqual(before);
  });

  it.each(CHANGES.filter(({ least }) => least === 'owner'))(
    'an operator cannot $method $path, and nothing changes',
    async (change) => {
      const before = await everything();
      expect((await send(people.operator, change)).status).toBe(403);
      expect(await everything()).toEqual(before);
    },
  );

  it.each(['viewer', 'operator'] as const)('a %s does not see keys', async (role) => {
    expect((await people[role]('/api/v1/keys')).status).toBe(403);
  });

  it('an operator adds, changes, connects and removes servers', async () => {
    const statuses: number[] = [];
    for (const change of CHANGES.filter(({ least }) => least === 'operator')) {
      statuses.push((await send(people.operator, change)).status);
    }
    expect(statuses).toEqual([201, 200, 200, 201, 204]);
  });

  it('an owner makes and revokes keys, for the whole hub and for one client', async () => {
    for (const client_id of [null, hub.fleet.homeClientId]) {
      const made = await people.owner('/api/v1/keys', { json: { name: 'n8n', scopes: ['read'], client_id } });
      expect(made.status).toBe(201);
      const { key, key_id, created_by } = await made.json();
      expect(created_by).toBe('owner');
      expect((await hub.request('/api/v1/fleet', { key })).status).toBe(200);
      expect((await people.owner(`/api/v1/keys/${key_id}`, { method: 'DELETE' })).status).toBe(204);
      expect((await hub.request('/api/v1/fleet', { key })).status).toBe(401);
    }
  });

  it('every change is in the audit log with who did it, and no secret is', async () => {
    const { rows } = await hub.hub.database.read.$client.execute('SELECT * FROM audit_log ORDER BY id');
    const done = rows.map((row) => `${row.actor_type} ${row.actor_name}: ${row.action} ${row.subject}`);
    expect(done).toEqual(
      expect.arrayContaining([
        'key Automation: server.register nas',
        'person operator: server.create attic',
        'person operator: server.update nas',
        'person operator: enrolment.create nas',
        'person operator: server.delete nas',
        expect.stringMatching(/^person owner: key\.create /),
        expect.stringMatching(/^person owner: key\.revoke /),
      ]),
    );
    expect(JSON.stringify(rows)).not.toMatch(/pl_|ple_|pls_/);
    expect(rows.every((row) => /^[0-9a-f-]{36}$/.test(String(row.request_id)))).toBe(true);
  });
});

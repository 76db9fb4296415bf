import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heartbeat, type TestHub, testHub } from '../factories.ts';

const HEARTBEAT = '/api/v1/agents/heartbeat';
let hub: TestHub;
beforeAll(async () => {
  hub = await testHub();
});
afterAll(() => hub.close());

const FIELDS = {
  display_name: 'Media server',
  hostname: 'media.home.lan',
  ip_address: '192.168.1.13',
  mac_address: 'aa:bb:cc:00:11:22',
  tdp_watts: 65,
  location: 'Cupboard',
  tags: ['omv', 'media'],
  expected_services: [
    { name: 'plex', critical: true },
    { name: 'jackett', critical: false },
  ],
};

describe('a server', () => {
  it('is added with every field and read back as it was', async () => {
    const created = await hub.request('/api/v1/servers', { json: { server_id: 'media', ...FIELDS } });
    expect(created.status).toBe(201);
    const read = await (await hub.request('/api/v1/servers/media')).json();
    expect(read).toMatchObject({
      server_id: 'media',
      ...FIELDS,
      status: 'unknown',
      level: 'unknown',
      last_seen: null,
    });
    expect(await created.json()).toEqual(read);
  });

  it('needs nothing but an id, and reports fill the rest', async () => {
    await hub.request('/api/v1/servers', { json: { server_id: 'bare' } });
    await hub.request(HEARTBEAT, { json: heartbeat('bare') });
    expect(await (await hub.request('/api/v1/servers/bare')).json()).toMatchObject({
      display_name: 'bare',
      hostname: 'bare',
      ip_address: '192.0.2.7',
      tdp_watts: 50,
      status: 'online',
    });
  });

  it('keeps what a person says of it, whatever reports say, and fields that are not sent', async () => {
    const json = { display_name: 'Films', ip_address: '10.0.0.5' };
    const updated = await hub.request('/api/v1/servers/media', { method: 'PUT', json });
    expect(updated.status).toBe(200);
    const host = { hostname: 'other', ip_addresses: ['172.16.0.1'], agent_version: '0.1.0' };
    await hub.request(HEARTBEAT, { json: heartbeat('media', Date.now(), { host }) });
    expect(await (await hub.request('/api/v1/servers/media')).json()).toMatchObject({ ...FIELDS, ...json });
  });

  it('that nothing is said of leaves no trace of a change', async () => {
    const changes = async () =>
      (await (await hub.request('/api/v1/audit?action=server.update')).json()).items;
    const before = await changes();
    const answered = await hub.request('/api/v1/servers/media', { method: 'PUT', json: {} });
    expect(answered.status).toBe(200);
    expect(await changes()).toEqual(before);
  });

  it('takes a new list of expected services', async () => {
    const json = { services: [{ name: 'plex', critical: false }] };
    const answered = await hub.request('/api/v1/servers/media/services', { method: 'PUT', json });
    expect((await answered.json()).items).toMatchObject([
      { name: 'plex', critical: false, status: 'unknown' },
    ]);
  });

  it.each([
    { what: 'an address that is none', json: { ip_address: '300.1.1.1' }, field: 'ip_address' },
    { what: 'a MAC that is none', json: { mac_address: 'hello' }, field: 'mac_address' },
    { what: 'negative watts', json: { tdp_watts: -1 }, field: 'tdp_watts' },
    { what: 'an empty name', json: { display_name: '  ' }, field: 'display_name' },
    {
      what: 'a service name with a blank',
      json: { expected_services: [{ name: 'rm -rf' }] },
      field: 'expected_services.0.name',
    },
  ])('refuses $what and names the field', async ({ json, field }) => {
    const answered = await hub.request('/api/v1/servers/media', { method: 'PUT', json });
    expect(answered.status).toBe(422);
    expect((await answered.json()).error.field).toBe(field);
  });

  it('has an id that is taken once', async () => {
    expect((await hub.request('/api/v1/servers', { json: { server_id: 'media' } })).status).toBe(409);
  });
});

describe('removing a server', () => {
  it('removes it with its samples, ends its keys and retires its id until a person adds it again', async () => {
    await hub.request(HEARTBEAT, { json: heartbeat('old') });
    const home = hub.fleet.homeClientId;
    const json = { name: 'agent', client_id: home, server_id: 'old', scopes: ['agent:report'] };
    const { key } = await (await hub.request('/api/v1/keys', { json })).json();

    expect((await hub.request('/api/v1/servers/old', { method: 'DELETE' })).status).toBe(204);
    expect((await hub.request('/api/v1/servers/old')).status).toBe(404);
    expect((await hub.request('/api/v1/metrics/old')).status).toBe(404);
    expect((await hub.request(HEARTBEAT, { key, json: heartbeat('old') })).status).toBe(401);
    expect((await hub.request(HEARTBEAT, { json: heartbeat('old') })).status).toBe(410);

    expect((await hub.request('/api/v1/servers', { json: { server_id: 'old' } })).status).toBe(201);
    expect((await hub.request('/api/v1/metrics/old/latest')).status).toBe(404);
    expect((await hub.request(HEARTBEAT, { json: heartbeat('old') })).status).toBe(200);
  });
});

describe('the list of servers', () => {
  const ids = async (query: string) => {
    const body = await (await hub.request(`/api/v1/servers?${query}`)).json();
    return body.items.map((row: { server_id: string }) => row.server_id);
  };

  it('filters, sorts and searches', async () => {
    expect(await ids('tag=media')).toEqual(['media']);
    expect(await ids('q=films')).toEqual(['media']);
    expect(await ids('status=unknown')).toEqual([]);
    const byName = await ids('sort=server_id');
    expect(await ids('sort=-server_id')).toEqual(byName.toReversed());
  });

  it('is paged without repeating or losing a row', async () => {
    const all = await ids('sort=server_id');
    const first = await (await hub.request('/api/v1/servers?sort=server_id&limit=2')).json();
    const rest = await ids(`sort=server_id&limit=200&cursor=${first.next_cursor}`);
    expect([...first.items.map((row: { server_id: string }) => row.server_id), ...rest]).toEqual(all);
    expect(first.total).toBe(all.length);
  });

  it.each(['sort=password', 'cursor=nowhere', 'limit=0', 'status=great'])('refuses %s', async (query) => {
    expect((await hub.request(`/api/v1/servers?${query}`)).status).toBe(422);
  });

  it('clamps a limit that is too high and ignores what it does not know', async () => {
    expect((await hub.request('/api/v1/servers?limit=100000&colour=blue')).status).toBe(200);
  });
});

describe('the fleet view', () => {
  it('says in one sentence how things are, worst first', async () => {
    await hub.request(HEARTBEAT, { json: heartbeat('full', Date.now(), { metrics: { disk_percent: 95 } }) });
    const view = await (await hub.request('/api/v1/fleet')).json();
    expect(view.servers[0]).toMatchObject({
      server_id: 'full',
      level: 'critical',
      reasons: ['The disk is 95 % full'],
    });
    expect(view.level).toBe('critical');
    expect(view.sentence).toContain('full');
    expect(view.online + view.offline + view.unknown).toBe(view.servers.length);
  });
});

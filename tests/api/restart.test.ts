import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heartbeat, type TestHub, temporaryFolder, testHub } from '../factories.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
let folder: ReturnType<typeof temporaryFolder>;
let hub: TestHub;
beforeEach(async () => {
  folder = temporaryFolder();
  hub = await open();
});
afterEach(async () => {
  await hub.close();
  folder.remove();
});

/** It does nothing by the clock. */
const open = () => testHub({ ...folder, remove: () => undefined }, undefined, 'error', Date.now());
const restart = async () => {
  await hub.close();
  hub = await open();
};
const server = async (id: string) => (await hub.request(`/api/v1/servers/${id}`)).json();
const report = (id: string, at?: number, changes = {}) =>
  hub.request('/api/v1/agents/heartbeat', { json: heartbeat(id, at, changes) });
const services = (status: 'running' | 'failed' | 'stopped') => ({ services: [{ name: 'smbd', status }] });
const rows = async (query: string) => (await hub.hub.database.read.$client.execute(query)).rows;

describe('after a restart', () => {
  it('a server is what it was: facts, states, newest numbers and what a person said', async () => {
    await hub.request('/api/v1/servers', {
      json: {
        server_id: 'nas',
        display_name: 'Films',
        tags: ['loft'],
        expected_services: [{ name: 'smbd' }],
      },
    });
    await report('nas', Date.now() - MINUTE, services('running'));
    await report('nas', Date.now(), services('failed'));
    const before = await server('nas');
    expect(before).toMatchObject({ status: 'online', level: 'high', services: [{ status: 'failed' }] });
    await restart();
    expect({ ...(await server('nas')), last_seen: null }).toEqual({ ...before, last_seen: null });
  });

  it('last seen is the newest report, never in the future', async () => {
    const ahead = Date.now() + 4 * MINUTE;
    await report('nas', ahead);
    await report('attic', Date.now() - 10 * MINUTE);
    await restart();
    expect(Date.parse((await server('nas')).last_seen)).toBeLessThanOrEqual(Date.now());
    expect(Date.parse((await server('attic')).last_seen)).toBeLessThan(Date.now() - 9 * MINUTE);
  });

  it('nothing goes offline because the hub was away', async () => {
    await report('nas', Date.now() - 60 * MINUTE);
    await restart();
    const start = Date.now();
    expect(await hub.fleet.markOffline(start, start + 2 * MINUTE)).toEqual([]);
    expect((await server('nas')).status).toBe('online');
    expect(await hub.fleet.markOffline(start, start + 4 * MINUTE)).toHaveLength(1);
  });

  it('who was offline stays so until it reports, and who was never seen is unknown', async () => {
    await report('nas');
    await hub.request('/api/v1/servers', { json: { server_id: 'never' } });
    await hub.fleet.markOffline(0, Date.now() + 4 * MINUTE);
    await restart();
    expect((await server('nas')).status).toBe('offline');
    expect((await server('never')).status).toBe('unknown');
  });

  it('a report of before does not speak for the present', async () => {
    await report('nas', Date.now(), services('failed'));
    await restart();
    await report('nas', Date.now() - 5 * MINUTE, services('running'));
    const { changes } = await server('nas');
    expect(changes.filter((change: { kind: string }) => change.kind === 'service')).toHaveLength(1);
  });

  it('an alert is what it was, and what people said of it holds', async () => {
    const push = () =>
      hub.request('/webhook/metrics', {
        json: { system: { id: 'nas' }, alerts: [{ severity: 'critical', message: 'Fan failed' }] },
      });
    await push();
    const all = async () => (await hub.request('/api/v1/alerts')).json();
    const [{ alert_id: id }] = (await all()).items;
    await hub.request(`/api/v1/alerts/${id}/acknowledge`, { json: { note: 'A new one is coming' } });
    await hub.request(`/api/v1/alerts/${id}/snooze`, { json: { minutes: 60 } });
    const before = await all();
    expect(before.items[0]).toMatchObject({ status: 'acknowledged', note: 'A new one is coming' });
    await restart();
    expect(await all()).toEqual(before);
    await push();
    expect((await all()).items).toHaveLength(1);
    await hub.request(`/api/v1/alerts/${id}/resolve`, { method: 'POST' });
    await restart();
    await push();
    expect((await all()).items).toMatchObject([{ alert_id: id, status: 'resolved' }]);
  });

  it('rules, channels, quiet times, learning and the watchdog are there', async () => {
    await report('nas');
    const make = (path: string, json: object, method = 'POST') =>
      hub.request(`/api/v1/${path}`, { method, json });
    const scope = { server_id: 'nas', rule_id: 'disk', subject: null };
    const timetable = { type: 'once', starts: '2999-01-01T10:00', ends: '2999-01-02T10:00' };
    const zone = 'Europe/London';
    await make('rules/disk', { is_enabled: false }, 'PUT');
    const config = { webhook_url: 'https://discord.com/api/webhooks/1/x' };
    await make('channels', { type: 'discord', name: 'Team', config });
    await make('silences', { note: 'x', until: null, scope });
    await make('maintenance-windows', {
      name: 'Move',
      zone,
      timetable,
      scope: { server_id: 'nas', tag: null },
    });
    await make('watchdog', { url: 'https://hc-ping.com/1' }, 'PUT');
    const until = new Date(Date.now() + DAY).toISOString();
    await make('servers/nas/learning', { until }, 'PUT');
    const paths = ['rules', 'channels', 'silences', 'maintenance-windows', 'watchdog'];
    const state = () => Promise.all(paths.map(async (path) => (await hub.request(`/api/v1/${path}`)).json()));
    const before = await state();
    expect(before.slice(1, 4).map(({ items }) => items.length)).toEqual([1, 1, 1]);
    const learning = (await server('nas')).learning_until;
    await restart();
    expect(await state()).toEqual(before);
    expect(learning).toBe(until);
    expect((await server('nas')).learning_until).toBe(until);
  });

  it('a removed server stays removed, and may come back empty', async () => {
    await report('nas');
    await hub.request('/api/v1/servers/nas', { method: 'DELETE' });
    await restart();
    expect((await report('nas')).status).toBe(410);
    await hub.request('/api/v1/servers', { json: { server_id: 'nas' } });
    await restart();
    expect(await server('nas')).toMatchObject({ status: 'unknown', changes: [], latest: {} });
    expect((await report('nas')).status).toBe(200);
  });

  it('keys and their last use are there, revoked ones stay revoked, and no second admin key is made', async () => {
    const make = async () =>
      (await hub.request('/api/v1/keys', { json: { name: 'k', scopes: ['read'] } })).json();
    const [kept, revoked] = [await make(), await make()];
    await hub.request('/api/v1/servers', { key: kept.key });
    await hub.request(`/api/v1/keys/${revoked.key_id}`, { method: 'DELETE' });
    await restart();
    expect((await hub.request('/api/v1/servers', { key: kept.key })).status).toBe(200);
    expect((await hub.request('/api/v1/servers', { key: revoked.key })).status).toBe(401);
    const { items } = await (await hub.request('/api/v1/keys')).json();
    expect(items.map((key: { name: string }) => key.name).sort()).toEqual(['Automation', 'k', 'k']);
    const row = items.find((key: { key_id: string }) => key.key_id === kept.key_id);
    expect(row.last_used_at).not.toBeNull();
  });

  it('an enrolment token is still good, the owner link is a new one', async () => {
    await hub.request('/api/v1/servers', { json: { server_id: 'nas' } });
    const { token } = await (await hub.request('/api/v1/servers/nas/enrolment', { method: 'POST' })).json();
    const link = hub.auth.setup.token();
    await restart();
    const json = { token, hostname: 'nas' };
    expect((await hub.request('/api/v1/agents/enrol', { key: null, json })).status).toBe(200);
    expect(hub.auth.setup.token()).not.toBe(link);
  });
});

describe('a key that the environment gives', () => {
  it('that a person revoked stays revoked', async () => {
    const { items } = await (await hub.request('/api/v1/keys')).json();
    const { key: mine } = await (
      await hub.request('/api/v1/keys', { json: { name: 'mine', scopes: ['admin'] } })
    ).json();
    await hub.request(`/api/v1/keys/${items[0].key_id}`, { method: 'DELETE' });
    await restart();
    expect((await hub.request('/api/v1/servers')).status).toBe(401);
    expect((await hub.request('/api/v1/servers', { key: mine })).status).toBe(200);
  });

  it('is not needed: a new database gets one, which is told once', async () => {
    await hub.hub.database.write(['DELETE FROM api_keys']);
    const made = await hub.auth.ensureAdminKey(undefined, Date.now());
    expect(made).toMatch(/^pl_/);
    expect((await hub.request('/api/v1/keys', { key: made })).status).toBe(200);
    expect(await hub.auth.ensureAdminKey(undefined, Date.now())).toBeNull();
  });

  it('of the built-in agent is another one each time, and the one before ends', async () => {
    await report('nas');
    const renew = () => hub.auth.renewLocalAgentKey(hub.fleet.homeClientId, 'nas', Date.now());
    const [first, second] = [await renew(), await renew()];
    const as = (key: string) => hub.request('/api/v1/agents/heartbeat', { key, json: heartbeat('nas') });
    expect([(await as(first)).status, (await as(second)).status]).toEqual([401, 200]);
  });
});

describe('pruning transitions', () => {
  it('forgets old ones but the newest of each subject, which says what is true', async () => {
    const now = Date.now();
    await report('nas', now - 20 * DAY, services('running'));
    await report('nas', now - 10 * DAY, services('failed'));
    await report('nas', now - 5 * DAY, services('stopped'));
    await hub.fleet.prune(now + 500 * DAY);
    const left = await rows('SELECT kind, subject, state FROM transitions ORDER BY at');
    expect(left.map((row) => `${row.kind} ${row.subject}: ${row.state}`)).toEqual([
      'service smbd: stopped',
      'server : online',
    ]);
    await restart();
    expect(await server('nas')).toMatchObject({ status: 'online' });
  });

  it('keeps everything within the time that is set', async () => {
    const now = Date.now();
    await report('nas', now - 20 * DAY, services('running'));
    await report('nas', now - 10 * DAY, services('failed'));
    await hub.fleet.prune(now);
    expect(await rows('SELECT id FROM transitions')).toHaveLength(3);
  });
});

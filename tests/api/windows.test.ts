import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { windowSchema } from '../../src/collector/alerts/index.ts';
import type { TestRequest } from '../factories.ts';
import { hubOfTwoClients } from '../two-clients.ts';

const PATH = '/api/v1/maintenance-windows';
const DAY_MS = 86_400_000;
let hub: Awaited<ReturnType<typeof hubOfTwoClients>>['hub'];
let home: string;
let smith: string;
let smithKey: string;
let viewerKey: string;

beforeAll(async () => {
  const made = await hubOfTwoClients();
  ({ hub, home, smith } = made);
  smithKey = await made.keyFor(smith, ['read', 'operate']);
  viewerKey = await made.keyFor(home, ['read']);
  await hub.request('/api/v1/servers', { json: { server_id: 'nas' } });
  await hub.request('/api/v1/servers', { json: { server_id: 'smith-nas', client_id: smith } });
});
afterAll(() => hub.close());

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const WINDOW = {
  name: 'Backups',
  zone: 'Europe/London',
  timetable: { type: 'weekly', days: EVERY_DAY, starts: '02:00', ends: '04:00' },
  scope: { server_id: null, tag: null },
};
const ALL_DAY = { ...WINDOW, timetable: { ...WINDOW.timetable, starts: '00:00', ends: '00:00' } };
const once = (starts: string, ends: string) => ({ ...WINDOW, timetable: { type: 'once', starts, ends } });
const plan = (json: object, request: TestRequest = {}) => hub.request(PATH, { ...request, json });
const listed = async (key?: string) => (await (await hub.request(PATH, key ? { key } : {})).json()).items;
const idsOf = async (key?: string) =>
  (await listed(key)).map(({ window_id: id }: { window_id: string }) => id);
const remove = (id: string, request: TestRequest = {}) =>
  hub.request(`${PATH}/${id}`, { ...request, method: 'DELETE' });
const matter = (serverId: string, clientId: string) => ({
  clientId,
  serverId,
  tags: [],
  ruleId: 'disk',
  subject: '/',
});

describe('a maintenance window', () => {
  it('is planned, listed with when it opens next, changed and removed, and each is noted', async () => {
    const made = await plan(WINDOW);
    expect(made.status).toBe(201);
    const view = await made.json();
    expect(view).toMatchObject({
      ...WINDOW,
      client_id: home,
      client_name: 'Home',
      created_by: expect.any(String),
    });
    expect(Date.parse(view.next_start)).toBeGreaterThan(Date.now());
    expect(await listed()).toEqual([view]);

    const path = `${PATH}/${view.window_id}`;
    const json = { ...ALL_DAY, name: 'Move' };
    const changed = await (await hub.request(path, { method: 'PUT', json })).json();
    expect(changed).toMatchObject({ name: 'Move', is_active: true, created_at: view.created_at });
    expect(await listed()).toEqual([changed]);

    expect((await remove(view.window_id)).status).toBe(204);
    expect(await listed()).toEqual([]);
    expect((await remove(view.window_id)).status).toBe(404);
    const { items } = await (await hub.request('/api/v1/audit')).json();
    const own = items.filter(({ subject }: { subject: string }) => subject === view.window_id);
    expect(own.map(({ action }: { action: string }) => action)).toEqual([
      'window.delete',
      'window.update',
      'window.create',
    ]);
  });

  it('keeps quiet what it covers as soon as it is there, and no longer than it is', async () => {
    const now = Date.now();
    const muted = () => hub.alerts.mutes.muteOf(matter('nas', home), now);
    expect(muted()).toBeNull();
    const { window_id } = await (await plan(ALL_DAY)).json();
    expect(muted()?.reason).toBe('Maintenance “Backups” until 00:00');
    expect(hub.alerts.mutes.muteOf(matter('smith-nas', smith), now)).toBeNull();
    await remove(window_id);
    expect(muted()).toBeNull();
  });

  it('opens and shuts by the clock', async () => {
    const day = '2050-06-10T';
    const { window_id } = await (await plan({ ...once(`${day}20:00`, `${day}22:00`), zone: 'UTC' })).json();
    const isQuiet = (at: string) =>
      hub.alerts.mutes.muteOf(matter('nas', home), Date.parse(`${day}${at}Z`)) !== null;
    expect(['19:59:59.999', '20:00:00.000', '21:59:59.999', '22:00:00.000'].map(isQuiet)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    await remove(window_id);
  });

  it('for a server is of its client, whatever is chosen else', async () => {
    const scope = { server_id: 'smith-nas', tag: null };
    const made = await (await plan({ ...WINDOW, scope })).json();
    expect(made.client_id).toBe(smith);
    const elsewhere = await plan({ ...WINDOW, scope, client_id: home });
    expect(elsewhere.status).toBe(422);
    expect((await elsewhere.json()).error.field).toBe('client_id');
    const path = `${PATH}/${made.window_id}`;
    const json = { ...WINDOW, scope: { server_id: 'nas', tag: null } };
    expect((await hub.request(path, { method: 'PUT', json })).status).toBe(422);
    await remove(made.window_id);
  });

  it('is nobody else’s business', async () => {
    const { window_id } = await (await plan(WINDOW)).json();
    const own = await (await plan(WINDOW, { key: smithKey })).json();
    expect(own.client_id).toBe(smith);
    expect(await idsOf(smithKey)).toEqual([own.window_id]);
    const request = { key: smithKey, method: 'PUT', json: WINDOW };
    expect((await hub.request(`${PATH}/${window_id}`, request)).status).toBe(404);
    expect((await remove(window_id, { key: smithKey })).status).toBe(404);
    expect((await plan({ ...WINDOW, client_id: home }, { key: smithKey })).status).toBe(404);
    const foreign = { ...WINDOW, scope: { server_id: 'nas', tag: null } };
    expect((await plan(foreign, { key: smithKey })).status).toBe(404);
    expect((await idsOf()).sort()).toEqual([window_id, own.window_id].sort());
    await remove(window_id);
    await remove(own.window_id);
  });

  it('is seen and not changed by who may only read', async () => {
    const { window_id } = await (await plan(WINDOW)).json();
    expect(await idsOf(viewerKey)).toEqual([window_id]);
    expect((await plan(WINDOW, { key: viewerKey })).status).toBe(403);
    expect((await remove(window_id, { key: viewerKey })).status).toBe(403);
    await remove(window_id);
  });

  it.each([
    {
      what: 'that ends before it begins',
      json: once('2050-01-02T10:00', '2050-01-02T09:00'),
      field: 'timetable.ends',
    },
    { what: 'that is over', json: once('2020-01-02T10:00', '2020-01-02T11:00'), field: 'timetable.ends' },
    {
      what: 'on a day that is none',
      json: once('2050-02-30T10:00', '2050-03-02T11:00'),
      field: 'timetable.starts',
    },
    { what: 'in no zone', json: { ...WINDOW, zone: 'Middle/Earth' }, field: 'zone' },
    {
      what: 'on no day of the week',
      json: { ...WINDOW, timetable: { ...WINDOW.timetable, days: [] } },
      field: 'timetable.days',
    },
    { what: 'without a name', json: { ...WINDOW, name: ' ' }, field: 'name' },
  ])('$what is refused at its field', async ({ json, field }) => {
    const answered = await plan(json);
    expect(answered.status).toBe(422);
    expect((await answered.json()).error.field).toBe(field);
    expect(await listed()).toEqual([]);
  });
});

it('of a client there are two hundred at most, and what is over takes no room', async () => {
  const now = Date.now();
  const ctx = hub.auth.contextOfKey(smithKey, 'test', now) ?? expect.unreachable();
  const { mutes } = hub.alerts;
  const until = new Date(now - 9 * DAY_MS).toISOString();
  const silence = { note: '', until, scope: { server_id: null, rule_id: 'disk', subject: null } };
  await mutes.createSilence(ctx, silence, undefined, now - 10 * DAY_MS);
  const window = windowSchema.parse(WINDOW);
  for (let i = 0; i < 200; i += 1) await mutes.createWindow(ctx, window, undefined, now);
  const refused = await plan(WINDOW, { key: smithKey });
  expect(refused.status).toBe(409);
  expect((await refused.json()).error.remediation).toHaveLength(1);
  expect((await plan(WINDOW)).status).toBe(201);
});

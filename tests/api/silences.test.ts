import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHub, type TestRequest, temporaryFolder, testHub } from '../factories.ts';
import { signedIn } from '../people.ts';

const PATH = '/api/v1/silences';
const DAY_MS = 86_400_000;
const folder = temporaryFolder();
let hub: TestHub;
let home: string;
let ana: Awaited<ReturnType<typeof signedIn>>;
let viewer: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  hub = await testHub(folder);
  home = hub.fleet.homeClientId;
  ana = await signedIn(hub, 'Ana', { [home]: 'operator' });
  viewer = await signedIn(hub, 'Ben', { [home]: 'viewer' });
  await hub.request('/api/v1/servers', { json: { server_id: 'nas' } });
});
afterAll(() => hub.close());

const NOTHING = { server_id: null, rule_id: null, subject: null };
const SILENCE = { note: 'New disk ordered', until: null, scope: { ...NOTHING, server_id: 'nas' } };
const ask = (json: object, request: TestRequest = {}) => ana(PATH, { ...request, json });
const listed = async () => (await (await ana(PATH)).json()).items;
const takeBack = (id: string) => ana(`${PATH}/${id}`, { method: 'DELETE' });
const mutedAt = (now: number, changes: object = {}) =>
  hub.alerts.mutes.muteOf(
    { clientId: home, serverId: 'nas', tags: [], ruleId: 'disk', subject: '/data', ...changes },
    now,
  );

describe('a silence', () => {
  it('says who asked for it and why, keeps quiet what it names, and is taken back', async () => {
    const made = await ask(SILENCE);
    expect(made.status).toBe(201);
    const view = await made.json();
    expect(view).toMatchObject({ ...SILENCE, client_id: home, created_by: 'Ana', is_active: true });
    expect(await listed()).toEqual([view]);
    expect(mutedAt(Date.now())).toEqual({
      reason: 'Silenced by Ana until somebody takes it back: New disk ordered',
      until: null,
    });
    expect(mutedAt(Date.now(), { serverId: 'media' })).toBeNull();

    expect((await takeBack(view.silence_id)).status).toBe(204);
    expect(mutedAt(Date.now())).toBeNull();
    expect(await listed()).toEqual([]);
    expect((await takeBack(view.silence_id)).status).toBe(404);
    const { items } = await (await hub.request('/api/v1/audit')).json();
    const own = items.filter(({ subject }: { subject: string }) => subject === view.silence_id);
    expect(own.map(({ action }: { action: string }) => action)).toEqual(['silence.delete', 'silence.create']);
  });

  it('ends to the millisecond, in whatever zone its end was said', async () => {
    const end = Date.now() + 3_600_000;
    const local = `${new Date(end + 3_600_000).toISOString().slice(0, -1)}+01:00`;
    const view = await (await ask({ ...SILENCE, until: local })).json();
    expect(view.until).toBe(new Date(end).toISOString());
    expect(mutedAt(end - 1)?.until).toBe(end);
    expect(mutedAt(end)).toBeNull();
    await takeBack(view.silence_id);
  });

  it('outlives a restart', async () => {
    const { silence_id } = await (await ask(SILENCE)).json();
    await hub.stop();
    hub = await testHub(folder);
    ana = await signedIn(hub, 'Ann', { [home]: 'operator' });
    viewer = await signedIn(hub, 'Bob', { [home]: 'viewer' });
    expect(mutedAt(Date.now())?.reason).toContain('Silenced by Ana');
    await takeBack(silence_id);
  });

  it('is seen and not changed by who may only look', async () => {
    const { silence_id } = await (await ask(SILENCE)).json();
    expect((await (await viewer(PATH)).json()).items).toHaveLength(1);
    expect((await viewer(PATH, { json: SILENCE })).status).toBe(403);
    expect((await viewer(`${PATH}/${silence_id}`, { method: 'DELETE' })).status).toBe(403);
    expect(mutedAt(Date.now())).not.toBeNull();
    await takeBack(silence_id);
  });

  it('that is over is shown for two weeks', async () => {
    const now = Date.now();
    const key = { name: 'operator', client_id: home, scopes: ['read', 'operate'] };
    const { key: secret } = await (await hub.request('/api/v1/keys', { json: key })).json();
    const ctx = hub.auth.contextOfKey(secret, 'test', now) ?? expect.unreachable();
    const until = new Date(now - DAY_MS).toISOString();
    await hub.alerts.mutes.createSilence(ctx, { ...SILENCE, until }, undefined, now - 2 * DAY_MS);
    await hub.alerts.mutes.prune(now);
    expect(await listed()).toMatchObject([{ is_active: false, until }]);
    await hub.alerts.mutes.prune(now + 13 * DAY_MS + 1);
    expect(await listed()).toEqual([]);
  });

  it.each([
    { what: 'of everything', changes: { scope: NOTHING }, status: 422, field: 'scope' },
    { what: 'that is over', changes: { until: '2020-01-01T00:00:00Z' }, status: 422, field: 'until' },
    { what: 'until some day', changes: { until: 'tomorrow' }, status: 422, field: 'until' },
    {
      what: 'of a server that is not there',
      changes: { scope: { ...NOTHING, server_id: 'nobody' } },
      status: 404,
    },
    { what: 'of a client that is not there', changes: { client_id: 'nobody' }, status: 422 },
  ])('$what is refused', async ({ changes, status, field }) => {
    const answered = await ask({ ...SILENCE, ...changes });
    expect(answered.status).toBe(status);
    if (field) expect((await answered.json()).error.field).toBe(field);
    expect(await listed()).toEqual([]);
  });
});

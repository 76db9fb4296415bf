import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Statement, statement } from '../../db/open.ts';
import { incidents, incidentUpdates } from '../../db/tables/status-pages.ts';
import { newId } from '../../src/collector/id.ts';
import { type TroubledHub, troubledHub } from '../alerting.ts';
import { heartbeat, type TestRequest } from '../factories.ts';
import { type ApiDocument, schemaOf } from '../openapi.ts';
import { signedIn } from '../people.ts';
import { incidentOf, pageOf, storedOf, updateOf, workOf } from '../status-page.ts';

const PATH = '/api/v1/status-pages';
const DAY_MS = 86_400_000;
let trouble: TroubledHub;
let hub: TroubledHub['hub'];
let viewer: Awaited<ReturnType<typeof signedIn>>;
let document: ApiDocument;
let page: string;
const service = (status: 'running' | 'failed') => [
  { name: 'jellyfin', status, pid: null, memory_mb: null, cpu_percent: null },
];

beforeAll(async () => {
  trouble = await troubledHub();
  ({ hub } = trouble);
  viewer = await signedIn(hub, 'Ben', { [hub.fleet.homeClientId]: 'viewer' });
  const json = { server_id: 'media', expected_services: [{ name: 'jellyfin', critical: false }] };
  await hub.request('/api/v1/servers', { json });
  await report('running');
  document = await (await hub.request('/api/openapi.json', { key: null })).json();
  [{ page_id: page }] = (await (await hub.request(PATH)).json()).items;
  await hub.request(`${PATH}/${page}`, { method: 'PUT', json: pageOf(null, 'media') });
});
afterAll(() => hub.close());
beforeEach(async () => {
  const { database } = hub.hub;
  const { writer } = database;
  await database.write([statement(writer.delete(incidents))]);
  await hub.statusPages.prune(Date.now());
});

let reportedAt = Date.now() - 60_000;
async function report(status: 'running' | 'failed') {
  reportedAt += 1000;
  const json = heartbeat('media', reportedAt, { services: service(status) });
  const answered = await hub.request('/api/v1/agents/heartbeat', { json });
  if (answered.status !== 200) throw new Error(await answered.text());
}

const ask = async (path: string, request: TestRequest = {}) => {
  const answered = await hub.request(`${PATH}/${page}${path}`, request);
  return { status: answered.status, body: answered.status === 204 ? null : await answered.json() };
};
const open = (changes: object = {}) => ask('/incidents', { json: incidentOf(changes) });
const publish = (id: string, state: string, template?: string) =>
  ask(`/incidents/${id}/updates`, { json: updateOf(state, template) });
const put = (path: string, json: object) => ask(path, { method: 'PUT', json });
const remove = (path: string) => ask(path, { method: 'DELETE' });
const published = () => hub.statusPages.published('', Date.now())?.page ?? expect.unreachable();
const stateOf = (key: string) =>
  published()
    .groups.flatMap(({ components }) => components)
    .find((component) => component.key === key)?.state;
const actionsOn = async (id: string): Promise<string[]> => {
  const { items } = await (await hub.request('/api/v1/audit')).json();
  return items
    .filter(({ subject }: { subject: string }) => subject === id)
    .map(({ action }: { action: string }) => action);
};
const issuesOf = (operation: string, status: number, body: unknown) => {
  const [method, path] = operation.split(' ');
  return schemaOf(document, `${method} ${PATH}/{page_id}${path}`, status).safeParse(body).error?.issues ?? [];
};
const write = async (statements: Statement[]) => {
  await hub.hub.database.write(statements);
  // Reads what is stored.
  await hub.statusPages.prune(Date.now());
};

describe('an incident', () => {
  it('is told, goes on, is over and is taken away, and the page says so each time', async () => {
    await report('running');
    const made = await open();
    expect(made.status).toBe(201);
    expect(issuesOf('post /incidents', 201, made.body)).toEqual([]);
    const id: string = made.body.incident_id;
    expect(made.body).toMatchObject({
      page_id: page,
      components: ['films'],
      impact: 'down',
      state: 'investigating',
      alert_is_over: null,
      resolved_at: null,
    });
    expect(made.body.updates).toMatchObject([
      { template: 'noticed', by: 'Anna', told: { delivered: 0, waiting: 0, failed: 0 } },
    ]);
    expect(stateOf('films')).toBe('down');
    expect(published().incidents).toMatchObject([{ concerns: ['Films & series'], state: 'investigating' }]);

    expect((await publish(id, 'monitoring', 'watching')).body).toMatchObject({ state: 'monitoring' });
    expect(stateOf('films')).toBe('working');
    const over = await publish(id, 'resolved', 'over');
    expect(over.status).toBe(201);
    expect(over.body.updates.map(({ state }: { state: string }) => state)).toEqual([
      'resolved',
      'monitoring',
      'investigating',
    ]);
    expect(Date.parse(over.body.resolved_at)).toBeGreaterThanOrEqual(Date.parse(over.body.started_at));
    expect([published().incidents, published().past.length]).toEqual([[], 1]);
    const list = (await ask('/incidents')).body;
    expect(list).toEqual({ items: [over.body], next_cursor: null });
    expect(issuesOf('get /incidents', 200, list)).toEqual([]);
    expect(issuesOf('get /incidents/{incident_id}', 200, (await ask(`/incidents/${id}`)).body)).toEqual([]);

    expect((await remove(`/incidents/${id}`)).status).toBe(204);
    expect(published().past).toEqual([]);
    expect([(await ask(`/incidents/${id}`)).status, (await publish(id, 'resolved')).status]).toEqual([
      404, 404,
    ]);
    expect(await actionsOn(id)).toEqual([
      'incident.delete',
      'incident.update',
      'incident.update',
      'incident.open',
    ]);
  });

  it('is known to the public by a key that says nothing of its id', async () => {
    const { incident_id: id } = (await open()).body;
    const [told] = published().incidents;
    expect(told?.key).toMatch(/^[a-z0-9]{10}$/);
    const everything = JSON.stringify(published());
    for (const inside of [id, page, hub.fleet.homeClientId, 'media', 'jellyfin']) {
      expect(everything).not.toContain(inside);
    }
  });

  it('that was over goes on when it is back', async () => {
    const { incident_id: id } = (await open()).body;
    await publish(id, 'resolved', 'over');
    const again = (await publish(id, 'identified')).body;
    expect(again).toMatchObject({ state: 'identified', resolved_at: null });
    expect(stateOf('films')).toBe('down');
  });

  it('keeps when it was over when something is added afterwards', async () => {
    const { incident_id: id } = (await open({ state: 'resolved', template: 'over' })).body;
    const first = (await ask(`/incidents/${id}`)).body.resolved_at;
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await publish(id, 'resolved', 'hardware')).body.resolved_at).toBe(first);
  });

  it('may be told of when it began, and what it is may be said anew without telling anybody', async () => {
    const started_at = new Date(Date.now() - 3_600_000).toISOString();
    const { incident_id: id } = (await open({ started_at })).body;
    const json = { title: 'The cinema', components: ['films', 'files', 'films'], impact: 'impaired' };
    const { status, body } = await put(`/incidents/${id}`, json);
    expect([status, body.started_at]).toEqual([200, started_at]);
    expect(body).toMatchObject({ title: 'The cinema', components: ['films', 'files'], impact: 'impaired' });
    expect(body.updates).toHaveLength(1);
    expect([stateOf('films'), stateOf('files')]).toEqual(['impaired', 'impaired']);
    expect(await actionsOn(id)).toEqual(['incident.change', 'incident.open']);
  });

  it('keeps what has left the page since', async () => {
    const { incident_id: id } = (await open({ components: ['files'] })).body;
    const without = pageOf(null, 'media');
    without.groups = without.groups.map((group) => ({ ...group, components: group.components.slice(0, 1) }));
    await hub.request(`${PATH}/${page}`, { method: 'PUT', json: without });
    expect(published().incidents).toMatchObject([{ concerns: [] }]);
    const json = { title: null, components: ['files', 'films'], impact: 'none' };
    expect((await put(`/incidents/${id}`, json)).status).toBe(200);
    expect((await open({ components: ['files'] })).status).toBe(422);
    await hub.request(`${PATH}/${page}`, { method: 'PUT', json: pageOf(null, 'media') });
  });

  it('that two people tell of at once is told by one of them', async () => {
    const { incident_id: id } = (await open()).body;
    const both = await Promise.all([publish(id, 'identified'), publish(id, 'resolved', 'over')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { updates, state } = (await ask(`/incidents/${id}`)).body;
    expect([updates.length, updates[0].state]).toEqual([2, state]);
    expect(await actionsOn(id)).toEqual(['incident.update', 'incident.open']);
  });

  it.each([
    {
      what: 'about what is not on the page',
      changes: { components: ['films', 'moon'] },
      field: 'components.1',
    },
    { what: 'that begins tomorrow', changes: { started_at: '2100-01-01T00:00:00Z' }, field: 'started_at' },
    { what: 'that says nothing', changes: { template: null }, field: 'text' },
    { what: 'with words that are not there', changes: { template: 'gremlins' }, field: 'template' },
    { what: 'in a state that is none', changes: { state: 'done' }, field: 'state' },
    { what: 'for an alert that is not there', changes: { alert_id: newId(0) }, field: 'alert_id' },
  ])('$what is refused at its field, and nothing is written', async ({ changes, field }) => {
    const before = await storedOf(hub);
    const refused = await open(changes);
    expect([refused.status, refused.body.error.field]).toEqual([422, field]);
    expect(await storedOf(hub)).toEqual(before);
  });

  it('is seen and not written by who may only look', async () => {
    const { incident_id: id } = (await open()).body;
    const { maintenance_id: work } = (await ask('/maintenances', { json: workOf() })).body;
    const before = await storedOf(hub);
    const of = (path: string, request: TestRequest = {}) => viewer(`${PATH}/${page}${path}`, request);
    for (const path of ['/incidents', `/incidents/${id}`, '/proposals', '/maintenances']) {
      expect((await of(path)).status).toBe(200);
    }
    const answers = [
      await of('/incidents', { json: incidentOf() }),
      await of(`/incidents/${id}/updates`, { json: updateOf('resolved') }),
      await of(`/incidents/${id}`, { method: 'PUT', json: { title: null, components: [], impact: 'none' } }),
      await of(`/incidents/${id}`, { method: 'DELETE' }),
      await of('/maintenances', { json: workOf() }),
      await of(`/maintenances/${work}`, { method: 'PUT', json: workOf() }),
      await of(`/maintenances/${work}`, { method: 'DELETE' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403, 403]);
    expect(await storedOf(hub)).toEqual(before);
    await remove(`/maintenances/${work}`);
  });

  it('is shown for 90 days after it was over, and kept for 400', async () => {
    const { incident_id: id } = (await open()).body;
    const now = Date.now();
    const { writer } = hub.hub.database;
    const endedAt = (resolvedAt: number) =>
      write([
        statement(writer.update(incidents).set({ state: 'resolved', startedAt: resolvedAt, resolvedAt })),
      ]);
    const kept = async () => (await storedOf(hub))[1]?.length;
    await endedAt(now - 89 * DAY_MS);
    expect((await ask(`/incidents/${id}`)).status).toBe(200);
    await endedAt(now - 91 * DAY_MS);
    expect([(await ask(`/incidents/${id}`)).status, await kept()]).toEqual([404, 1]);
    await endedAt(now - 399 * DAY_MS);
    expect(await kept()).toBe(1);
    await endedAt(now - 401 * DAY_MS);
    expect(await kept()).toBe(0);
  });

  it('has a hundred updates at most', async () => {
    const { incident_id: id } = (await open()).body;
    const rows = Array.from({ length: 99 }, (_, i) => ({
      id: newId(i),
      clientId: hub.fleet.homeClientId,
      incidentId: id,
      state: 'investigating' as const,
      text: 'Still looking',
      at: i,
    }));
    await write([statement(hub.hub.database.writer.insert(incidentUpdates).values(rows))]);
    expect((await publish(id, 'identified')).status).toBe(409);
  });
});

describe('an alert on the page', () => {
  it('is proposed until it is told of, and the incident says when it is over', async () => {
    await report('failed');
    const { body } = await ask('/proposals');
    expect(issuesOf('get /proposals', 200, body)).toEqual([]);
    expect(body.items).toMatchObject([{ severity: 'medium', components: ['films'], impact: 'down' }]);
    const [{ alert_id }] = body.items;
    const { incident_id: id, alert_is_over } = (await open({ alert_id })).body;
    expect(alert_is_over).toBe(false);
    expect((await ask('/proposals')).body.items).toEqual([]);
    await report('running');
    expect((await ask(`/incidents/${id}`)).body.alert_is_over).toBe(true);
    expect((await ask('/proposals')).body.items).toEqual([]);
  });
});

describe('planned work', () => {
  it('is told beforehand, changed and taken away, and each is noted', async () => {
    const made = await ask('/maintenances', { json: workOf() });
    expect(made.status).toBe(201);
    expect(issuesOf('post /maintenances', 201, made.body)).toEqual([]);
    const id: string = made.body.maintenance_id;
    expect(made.body).toMatchObject({ title: 'A larger disk', components: ['films'], is_now: false });
    expect(published().maintenances).toMatchObject([{ concerns: ['Films & series'], isNow: false }]);
    expect(published().maintenances[0]?.key).toMatch(/^[a-z0-9]{10}$/);
    const list = (await ask('/maintenances')).body;
    expect(list.items).toEqual([made.body]);
    expect(issuesOf('get /maintenances', 200, list)).toEqual([]);

    const starts_at = new Date(Date.now() - 60_000).toISOString();
    const changed = await put(`/maintenances/${id}`, workOf({ title: 'Two larger disks', starts_at }));
    expect(changed.body).toMatchObject({ title: 'Two larger disks', is_now: true });
    expect(published().maintenances).toMatchObject([{ title: 'Two larger disks', isNow: true }]);
    expect(stateOf('films')).toBe('working');
    await report('failed');
    await hub.statusPages.look(Date.now());
    expect(stateOf('films')).toBe('maintenance');
    await report('running');

    expect((await remove(`/maintenances/${id}`)).status).toBe(204);
    expect((await remove(`/maintenances/${id}`)).status).toBe(404);
    expect(published().maintenances).toEqual([]);
    expect(await actionsOn(id)).toEqual(['maintenance.delete', 'maintenance.change', 'maintenance.plan']);
  });

  it.each([
    {
      what: 'that is over',
      changes: { starts_at: '2020-01-01T00:00:00Z', ends_at: '2020-01-01T01:00:00Z' },
      field: 'ends_at',
    },
    { what: 'that ends before it begins', changes: { ends_at: '2020-01-01T01:00:00Z' }, field: 'ends_at' },
    { what: 'on what is not on the page', changes: { components: ['moon'] }, field: 'components.0' },
    { what: 'without a name', changes: { title: '' }, field: 'title' },
  ])('$what is refused at its field, and nothing is written', async ({ changes, field }) => {
    const before = await storedOf(hub);
    const refused = await ask('/maintenances', { json: workOf(changes) });
    expect([refused.status, refused.body.error.field]).toEqual([422, field]);
    expect(await storedOf(hub)).toEqual(before);
  });
});

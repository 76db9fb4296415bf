import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statement } from '../../db/open.ts';
import { statusPages, subscribers } from '../../db/tables/status-pages.ts';
import { newId } from '../../src/collector/id.ts';
import { accessHashOf } from '../../src/collector/status-pages/index.ts';
import { type TestHub, type TestRequest, temporaryFolder, testHub } from '../factories.ts';
import { type ApiDocument, schemaOf } from '../openapi.ts';
import { incidentOf, pageOf, storedOf } from '../status-page.ts';
import { hubOfTwoClients } from '../two-clients.ts';

const PATH = '/api/v1/status-pages';
let hub: TestHub;
let home: string;
let smith: string;
let viewerKey: string;
let operatorKey: string;
let document: ApiDocument;

beforeAll(async () => {
  const made = await hubOfTwoClients();
  ({ hub, home, smith } = made);
  viewerKey = await made.keyFor(home, ['read']);
  operatorKey = await made.keyFor(home, ['read', 'operate']);
  await hub.request('/api/v1/servers', { json: { server_id: 'nas' } });
  await hub.request('/api/v1/servers', { json: { server_id: 'smith-nas', client_id: smith } });
  document = await (await hub.request('/api/openapi.json', { key: null })).json();
});
afterAll(() => hub.close());

const ask = async (path: string, request: TestRequest = {}) => {
  const answered = await hub.request(`${PATH}${path}`, request);
  return { status: answered.status, body: answered.status === 204 ? null : await answered.json() };
};
const put = (path: string, json: object, key?: string) =>
  ask(path, { method: 'PUT', json, ...(key && { key }) });
const listed = async (key?: string) => (await ask('', key ? { key } : {})).body.items;
const defaultId = async (): Promise<string> => (await listed())[0].page_id;
const auditOf = async (id: string) => {
  const { items } = await (await hub.request('/api/v1/audit')).json();
  return items.filter(({ subject }: { subject: string }) => subject === id);
};
const isAsDocumented = (operation: string, status: number, body: unknown) =>
  schemaOf(document, `${operation.split(' ')[0]} ${PATH}${operation.split(' ')[1]}`, status).safeParse(body)
    .error?.issues ?? [];

/** So many components in two groups. */
function crowded(count: number) {
  const page = pageOf('x-page', 'nas');
  const [films] = page.groups[0]?.components ?? [];
  const all = Array.from({ length: count }, (_, i) => ({ ...films, key: `films-${i}` }));
  const groups = [all.slice(0, 40), all.slice(40)].map((components) => ({ name: null, components }));
  return { ...page, groups };
}

describe('every hub', () => {
  it('has a page at /status with nothing on it, of which nothing is known', async () => {
    const items = await listed();
    expect(items).toMatchObject([
      {
        slug: null,
        title: 'Home',
        client_id: home,
        client_name: 'Home',
        path: '/status',
        groups: [],
        state: 'unknown',
        has_access_word: false,
        subscribers: 0,
        open_incidents: 0,
      },
    ]);
    expect(hub.statusPages.published('', Date.now())?.page).toMatchObject({ slug: null, title: 'Home' });
    expect(isAsDocumented('get ', 200, { items, next_cursor: null })).toEqual([]);
  });

  it.each([
    { what: 'moved away', request: { method: 'PUT', json: pageOf('elsewhere', 'nas') }, field: 'slug' },
    { what: 'removed', request: { method: 'DELETE' } },
  ])('keeps that page where it is: it is not $what', async ({ request, field }) => {
    const refused = await ask(`/${await defaultId()}`, request);
    expect([refused.status, refused.body.error.field]).toEqual([409, field]);
    expect(refused.body.error.remediation).toHaveLength(1);
  });
});

describe('a page', () => {
  it('is added, shown, described anew and removed, and each is noted', async () => {
    const made = await ask('', { json: pageOf('family', 'nas') });
    expect(made.status).toBe(201);
    const id: string = made.body.page_id;
    expect(made.body).toMatchObject({ ...pageOf('family', 'nas'), client_id: home, path: '/status/family' });
    expect(hub.statusPages.published('family', Date.now())?.page.title).toBe('Our home');
    expect(isAsDocumented('post ', 201, made.body)).toEqual([]);

    const changed = await put(`/${id}`, pageOf('all-of-us', 'nas', 'All of us'));
    expect(changed.body).toMatchObject({ title: 'All of us', created_at: made.body.created_at });
    expect(hub.statusPages.published('all-of-us', Date.now())?.page.title).toBe('All of us');
    expect(hub.statusPages.published('family', Date.now())).toBeNull();
    expect((await ask(`/${id}`)).body).toEqual(changed.body);

    expect((await ask(`/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(hub.statusPages.published('all-of-us', Date.now())).toBeNull();
    expect((await ask(`/${id}`)).status).toBe(404);
    expect((await ask(`/${id}`, { method: 'DELETE' })).status).toBe(404);
    const audit: { action: string; details: object }[] = await auditOf(id);
    expect(audit.map(({ action }) => action)).toEqual([
      'status_page.delete',
      'status_page.update',
      'status_page.create',
    ]);
    expect(audit[0]?.details).toEqual({ title: 'All of us', slug: 'all-of-us' });
  });

  it('takes all that was told on it with it', async () => {
    const { page_id: id } = (await ask('', { json: pageOf('short', 'nas') })).body;
    expect((await ask(`/${id}/incidents`, { json: incidentOf() })).status).toBe(201);
    await ask(`/${id}`, { method: 'DELETE' });
    const [, incidents, updates] = await storedOf(hub);
    expect([incidents, updates]).toEqual([[], []]);
  });

  it.each([
    { what: 'without a name', json: { ...pageOf('x-page', 'nas'), title: ' ' }, field: 'title' },
    { what: 'at an address of the hub', json: pageOf('subscribe', 'nas'), field: 'slug' },
    { what: 'in no zone', json: { ...pageOf('x-page', 'nas'), zone: 'Middle/Earth' }, field: 'zone' },
    { what: 'with more components than sixty in all its groups', json: crowded(61), field: 'groups' },
    {
      what: 'with a server that is not there',
      json: pageOf('x-page', 'nobody'),
      field: 'groups.0.components.0.parts.0.server_id',
    },
    {
      what: 'with a server of another client',
      json: pageOf('x-page', 'smith-nas'),
      field: 'groups.0.components.0.parts.0.server_id',
    },
  ])('$what is refused at its field, and nothing is written', async ({ json, field }) => {
    const before = await storedOf(hub);
    const atHome = { ...json, slug: json.slug === 'x-page' ? null : json.slug };
    for (const refused of [await ask('', { json }), await put(`/${await defaultId()}`, atHome)]) {
      expect([refused.status, refused.body.error.field]).toEqual([422, field]);
    }
    expect(await storedOf(hub)).toEqual(before);
  });

  it('of another client’s server is told apart from none by nothing', async () => {
    const messageOf = async (server: string) =>
      (await ask('', { json: pageOf('x-page', server) })).body.error.message;
    expect(await messageOf('smith-nas')).toBe(await messageOf('nobody'));
  });

  it.each([
    { address: 'that at /status', slug: null },
    { address: 'one of another client', slug: 'smiths' },
  ])('does not take the address of $address', async ({ slug }) => {
    const path = `/${(await ask('', { json: { ...pageOf('smiths', 'smith-nas'), client_id: smith } })).body.page_id}`;
    const refused = await ask('', { json: pageOf(slug, 'nas') });
    expect([refused.status, refused.body.error.field]).toEqual([409, 'slug']);
    await ask(path, { method: 'DELETE' });
  });

  it('has one address when two take it at once', async () => {
    const both = await Promise.all([1, 2].map(() => ask('', { json: pageOf('twice', 'nas') })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.body.error.field).toBe('slug');
    await ask(`/${both.find(({ status }) => status === 201)?.body.page_id}`, { method: 'DELETE' });
  });

  it('goes on when a server of it is removed: that is unknown then, and the rest can be changed', async () => {
    await hub.request('/api/v1/servers', { json: { server_id: 'old' } });
    const id: string = (await ask('', { json: pageOf('of-old', 'old') })).body.page_id;
    await hub.request('/api/v1/servers/old', { method: 'DELETE' });
    const changed = await put(`/${id}`, pageOf('of-old', 'old', 'Still here'));
    expect([changed.status, changed.body.state]).toEqual([200, 'unknown']);
    expect((await ask('', { json: pageOf('of-old-too', 'old') })).status).toBe(422);
    await ask(`/${id}`, { method: 'DELETE' });
  });

  it('is seen and not changed by who may not', async () => {
    const id = await defaultId();
    const before = await storedOf(hub);
    for (const key of [viewerKey, operatorKey]) {
      expect((await listed(key)).map(({ page_id }: { page_id: string }) => page_id)).toEqual([id]);
      const answers = [
        await ask('', { key, json: pageOf('mine', 'nas') }),
        await put(`/${id}`, pageOf(null, 'nas'), key),
        await ask(`/${id}`, { key, method: 'DELETE' }),
        await put(`/${id}/access`, { is_protected: true }, key),
        await ask(`/${id}/preview`, { key, json: pageOf(null, 'nas') }),
        await ask(`/${id}/export`, { key }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403]);
    }
    expect(await storedOf(hub)).toEqual(before);
  });

  it('of a client there are fifty at most', async () => {
    const now = Date.now();
    const rows = Array.from({ length: 50 }, (_, i) => ({
      id: newId(now),
      clientId: smith,
      slug: `page-${i}`,
      definition: JSON.stringify(pageOf(`page-${i}`, 'smith-nas')),
      createdAt: now,
      updatedAt: now,
    }));
    const { database } = hub.hub;
    await database.write([statement(database.writer.insert(statusPages).values(rows))]);
    // Reads what is stored.
    await hub.statusPages.prune(now);
    const refused = await ask('', { json: { ...pageOf('page-50', 'smith-nas'), client_id: smith } });
    expect([refused.status, refused.body.error.field]).toEqual([409, undefined]);
    expect((await ask('', { json: pageOf('at-home', 'nas') })).status).toBe(201);
  });
});

describe('a page with a word', () => {
  const wordFrom = async (id: string): Promise<string> =>
    (await put(`/${id}/access`, { is_protected: true })).body.word;

  it('is opened by the newest word alone, which stands nowhere', async () => {
    const id = await defaultId();
    const first = await wordFrom(id);
    expect(first).toMatch(/^([a-km-np-z2-9]{4}-){3}[a-km-np-z2-9]{4}$/);
    const second = await wordFrom(id);
    expect(second).not.toBe(first);
    expect(hub.statusPages.published('', Date.now())?.accessHash).toBe(accessHashOf(second));
    expect((await ask(`/${id}`)).body.has_access_word).toBe(true);
    const [opened] = [await put(`/${id}/access`, { is_protected: false })];
    expect(opened.body).toEqual({ word: null });
    expect(hub.statusPages.published('', Date.now())?.accessHash).toBeNull();

    const everything = JSON.stringify([await storedOf(hub), hub.logged]);
    for (const word of [first, second]) {
      expect(everything).not.toContain(word);
      expect(everything).not.toContain(word.replaceAll('-', ''));
    }
    const actions = (await auditOf(id)).map(({ action }: { action: string }) => action);
    expect(actions).toEqual(['status_page.open', 'status_page.protect', 'status_page.protect']);
    expect(JSON.stringify(await auditOf(id))).not.toContain(accessHashOf(second));
  });
});

describe('visitors who are told of a page', () => {
  it('have to ask again when a word is asked for, and stay when none is', async () => {
    const page_id: string = (await ask('', { json: pageOf('told', 'nas') })).body.page_id;
    const { database } = hub.hub;
    const count = async () => (await ask(`/${page_id}`)).body.subscribers;
    const row = { id: newId(0), clientId: home, pageId: page_id, language: 'de', origin: 'http://hub.test' };
    const browser = { endpoint: 'https://push.example.org/1', p256dh: '', auth: '', createdAt: 0 };
    await database.write([statement(database.writer.insert(subscribers).values({ ...row, ...browser }))]);
    await put(`/${page_id}/access`, { is_protected: false });
    expect(await count()).toBe(1);
    await put(`/${page_id}/access`, { is_protected: true });
    expect(await count()).toBe(0);
    await ask(`/${page_id}`, { method: 'DELETE' });
  });
});

describe('a preview', () => {
  it('is kept where it can be seen, and stores nothing', async () => {
    const id = await defaultId();
    const before = await storedOf(hub);
    const { status, body } = await ask(`/${id}/preview`, { json: pageOf(null, 'nas', 'As it might be') });
    expect(status).toBe(200);
    expect(hub.statusSite.previews.find(`${body.path}/en`)?.page.title).toBe('As it might be');
    expect(hub.statusSite.previews.find(`${body.path}/xx`)).toBeNull();
    expect(await storedOf(hub)).toEqual(before);
    expect(hub.statusPages.published('', Date.now())?.page.title).toBe('Home');
  });
});

describe('a copy', () => {
  it.each([
    { where: 'this hub', query: '', status: 503 },
    { where: 'an address', query: '?base_url=https://status.example', status: 503 },
    { where: 'something that is none', query: '?base_url=javascript:alert(1)', status: 422 },
  ])('for $where, while pages are not drawn: $status', async ({ query, status }) => {
    expect((await ask(`/${await defaultId()}/export${query}`)).status).toBe(status);
  });
});

it('a page whose description can no longer be read is there with nothing on it, and can be described anew', async () => {
  const folder = temporaryFolder();
  const before = await testHub({ ...folder, remove: () => undefined });
  await before.request('/api/v1/servers', { json: { server_id: 'nas' } });
  const { database } = before.hub;
  await database.write([statement(database.writer.update(statusPages).set({ definition: '{"title": 7}' }))]);
  await before.close();
  const after = await testHub(folder);
  const { items } = await (await after.request(PATH)).json();
  expect(items).toMatchObject([{ slug: null, title: 'Status', groups: [], state: 'unknown' }]);
  expect(after.statusPages.published('', Date.now())?.page.groups).toEqual([]);
  const json = pageOf(null, 'nas');
  const saved = await after.request(`${PATH}/${items[0].page_id}`, { method: 'PUT', json });
  expect(saved.status).toBe(200);
  expect(after.statusPages.published('', Date.now())?.page.title).toBe('Our home');
  await after.close();
});

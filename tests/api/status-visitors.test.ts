import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorSchema } from '../../src/collector/api/schema/error.ts';
import { type TestHub, type TestRequest, temporaryFolder, testHub } from '../factories.ts';
import { cookieOf, OWN_PAGE } from '../people.ts';
import { CERTIFICATE, type PushService, startPushService, testBrowser } from '../push-receiver.ts';

const NOW = Date.now();
const SECOND = 1000;
const network = { allows: () => true, ca: CERTIFICATE, timeoutMs: 5000 };
const browser = testBrowser();
let service: PushService;
let hub: TestHub;
/** By slug; empty: the page at `/status`. */
const pageIds: Record<string, string> = {};
let word = '';

const PAGE = { title: 'Home', intro: null, zone: 'Europe/London', language: 'en', groups: [] };
/** Those of a visitor come from anywhere: each test from an address of its own, so that none uses up another's patience. */
let peers = 0;
let peer = '';

beforeAll(async () => {
  service = await startPushService();
  hub = await testHub(temporaryFolder(), network, 'error', NOW);
  const { items } = await (await hub.request('/api/v1/status-pages')).json();
  pageIds[''] = items[0].page_id;
  for (const slug of ['family', 'secret']) {
    const made = await hub.request('/api/v1/status-pages', { json: { ...PAGE, slug } });
    pageIds[slug] = (await made.json()).page_id;
  }
  const path = `/api/v1/status-pages/${pageIds.secret}/access`;
  word = (await (await hub.request(path, { method: 'PUT', json: { is_protected: true } })).json()).word;
});
afterAll(async () => {
  await hub.close();
  await service.stop();
});
beforeEach(async () => {
  peers += 1;
  peer = `203.0.113.${peers}`;
  service.received.length = 0;
  for (const path of ['/1', '/2']) await hub.statusPages.subscribers.unsubscribe(service.url + path);
});

/** A request of a visitor, from a page of the hub. */
const post = (path: string, request: TestRequest = {}) =>
  hub.request(`/status/${path}`, {
    key: null,
    peer,
    ...request,
    headers: { ...OWN_PAGE, ...request.headers },
  });
const wish = (changes: object = {}) => ({
  page: null,
  language: 'de',
  endpoint: `${service.url}/1`,
  keys: browser.keys,
  ...changes,
});
const form = (fields: Record<string, string>, headers = {}) =>
  post('open', {
    text: new URLSearchParams(fields).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
  });
const openSecret = (typed: string, headers = {}) =>
  form({ page: 'secret', language: 'fr', word: typed }, headers);

const UPDATE = { state: 'investigating', template: 'power', text: null, by: 'Ada' };
const INCIDENT = { title: null, components: [], impact: 'none', alert_id: null, started_at: null, ...UPDATE };
async function openIncident(slug: string): Promise<string> {
  const path = `/api/v1/status-pages/${pageIds[slug]}/incidents`;
  const answered = await hub.request(path, { json: INCIDENT });
  expect(answered.status).toBe(201);
  return `${path}/${(await answered.json()).incident_id}`;
}
const pass = async (seconds: number) => {
  await hub.notify.deliverDue(hub.dispatch.review, Date.now() + seconds * SECOND);
  await hub.notify.settled();
};
const shown = () => service.received.map(({ body }) => JSON.parse(browser.decrypt(body)).notification);
const told = async (path: string) =>
  (await (await hub.request(path)).json()).updates.map((update: { told: object }) => update.told);
const count = async (slug: string): Promise<number> =>
  (await (await hub.request(`/api/v1/status-pages/${pageIds[slug]}`)).json()).subscribers;

describe('a visitor who wants to be told', () => {
  it('gets each update once, in their language, until they have had enough', async () => {
    const answered = await post('subscribe', { json: wish() });
    expect([answered.status, await answered.json()]).toEqual([201, {}]);
    expect(await count('')).toBe(1);
    const incident = await openIncident('');
    for (const seconds of [0, 1, 60]) await pass(seconds);
    expect(shown()).toEqual([
      expect.objectContaining({
        title: expect.stringContaining(' · '),
        body: expect.stringContaining('Strom'),
        navigate: 'http://hub.test/status/de',
        lang: 'de',
        actions: [expect.objectContaining({ action: 'stop' })],
      }),
    ]);
    await hub.request(`${incident}/updates`, { json: { ...UPDATE, state: 'resolved', template: 'over' } });
    await pass(61);
    expect(service.received).toHaveLength(2);
    expect(await told(incident)).toEqual([
      { delivered: 1, waiting: 0, failed: 0 },
      { delivered: 1, waiting: 0, failed: 0 },
    ]);

    const stopped = await post('unsubscribe', { json: { endpoint: `${service.url}/1` } });
    expect(stopped.status).toBe(204);
    expect(await count('')).toBe(0);
    await openIncident('');
    await pass(62);
    expect(service.received).toHaveLength(2);
  });

  it('hears of the page they asked for alone', async () => {
    await post('subscribe', { json: wish({ page: 'family', endpoint: `${service.url}/2` }) });
    await openIncident('');
    await pass(0);
    expect(service.received).toEqual([]);
    await openIncident('family');
    await pass(1);
    expect(shown()).toMatchObject([{ navigate: 'http://hub.test/status/family/de' }]);
  });

  it('hears nothing of what was taken off the page before it went out', async () => {
    await post('subscribe', { json: wish() });
    const [mistaken, kept] = [await openIncident(''), await openIncident('')];
    expect((await hub.request(mistaken, { method: 'DELETE' })).status).toBe(204);
    await pass(0);
    expect(service.received).toHaveLength(1);
    expect(await told(kept)).toEqual([{ delivered: 1, waiting: 0, failed: 0 }]);
  });

  it('is in no list of deliveries', async () => {
    await post('subscribe', { json: wish() });
    await openIncident('');
    await pass(0);
    expect(service.received).toHaveLength(1);
    expect((await (await hub.request('/api/v1/deliveries')).json()).items).toEqual([]);
  });

  it('is told nothing by asking to stop: the answer is the same for a browser that nobody knows', async () => {
    const json = { endpoint: `${service.url}/nobody` };
    expect((await post('unsubscribe', { json })).status).toBe(204);
  });

  it.each<{ what: string; json?: object; text?: string; headers?: object; status: number; field?: string }>([
    { what: 'no JSON', text: '{', status: 400 },
    { what: 'a page that there is not', json: { page: 'nobody' }, status: 404 },
    { what: 'a page in capitals', json: { page: 'FAMILY' }, status: 422, field: 'page' },
    { what: 'a language that there is not', json: { language: 'tlh' }, status: 422, field: 'language' },
    { what: 'no endpoint', json: { endpoint: undefined }, status: 422, field: 'endpoint' },
    {
      what: 'a very long endpoint',
      json: { endpoint: `https://push.example/${'x'.repeat(2000)}` },
      status: 422,
      field: 'endpoint',
    },
    {
      what: 'an endpoint without TLS',
      json: { endpoint: 'http://push.example/1' },
      status: 422,
      field: 'endpoint',
    },
    {
      what: 'a short secret',
      json: { keys: { ...browser.keys, auth: 'AAAA' } },
      status: 422,
      field: 'keys.auth',
    },
    {
      what: 'a key that is none',
      json: { keys: { ...browser.keys, p256dh: 'AAAA' } },
      status: 422,
      field: 'keys.p256dh',
    },
    { what: 'text', headers: { 'Content-Type': 'text/plain' }, status: 415 },
    { what: 'a foreign page', headers: { 'Sec-Fetch-Site': 'cross-site' }, status: 403 },
    { what: 'a body that is too long', text: `"${'x'.repeat(1_000_001)}"`, status: 413 },
  ])('is refused with $what, and nothing is noted', async ({ json, text, headers, status, field }) => {
    const body = text === undefined ? { json: wish(json) } : { text };
    const answered = await post('subscribe', { ...body, headers: { ...headers } });
    expect(answered.status).toBe(status);
    const { error } = errorSchema.parse(await answered.json());
    expect(error.field).toBe(field);
    expect([await count(''), await count('family')]).toEqual([0, 0]);
  });

  it.each([
    { what: 'no endpoint', request: { json: {} }, status: 422 },
    {
      what: 'a foreign page',
      request: { json: { endpoint: 'x' }, headers: { 'Sec-Fetch-Site': 'none' } },
      status: 403,
    },
  ])('cannot stop with $what', async ({ request, status }) => {
    const answered = await post('unsubscribe', request);
    expect(answered.status).toBe(status);
    errorSchema.parse(await answered.json());
  });

  it.each(['subscribe', 'unsubscribe', 'open'])('/status/%s takes POST alone', async (path) => {
    expect((await post(path, { method: 'GET' })).status).toBe(404);
  });
});

describe('a page that a word opens', () => {
  it('keeps the word in the browser, and leads to the page', async () => {
    const typed = ` ${word.toUpperCase().replace('-', ' ')}\n`;
    const answered = await openSecret(typed);
    expect(answered.status).toBe(303);
    expect(answered.headers.get('location')).toBe('/status/secret/fr');
    const [cookie = ''] = answered.headers.getSetCookie();
    expect(cookie.split('; ').toSorted()).toEqual([
      'HttpOnly',
      'Max-Age=31536000',
      'Path=/status',
      'SameSite=Lax',
      `porchlight_status_secret=${word.replace('-', '')}`,
    ]);
  });

  it('keeps it for TLS alone where it came by TLS', async () => {
    const headers = { Origin: 'https://hub.test' };
    expect((await openSecret(word, headers)).headers.getSetCookie()[0]).toContain('Secure');
  });

  it.each([
    {
      what: 'a wrong word',
      fields: { page: 'secret', language: 'fr', word: 'wrong' },
      to: '/status/secret/fr?wrong',
    },
    { what: 'no word', fields: { page: 'secret', language: 'fr', word: '' }, to: '/status/secret/fr?wrong' },
    {
      what: 'a page that there is not',
      fields: { page: 'nobody', language: 'es', word: 'x' },
      to: '/status/nobody/es?wrong',
    },
    {
      what: 'a page that everybody may read',
      fields: { page: '', language: 'de', word: 'x' },
      to: '/status/de',
    },
  ])('with $what leads to $to and sets no cookie', async ({ fields, to }) => {
    const answered = await form(fields);
    expect([answered.status, answered.headers.get('location')]).toEqual([303, to]);
    expect(answered.headers.getSetCookie()).toEqual([]);
  });

  it.each([
    {
      what: 'a page that leads elsewhere',
      fields: { page: '/evil.example', language: 'fr', word: 'x' },
      field: 'page',
    },
    {
      what: 'a language that there is not',
      fields: { page: '', language: '../en', word: 'x' },
      field: 'language',
    },
    { what: 'no word at all', fields: { page: '', language: 'en' }, field: 'word' },
    { what: 'a novel', fields: { page: '', language: 'en', word: 'x'.repeat(201) }, field: 'word' },
  ])('refuses $what', async ({ fields, field }) => {
    const answered = await form(fields as Record<string, string>);
    expect(answered.status).toBe(422);
    expect(errorSchema.parse(await answered.json()).error.field).toBe(field);
  });

  it('refuses a form on a foreign page, whatever word it brings', async () => {
    const answered = await openSecret(word, { 'Sec-Fetch-Site': 'cross-site' });
    expect(answered.status).toBe(403);
    expect(answered.headers.getSetCookie()).toEqual([]);
  });

  it('can be subscribed to with its word alone', async () => {
    const json = wish({ page: 'secret' });
    const others: Record<string, string>[] = [
      {},
      { Cookie: 'porchlight_status_secret=wrong' },
      { Cookie: `porchlight_status_home=${word}` },
    ];
    for (const headers of others) {
      expect((await post('subscribe', { json, headers })).status).toBe(403);
    }
    expect(await count('secret')).toBe(0);
    const headers = { Cookie: cookieOf(await openSecret(word)) };
    expect((await post('subscribe', { json, headers })).status).toBe(201);
    expect(await count('secret')).toBe(1);
  });
});

describe('a page that gets another word', () => {
  it('tells nobody any more who subscribed with the old one', async () => {
    const json = wish({ page: 'renamed' });
    const made = await hub.request('/api/v1/status-pages', { json: { ...PAGE, slug: 'renamed' } });
    pageIds.renamed = (await made.json()).page_id;
    expect((await post('subscribe', { json })).status).toBe(201);
    const access = { method: 'PUT', json: { is_protected: true } };
    await hub.request(`/api/v1/status-pages/${pageIds.renamed}/access`, access);
    expect(await count('renamed')).toBe(0);
    await openIncident('renamed');
    await pass(0);
    expect(service.received).toEqual([]);
  });
});

describe('whoever brings very many browsers', () => {
  const statusOf = async (i: number) =>
    (await post('subscribe', { json: wish({ page: 'crowded', endpoint: `${service.url}/${i}` }) })).status;

  it('has to wait after thirty, still may stop, and keeps nobody else from being told', async () => {
    const made = await hub.request('/api/v1/status-pages', { json: { ...PAGE, slug: 'crowded' } });
    pageIds.crowded = (await made.json()).page_id;
    const statuses: number[] = [];
    for (let i = 0; i < 31; i += 1) statuses.push(await statusOf(i));
    expect(statuses).toEqual([...Array(30).fill(201), 429]);
    expect((await post('unsubscribe', { json: { endpoint: `${service.url}/0` } })).status).toBe(204);
    expect(await count('crowded')).toBe(29);
    peer = '203.0.113.253';
    expect(await statusOf(31)).toBe(201);
  });
});

describe('whoever tries words', () => {
  it('has thirty tries and then has to wait; others and the right word do not', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 32; i += 1) statuses.push((await openSecret(`wrong-${i}`)).status);
    expect(statuses.slice(0, 30)).toEqual(Array(30).fill(303));
    expect(statuses.slice(31)).toEqual([429]);
    expect((await openSecret(word)).status).toBe(303);
    peer = '203.0.113.254';
    expect((await openSecret('wrong')).status).toBe(303);
  });

  it('by subscribing is counted too', async () => {
    const json = wish({ page: 'secret' });
    const statuses: number[] = [];
    for (let i = 0; i < 33; i += 1) statuses.push((await post('subscribe', { json })).status);
    expect(statuses.at(0)).toBe(403);
    expect(statuses.at(-1)).toBe(429);
  });
});

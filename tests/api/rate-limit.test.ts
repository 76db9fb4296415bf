import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { heartbeat, type TestHub, type TestRequest, testHub } from '../factories.ts';
import { OWN_PAGE, signedIn } from '../people.ts';

const STRANGER = '203.0.113.9';
const FLEET = '/api/v1/fleet';
const REPORT = '/api/v1/agents/heartbeat';
/** As many as come through at once. */
const FAILURES = 30;
const REQUESTS = 3000;
/** As many requests as a bucket holds take a few seconds. */
const LONG_MS = 60_000;
let hub: TestHub;

// Time stands still but for what a test lets pass, so that no bucket fills while it is being emptied.
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  hub = await testHub();
});
afterEach(async () => {
  vi.useRealTimers();
  await hub.close();
});

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);
const statusOf = async (path: string, request?: TestRequest) => (await hub.request(path, request)).status;
/** How many of these requests were answered with each status. */
async function statuses(times: number, path: string, request?: TestRequest): Promise<Record<number, number>> {
  const counts: Record<number, number> = {};
  for (let round = 0; round < times; round += 1) {
    const status = await statusOf(path, request);
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}
const newKey = async (): Promise<string> => {
  const made = await hub.request('/api/v1/keys', {
    json: { name: 'r', scopes: ['read'] },
    peer: '192.0.2.8',
  });
  return (await made.json()).key;
};
const stranger: TestRequest = { key: 'pl_nobody-has-this-key', peer: STRANGER };

describe('who has no valid key', () => {
  it.each<{ what: string; path: string; request: TestRequest; refused: number }>([
    { what: 'with a wrong key', path: FLEET, request: stranger, refused: 401 },
    { what: 'with no key', path: FLEET, request: { key: null, peer: STRANGER }, refused: 401 },
    { what: 'reporting', path: REPORT, request: { ...stranger, json: heartbeat('nas') }, refused: 401 },
    { what: 'reading the figures', path: '/metrics', request: stranger, refused: 401 },
    {
      what: 'trying enrolment tokens',
      path: '/api/v1/agents/enrol',
      request: { ...stranger, json: { token: 'ple_wrong', hostname: 'attic' } },
      refused: 401,
    },
    {
      what: 'trying owner links',
      path: '/api/v1/setup',
      request: {
        ...stranger,
        headers: OWN_PAGE,
        json: { token: 'pls_wrong', name: 'Eve', email: 'eve@example.org', password: 'long enough to pass' },
      },
      refused: 403,
    },
    {
      what: 'trying invitations',
      path: '/api/v1/invitations/accept',
      request: { ...stranger, headers: OWN_PAGE, json: { token: 'pli_wrong' } },
      refused: 403,
    },
  ])(
    'is told so thirty times from one address, $what, and then to wait',
    async ({ path, request, refused }) => {
      expect(await statuses(FAILURES + 2, path, request)).toEqual({ [refused]: FAILURES, 429: 2 });
      const answered = await hub.request(path, request);
      expect(answered.headers.get('retry-after')).toBe('2');
      const { error } = await answered.json();
      expect(error).toMatchObject({ code: 'rate_limited', message: 'Too many requests; wait a moment' });
      expect(error.request_id).toBe(answered.headers.get('x-request-id'));
      pass(2000);
      expect(await statuses(2, path, request)).toEqual({ [refused]: 1, 429: 1 });
    },
  );

  it('does not lock out a right key, a person or a right token behind the same address', async () => {
    const person = await signedIn(hub, 'Ada', { [hub.fleet.homeClientId]: 'owner' });
    await hub.request('/api/v1/servers', { json: { server_id: 'nas' } });
    const made = await hub.request('/api/v1/servers/nas/enrolment', { method: 'POST' });
    const { token } = await made.json();
    await statuses(FAILURES + 5, FLEET, stranger);
    expect(await statusOf(FLEET, stranger)).toBe(429);
    expect(await statusOf(FLEET, { peer: STRANGER })).toBe(200);
    expect((await person(FLEET, { peer: STRANGER })).status).toBe(200);
    const enrol = { key: null, peer: STRANGER, json: { token, hostname: 'nas' } };
    expect(await statusOf('/api/v1/agents/enrol', enrol)).toBe(200);
  });

  it.each<{ what: string; path: string; request: TestRequest }>([
    { what: 'with a wrong key', path: FLEET, request: stranger },
    { what: 'with no key', path: FLEET, request: { key: null, peer: STRANGER } },
    {
      what: 'at a door for tokens',
      path: '/api/v1/agents/enrol',
      request: { ...stranger, json: { token: 'ple_wrong', hostname: 'attic' } },
    },
  ])(
    'does not hold up a right key behind the same address, however often it comes $what',
    async ({ path, request }) => {
      await statuses(REQUESTS + 5, path, request);
      expect(await statusOf(path, request)).toBe(429);
      expect(await statusOf(FLEET, { peer: STRANGER })).toBe(200);
    },
    LONG_MS,
  );

  it('does not lock out another address', async () => {
    await statuses(FAILURES + 1, FLEET, stranger);
    expect(await statusOf(FLEET, { ...stranger, peer: '203.0.113.10' })).toBe(401);
  });

  it('gains nothing by moving within a network of version 6', async () => {
    for (let host = 1; host <= FAILURES; host += 1) {
      await hub.request(FLEET, { ...stranger, peer: `2001:db8:1:2::${host}` });
    }
    expect(await statusOf(FLEET, { ...stranger, peer: '2001:db8:1:2:ffff::1' })).toBe(429);
    expect(await statusOf(FLEET, { ...stranger, peer: '2001:db8:1:3::1' })).toBe(401);
  });

  it('is not confused with who may not do this, or types a form wrong', async () => {
    const key = await newKey();
    expect(await statuses(FAILURES + 5, '/api/v1/keys', { key })).toEqual({ 403: FAILURES + 5 });
    const empty = { key: null, headers: OWN_PAGE, json: { token: '' } };
    expect(await statuses(FAILURES + 5, '/api/v1/setup', empty)).toEqual({ 422: FAILURES + 5 });
  });
});

describe('who has a key', () => {
  it(
    'may ask three thousand times at once, and three hundred times a second from then on',
    async () => {
      const other = await newKey();
      pass(1000);
      expect(await statuses(REQUESTS + 1, '/api/v1/nothing')).toEqual({ 404: REQUESTS, 429: 1 });
      const answered = await hub.request(FLEET);
      expect([answered.status, answered.headers.get('retry-after')]).toEqual([429, '1']);
      // The same key from elsewhere; not another key from here.
      expect(await statusOf(FLEET, { peer: STRANGER })).toBe(429);
      expect(await statusOf(FLEET, { key: other })).toBe(200);
      pass(1000);
      expect(await statuses(301, '/api/v1/nothing')).toEqual({ 404: 300, 429: 1 });
      // Reports have buckets of their own.
      expect(await statusOf(REPORT, { json: heartbeat('nas') })).toBe(200);
    },
    LONG_MS,
  );

  it(
    'may ask ten thousand times at once from one address, with however many keys',
    async () => {
      const counts = { 404: 0, 429: 0 };
      for (let keys = 1; keys <= 4; keys += 1) {
        const asked = await statuses(REQUESTS, '/api/v1/nothing', { key: await newKey(), peer: STRANGER });
        counts[404] += asked[404] ?? 0;
        counts[429] += asked[429] ?? 0;
      }
      expect(counts).toEqual({ 404: 10_000, 429: 2000 });
      expect(await statusOf(FLEET)).toBe(200);
    },
    LONG_MS,
  );

  it(
    'reports far more often than it may ask',
    async () => {
      const count = REQUESTS + 500;
      expect(await statuses(count, REPORT, { json: {} })).toEqual({ 422: count });
    },
    LONG_MS,
  );
});

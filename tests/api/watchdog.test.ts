import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestHub, type TestRequest, testHub } from '../factories.ts';
import { signedIn } from '../people.ts';

const PATH = '/api/v1/watchdog';
const SECRET_PART = '3f9a7c5e1b8d4f60';
const NOW = Date.now();
const MINUTE = 60_000;

let hub: TestHub;
let outside: Server;
let url: string;
let status = 200;
const calls: { method: string | undefined; path: string | undefined; body: string }[] = [];

beforeAll(async () => {
  hub = await testHub(undefined, undefined, 'error', NOW);
  outside = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    calls.push({ method: request.method, path: request.url, body });
    response.writeHead(status).end(`you sent ${SECRET_PART}`);
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/ping/${SECRET_PART}`;
});
afterAll(async () => {
  outside.closeAllConnections();
  outside.close();
  await hub.close();
});
beforeEach(async () => {
  status = 200;
  calls.length = 0;
  await hub.request(PATH, { method: 'DELETE' });
});

const ask = async (path = '', request: TestRequest = {}) => {
  const answered = await hub.request(PATH + path, request);
  return { status: answered.status, body: answered.status === 204 ? null : await answered.json() };
};
const set = (to = url) => ask('', { method: 'PUT', json: { url: to } });
/** A minute of the hub: it looks after its messages, and then calls. */
const live = async (now: number) => {
  await hub.notify.deliverDue(() => ({ type: 'send' }), now);
  await hub.notify.watchdog.call(now);
};

describe('who watches the hub', () => {
  it('is nobody at first, and is not called', async () => {
    expect((await ask()).body).toEqual({
      is_set: false,
      host: null,
      last_called_at: null,
      failed_reason: null,
    });
    await live(NOW);
    expect(calls).toEqual([]);
  });

  it('is called each minute with nothing in it, and of the address only the host is shown', async () => {
    const { host } = new URL(url);
    expect((await set()).body).toMatchObject({ is_set: true, host, last_called_at: null });
    await live(NOW);
    await live(NOW + MINUTE);
    const call = { method: 'POST', path: `/ping/${SECRET_PART}`, body: '' };
    expect(calls).toEqual([call, call]);
    const last_called_at = new Date(NOW + MINUTE).toISOString();
    expect((await ask()).body).toEqual({ is_set: true, host, last_called_at, failed_reason: null });
  });

  it('is not called while messages are not looked after', async () => {
    await set();
    await live(NOW);
    await hub.notify.watchdog.call(NOW + MINUTE + 1);
    expect(calls).toHaveLength(1);
  });

  it('is not called while the database cannot be written', async () => {
    await set();
    const { $client } = hub.hub.database.writer;
    await $client.execute('PRAGMA query_only=1');
    await expect(live(NOW)).rejects.toThrow();
    await $client.execute('PRAGMA query_only=0');
    expect(calls).toEqual([]);
    await live(NOW);
    expect(calls).toHaveLength(1);
  });

  it('that fails is told, until it answers again', async () => {
    await set();
    await live(NOW);
    status = 404;
    await live(NOW + MINUTE);
    expect((await ask()).body).toMatchObject({
      last_called_at: new Date(NOW).toISOString(),
      failed_reason: expect.stringMatching(/nothing there/),
    });
    status = 200;
    await live(NOW + 2 * MINUTE);
    expect((await ask()).body).toMatchObject({ failed_reason: null });
  });

  it('can be called at once', async () => {
    expect((await ask('/test', { method: 'POST' })).status).toBe(409);
    await set();
    expect((await ask('/test', { method: 'POST' })).body).toEqual({
      outcome: 'accepted',
      message: 'It answered.',
    });
    status = 500;
    const failed = (await ask('/test', { method: 'POST' })).body;
    expect(failed).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/\(500\)\.$/) });
    expect(JSON.stringify(failed)).not.toContain(SECRET_PART);
  });

  it('leaves a trail of who set it, and its address nowhere', async () => {
    await set();
    await ask('', { method: 'DELETE' });
    expect((await ask('', { method: 'DELETE' })).status).toBe(404);
    await set();
    const tables = await Promise.all(
      ['audit_log', 'watchdog'].map((table) =>
        hub.hub.database.read.$client.execute(`SELECT * FROM ${table} ORDER BY rowid`),
      ),
    );
    const actions = tables[0]?.rows.map(({ action }) => action).slice(-3);
    expect(actions).toEqual(['watchdog.update', 'watchdog.delete', 'watchdog.update']);
    expect(JSON.stringify(tables.map(({ rows }) => rows)) + hub.logged.join('')).not.toContain(SECRET_PART);
  });

  it('whose address cannot be read any more is said to be so', async () => {
    await set();
    await hub.hub.database.writer.$client.execute("UPDATE watchdog SET url = 'v1.AAAA'");
    await live(NOW);
    expect((await ask()).body).toMatchObject({
      is_set: true,
      host: null,
      failed_reason: expect.stringContaining('set it again'),
    });
  });

  it.each(['ftp://x.example', 'x', ''])('cannot be at "%s"', async (to) => {
    const { status: refused, body } = await set(to);
    expect({ refused, field: body.error.field }).toEqual({ refused: 422, field: 'url' });
  });

  it.each([
    { method: 'GET', path: '' },
    { method: 'PUT', path: '', json: { url: 'https://x.example' } },
    { method: 'DELETE', path: '' },
    { method: 'POST', path: '/test' },
  ])('is a matter of who runs the hub: $method $path', async ({ method, path, json }) => {
    const operator = await signedIn(hub, `${method}${path.length}`, { [hub.fleet.homeClientId]: 'operator' });
    expect((await operator(PATH + path, { method, json })).status).toBe(403);
    expect((await hub.request(PATH + path, { method, json, key: null })).status).toBe(401);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { statement } from '../../db/open.ts';
import { clients } from '../../db/tables/fleet.ts';
import { newId } from '../../src/collector/id.ts';
import { heartbeat, type TestHub, temporaryFolder, testHub } from '../factories.ts';
import { signedIn } from '../people.ts';

const SMITH = newId(Date.now());
let hub: TestHub;
const streams: ReadableStreamDefaultReader<string>[] = [];

beforeEach(async () => {
  const folder = temporaryFolder();
  const first = await testHub({ ...folder, remove: () => undefined });
  const client = { id: SMITH, name: 'Smith', isHome: false, createdAt: Date.now() };
  await first.hub.database.write([statement(first.hub.database.writer.insert(clients).values(client))]);
  await first.close();
  hub = await testHub(folder);
});
afterEach(async () => {
  vi.useRealTimers();
  hub.changes.end();
  for (const stream of streams.splice(0)) await stream.cancel();
  await hub.close();
});

async function keyWith(client_id: string | null, scopes = ['read']) {
  const made = await hub.request('/api/v1/keys', { json: { name: 'listener', scopes, client_id } });
  return (await made.json()) as { key: string; key_id: string };
}

/** What a stream says, one event at a time; null at its end. */
function eventsOf(answered: Response) {
  const reader = (answered.body as ReadableStream<Uint8Array>)
    .pipeThrough(new TextDecoderStream() as never)
    .getReader() as unknown as ReadableStreamDefaultReader<string>;
  streams.push(reader);
  return async (): Promise<{ event: string; data: unknown } | null> => {
    const { done, value } = await reader.read();
    if (done) return null;
    const fields = Object.fromEntries(
      value
        .trim()
        .split('\n')
        .map((line) => line.split(/: (.*)/).slice(0, 2)),
    );
    return { event: fields.event, data: JSON.parse(fields.data) };
  };
}
const listen = async (key?: string) => {
  const answered = await hub.request('/api/v1/events', key ? { key } : {});
  expect(answered.headers.get('content-type')).toContain('text/event-stream');
  const next = eventsOf(answered);
  expect(await next()).toEqual({ event: 'hello', data: {} });
  return next;
};
const report = (id: string, at?: number) =>
  hub.request('/api/v1/agents/heartbeat', { json: heartbeat(id, at) });
const change = (id: string) => ({ event: 'change', data: { kind: 'server', id } });

describe('the stream of changes', () => {
  it('says hello, then the name of what changed, once however often it did', async () => {
    const next = await listen();
    const now = Date.now();
    for (const seconds of [3, 2, 1]) await report('nas', now - seconds * 1000);
    await report('attic');
    expect([await next(), await next()]).toEqual([change('nas'), change('attic')]);
  });

  it.each([
    { what: 'adding', path: '/api/v1/servers', method: 'POST', json: { server_id: 'nas' } },
    { what: 'changing', path: '/api/v1/servers/old', method: 'PUT', json: { location: 'Loft' } },
    { what: 'new services', path: '/api/v1/servers/old/services', method: 'PUT', json: { services: [] } },
    { what: 'removing', path: '/api/v1/servers/old', method: 'DELETE' },
  ])('tells of $what a server', async ({ path, method, json }) => {
    await hub.request('/api/v1/servers', { json: { server_id: 'old' } });
    const next = await listen();
    await hub.request(path, { method, ...(json && { json }) });
    expect(await next()).toEqual(change(method === 'POST' ? 'nas' : 'old'));
  });

  it('tells nobody of the servers of another client', async () => {
    const next = await listen((await keyWith(SMITH)).key);
    await report('nas');
    const { key } = await keyWith(SMITH, ['agent:report']);
    await hub.request('/api/v1/agents/heartbeat', { key, json: heartbeat('smith-nas') });
    expect(await next()).toEqual(change('smith-nas'));
  });

  it('ends when the hub stops', async () => {
    const next = await listen();
    hub.changes.end();
    expect(await next()).toBeNull();
  });

  it('ends within ten seconds of the key being revoked', async () => {
    const { key, key_id } = await keyWith(null);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const next = await listen(key);
    await hub.request(`/api/v1/keys/${key_id}`, { method: 'DELETE' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await next()).toBeNull();
  });

  it('ends within ten seconds of signing out', async () => {
    const ask = await signedIn(hub, 'Ada', { [hub.fleet.homeClientId]: 'viewer' });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const next = eventsOf(await ask('/api/v1/events'));
    await next();
    expect((await ask('/api/auth/sign-out', { json: {} })).status).toBe(200);
    const end = next();
    await vi.advanceTimersByTimeAsync(11_000);
    expect(await end).toBeNull();
  });

  it('stays open meanwhile, and says from time to time that all is quiet', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const next = await listen();
    await vi.advanceTimersByTimeAsync(26_000);
    expect(await next()).toEqual({ event: 'quiet', data: {} });
  });

  it('goes on for who may still read', async () => {
    const ask = await signedIn(hub, 'Ada', { [hub.fleet.homeClientId]: 'viewer' });
    const next = eventsOf(await ask('/api/v1/events'));
    await next();
    await report('nas');
    expect(await next()).toEqual(change('nas'));
  });

  it('holds one entry per server for a page that does not read', async () => {
    const answered = await hub.request('/api/v1/events');
    const now = Date.now();
    for (let i = 20; i > 0; i -= 1) await report('nas', now - i * 1000);
    await report('attic');
    const next = eventsOf(answered);
    expect([await next(), await next(), await next()]).toEqual([
      { event: 'hello', data: {} },
      change('nas'),
      change('attic'),
    ]);
  });

  it.each([
    { what: 'without a key', key: null, status: 401 },
    { what: 'with an unknown key', key: 'pl_nobody', status: 401 },
  ])('is closed $what', async ({ key, status }) => {
    expect((await hub.request('/api/v1/events', { key })).status).toBe(status);
  });
});

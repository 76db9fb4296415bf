import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../factories.ts';
import { heartbeatBody } from '../heartbeat-body.ts';
import { hubEnvironment, type Running, startHub } from '../hub-process.ts';
import { openLoop } from '../load.ts';

const KEY = 'pl_lifecycle-key-0123456789abcdef';
const folder = temporaryFolder();
afterAll(folder.remove);

const walBytes = () => statSync(`${folder.path}/porchlight.db-wal`, { throwIfNoEntry: false })?.size ?? 0;
const ask = (hub: Running, path: string) =>
  fetch(`http://127.0.0.1:${hub.port}${path}`, { headers: { 'X-API-Key': KEY }, redirect: 'manual' });

/** Posts without telling the length; answers the status. */
function sendInChunks(hub: Running, body: string): Promise<number | undefined> {
  const answered = Promise.withResolvers<number | undefined>();
  const headers = { 'X-API-Key': KEY, 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' };
  const target = {
    host: '127.0.0.1',
    port: hub.port,
    path: '/api/v1/agents/heartbeat',
    method: 'POST',
    headers,
  };
  const sent = request(target, (response) => answered.resolve(response.resume().statusCode));
  sent.on('error', answered.reject);
  sent.write(body.slice(0, 50));
  sent.end(body.slice(50));
  return answered.promise;
}

describe('the process', () => {
  it('answers the running requests, flushes, closes and ends with 0 on SIGTERM', async () => {
    const hub = await startHub(folder.path, KEY);
    const target = { port: hub.port, path: '/api/v1/agents/heartbeat', key: KEY };
    const start = Date.now() - 3_600_000;
    const bodyOf = (i: number) => heartbeatBody(`server-${i % 20}`, start + i * 10, i);
    const load = openLoop(target, 500, 2, bodyOf);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await hub.stop('SIGTERM')).toBe(0);
    await load;
    expect(existsSync(`${folder.path}/hub.lock`)).toBe(false);
    expect(walBytes()).toBe(0);
  });

  it('lets a request finish that had begun before SIGTERM', async () => {
    const hub = await startHub(folder.path, KEY);
    const body = heartbeatBody('slow-sender', Date.now(), 1);
    const answered = Promise.withResolvers<number | undefined>();
    const sent = request({
      host: '127.0.0.1',
      port: hub.port,
      path: '/api/v1/agents/heartbeat',
      method: 'POST',
      headers: {
        'X-API-Key': KEY,
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
      },
    });
    sent.on('response', (response) => answered.resolve(response.resume().statusCode));
    sent.on('error', answered.reject);
    sent.write(body.slice(0, 100));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const stopped = hub.stop('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 200));
    sent.end(body.slice(100));
    expect(await answered.promise).toBe(200);
    expect(await stopped).toBe(0);
  });

  it.each([
    { what: 'stores a heartbeat that is sent in chunks', padding: 10, status: 200 },
    { what: 'refuses chunks that go on beyond the limit', padding: 1_500_000, status: 413 },
  ])('$what', async ({ padding, status }) => {
    const hub = await startHub(folder.path, KEY);
    const body = { ...JSON.parse(heartbeatBody('chunked', Date.now(), 1)), padding: 'x'.repeat(padding) };
    const answered = await sendInChunks(hub, JSON.stringify(body));
    expect(answered).toBe(status);
    await hub.stop();
  });

  it('ends with 0 although a page listens for changes', async () => {
    const hub = await startHub(folder.path, KEY);
    const events = await ask(hub, '/api/v1/events');
    expect(events.status).toBe(200);
    const [code] = await Promise.all([hub.stop('SIGINT'), events.text()]);
    expect(code).toBe(0);
  });

  it('refuses to run beside another hub on the same database, and says which', async () => {
    const hub = await startHub(folder.path, KEY);
    const second = spawnSync(process.execPath, ['dist/main.mjs'], {
      env: { PATH: process.env.PATH, ...hubEnvironment(folder.path, KEY) },
      encoding: 'utf8',
    });
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(`Another hub (process ${hub.pid}) runs on this database`);
    await hub.stop();
  });

  it('remembers after a restart what was reported before, and does not call a server offline for its own absence', async () => {
    const hub = await startHub(folder.path, KEY);
    const before = (await (await ask(hub, '/api/v1/servers/server-1')).json()) as Record<string, unknown>;
    await hub.stop('SIGKILL');
    const again = await startHub(folder.path, KEY);
    const after = (await (await ask(again, '/api/v1/servers/server-1')).json()) as Record<string, unknown>;
    expect(after).toMatchObject({ status: 'online', latest: before.latest, services: before.services });
    await again.stop();
  });

  it('keeps its secret to itself', () => {
    expect(statSync(`${folder.path}/secret`).mode & 0o777).toBe(0o600);
    expect(readFileSync(`${folder.path}/secret`, 'utf8').trim().length).toBeGreaterThanOrEqual(43);
  });

  it.each([
    { what: 'a port that is none', env: { PORT: 'eighty' }, says: 'PORT' },
    { what: 'a database it cannot embed', env: { DATABASE_URL: 'postgres://x' }, says: 'DATABASE_URL' },
    { what: 'a key that is too short', env: { PORCHLIGHT_API_KEY: 'short' }, says: 'PORCHLIGHT_API_KEY' },
  ])('does not start with $what, and names it without repeating it', ({ env, says }) => {
    const tried = spawnSync(process.execPath, ['dist/main.mjs'], {
      env: { PATH: process.env.PATH, ...hubEnvironment(folder.path, KEY), ...env },
      encoding: 'utf8',
    });
    expect(tried.status).toBe(1);
    expect(tried.stderr).toContain(says);
    expect(tried.stderr).not.toContain(Object.values(env)[0]);
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Heartbeat } from './protocol.ts';

let folder = '';
let bundle = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agent-main-'));
  bundle = join(folder, 'porchlight-agent.mjs');
  await build({
    entryPoints: [new URL('./main.ts', import.meta.url).pathname],
    bundle: true,
    platform: 'node',
    target: 'node18',
    format: 'esm',
    outfile: bundle,
    define: { PORCHLIGHT_VERSION: '"1.2.3"' },
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

interface FakeHub {
  port: number;
  requests: { path: string; key: string | undefined; body: unknown }[];
  /** Resolves once so many requests have come. */
  received: (count: number) => Promise<void>;
  server: http.Server;
}

const agents: ChildProcess[] = [];
const hubs: FakeHub[] = [];
afterEach(async () => {
  for (const agent of agents.splice(0)) agent.kill('SIGKILL');
  for (const { server } of hubs.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const REPLY = {
  received: true,
  server_time: '',
  pending_commands: [],
  interval_seconds: 1,
  expected_services: [],
};

async function startHub(
  answer: (path: string) => { status: number; body: unknown },
  port = 0,
): Promise<FakeHub> {
  const requests: FakeHub['requests'] = [];
  const server = http.createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const path = request.url ?? '';
    const key = request.headers['x-api-key'];
    requests.push({ path, key: typeof key === 'string' ? key : undefined, body: JSON.parse(text) });
    const { status, body } = answer(path);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    server.emit('answered');
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const received = async (count: number) => {
    while (requests.length < count) await once(server, 'answered');
  };
  const hub = { port: (server.address() as AddressInfo).port, requests, received, server };
  hubs.push(hub);
  return hub;
}

/** Starts the bundled agent with nothing of this process's environment. */
function startAgent(args: string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [bundle, '--config', join(folder, 'config.json'), ...args], { env });
  agents.push(child);
  const output = { out: '', log: '' };
  child.stdout.on('data', (chunk) => {
    output.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.log += chunk;
    child.emit('logged');
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const logged = async (text: string) => {
    while (!output.log.includes(text)) await once(child, 'logged');
  };
  return { child, output, ended, logged };
}

const reporting = (port: number): NodeJS.ProcessEnv => ({
  PORCHLIGHT_HUB_URL: `http://127.0.0.1:${port}`,
  PORCHLIGHT_AGENT_KEY: 'the-key',
  PORCHLIGHT_SERVER_ID: 'test-server',
});

const timesOf = (hub: FakeHub) =>
  hub.requests.flatMap(({ body }) => {
    const { heartbeats = [body as Heartbeat] } = body as { heartbeats?: Heartbeat[] };
    return heartbeats.map(({ timestamp }) => timestamp);
  });

describe('the bundled agent', () => {
  it('prints one heartbeat and sends nothing', async () => {
    const { output, ended } = startAgent(['--once', '--print', '--server-id', 'here']);
    expect(await ended).toBe(0);
    const heartbeat: Heartbeat = JSON.parse(output.out);
    expect(heartbeat.server_id).toBe('here');
    expect(heartbeat.metrics.memory_total_gb).toBeGreaterThan(0);
    expect(heartbeat.metrics.cpu_percent).toBeGreaterThanOrEqual(0);
    expect(heartbeat.host).toMatchObject({ agent_version: '1.2.3', hostname: expect.any(String) });
  });

  it('sends one heartbeat with its key and ends', async () => {
    const hub = await startHub(() => ({ status: 200, body: REPLY }));
    const { output, ended } = startAgent(['--once'], reporting(hub.port));
    expect(await ended).toBe(0);
    expect(hub.requests).toMatchObject([
      {
        path: '/api/v1/agents/heartbeat',
        key: 'the-key',
        body: { server_id: 'test-server', unknown: expect.any(Array) },
      },
    ]);
    expect(output.log).not.toContain('the-key');
  });

  it.each([
    ['refuses it', 422, 'clock is ahead'],
    ['cannot take it', 503, 'clock is ahead'],
    ['has retired it', 410, 'clock is ahead'],
  ])('ends with 1 when the hub %s', async (_, status, message) => {
    const hub = await startHub(() => ({ status, body: { error: { message } } }));
    const { output, ended } = startAgent(['--once'], reporting(hub.port));
    expect(await ended).toBe(1);
    expect(output.log).toContain(message);
  });

  it('delivers what waited while the hub was away once, oldest first, and ends with 0 on SIGTERM', async () => {
    const hub = await startHub(() => ({ status: 200, body: REPLY }));
    const { child, ended, logged } = startAgent([], reporting(hub.port));
    await hub.received(1);
    hub.server.close();
    await logged('The hub is not reached');
    const back = await startHub(() => ({ status: 200, body: REPLY }), hub.port);
    await logged('The hub is reached again');
    await back.received(2);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    const times = [...timesOf(hub), ...timesOf(back)];
    expect(times).toEqual([...new Set(times)].sort());
    expect(times.length).toBeGreaterThanOrEqual(3);
  }, 30_000);

  it('stops by itself when the hub has retired this server', async () => {
    const hub = await startHub(() => ({ status: 410, body: { error: { message: 'retired' } } }));
    const { output, ended } = startAgent([], reporting(hub.port));
    expect(await ended).toBe(0);
    expect(hub.requests).toHaveLength(1);
    expect(output.log).toContain('The hub has retired this server');
  });

  it('ends when its pipe closes', async () => {
    const hub = await startHub(() => ({ status: 200, body: REPLY }));
    const { child, ended } = startAgent(['--child'], reporting(hub.port));
    await hub.received(1);
    child.stdin?.end();
    expect(await ended).toBe(0);
  });

  it('exchanges a token for its key, reports with it, and needs no token after a restart', async () => {
    const enrolled = { server_id: 'new-one', api_key: 'fresh-key', interval_seconds: 60 };
    const hub = await startHub((path) => ({ status: 200, body: path.endsWith('/enrol') ? enrolled : REPLY }));
    const first = startAgent(['--once', '--hub', `http://127.0.0.1:${hub.port}`, '--token', 'tok']);
    expect(await first.ended).toBe(0);
    expect(statSync(join(folder, 'config.json')).mode & 0o777).toBe(0o600);
    const second = startAgent(['--once']);
    expect(await second.ended).toBe(0);
    rmSync(join(folder, 'config.json'));
    expect(hub.requests.map(({ path, key }) => [path, key])).toEqual([
      ['/api/v1/agents/enrol', undefined],
      ['/api/v1/agents/heartbeat', 'fresh-key'],
      ['/api/v1/agents/heartbeat', 'fresh-key'],
    ]);
    expect(first.output.log + second.output.log).not.toContain('fresh-key');
  });

  it.each([
    ['--version', 0, '1.2.3\n'],
    ['--help', 0, 'porchlight-agent: reports this machine'],
  ])('%s', async (flag, code, text) => {
    const { output, ended } = startAgent([flag]);
    expect(await ended).toBe(code);
    expect(output.out).toContain(text);
  });

  it('names what is missing and ends with 1', async () => {
    const { output, ended } = startAgent([]);
    expect(await ended).toBe(1);
    expect(output.log).toContain(
      'The agent needs the address of the hub (--hub, PORCHLIGHT_HUB_URL or hub_url)',
    );
  });
});

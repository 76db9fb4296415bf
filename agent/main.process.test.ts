import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AgentProcess, startAgentProcess } from '../tests/agent-process.ts';
import { bundleAgent } from '../tests/agent-program.ts';
import { type FakeHub, type FakeHubOptions, refused, startFakeHub, taken } from '../tests/fake-hub.ts';
import type { Heartbeat } from './protocol.ts';

let folder = '';
let bundle = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agent-main-'));
  bundle = await bundleAgent(folder, '1.2.3');
});
afterAll(() => rmSync(folder, { recursive: true }));

const agents: AgentProcess[] = [];
const hubs: FakeHub[] = [];
afterEach(async () => {
  for (const { child } of agents.splice(0)) child.kill('SIGKILL');
  for (const hub of hubs.splice(0)) hub.close();
});

async function startHub(options: FakeHubOptions = {}): Promise<FakeHub> {
  const hub = await startFakeHub(options);
  hubs.push(hub);
  return hub;
}

/** Starts the bundled agent with nothing of this process's environment. */
function startAgent(args: string[], env: NodeJS.ProcessEnv = {}) {
  const agent = startAgentProcess([bundle, '--config', join(folder, 'config.json'), ...args], env);
  agents.push(agent);
  return agent;
}

const reporting = ({ url }: FakeHub): NodeJS.ProcessEnv => ({
  PORCHLIGHT_HUB_URL: url,
  PORCHLIGHT_AGENT_KEY: 'the-key',
  PORCHLIGHT_SERVER_ID: 'test-server',
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
    const hub = await startHub();
    const { output, ended } = startAgent(['--once'], reporting(hub));
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
    const hub = await startHub({ answer: () => refused(status, message) });
    const { output, ended } = startAgent(['--once'], reporting(hub));
    expect(await ended).toBe(1);
    expect(output.log).toContain(message);
  });

  it('stops by itself when the hub has retired this server', async () => {
    const hub = await startHub({ answer: () => refused(410, 'retired') });
    const { output, ended } = startAgent([], reporting(hub));
    expect(await ended).toBe(0);
    expect(hub.requests).toHaveLength(1);
    expect(output.log).toContain('The hub has retired this server');
  });

  it('ends when its pipe closes', async () => {
    const hub = await startHub();
    const { child, ended } = startAgent(['--child'], reporting(hub));
    await hub.received(1);
    child.stdin?.end();
    expect(await ended).toBe(0);
  });

  it('exchanges a token for its key, reports with it, and needs no token after a restart', async () => {
    const enrolled = { server_id: 'new-one', api_key: 'fresh-key', interval_seconds: 60 };
    const hub = await startHub({
      answer: (path) => (path.endsWith('/enrol') ? { status: 200, body: enrolled } : taken()),
    });
    const first = startAgent(['--once', '--hub', hub.url, '--token', 'tok']);
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

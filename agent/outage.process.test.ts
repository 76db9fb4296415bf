import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AgentProcess, startAgentProcess } from '../tests/agent-process.ts';
import { bundleAgent } from '../tests/agent-program.ts';
import {
  type FakeHub,
  type FakeHubOptions,
  heartbeatsIn,
  refused,
  startFakeHub,
  taken,
} from '../tests/fake-hub.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const programs = mkdtempSync(join(tmpdir(), 'agent-outage-'));
let bundle = '';
beforeAll(async () => {
  bundle = await bundleAgent(programs, '1.2.3');
});
afterAll(() => rmSync(programs, { recursive: true }));

let state = '';
const agents: AgentProcess[] = [];
const hubs: FakeHub[] = [];
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'agent-state-'));
});
afterEach(() => {
  for (const { child } of agents.splice(0)) child.kill('SIGKILL');
  for (const hub of hubs.splice(0)) hub.close();
  rmSync(state, { recursive: true });
});

async function startHub(options: FakeHubOptions = {}): Promise<FakeHub> {
  const hub = await startFakeHub(options);
  hubs.push(hub);
  return hub;
}

function startAgent({ url }: FakeHub, env: NodeJS.ProcessEnv = {}): AgentProcess {
  const agent = startAgentProcess([bundle, '--config', join(state, 'no-config.json')], {
    PORCHLIGHT_HUB_URL: url,
    PORCHLIGHT_AGENT_KEY: 'the-key',
    PORCHLIGHT_SERVER_ID: 'test-server',
    STATE_DIRECTORY: state,
    ...env,
  });
  agents.push(agent);
  return agent;
}

const timesOf = (...all: FakeHub[]) =>
  all
    .flatMap(({ requests }) => requests.flatMap(({ body }) => heartbeatsIn(body)))
    .map((one) => one.timestamp);
const keptFiles = () => readdirSync(state).filter((name) => /^\d+\.json$/.test(name));
const keptTimes = () =>
  keptFiles().map((name) => JSON.parse(readFileSync(join(state, name), 'utf8')).heartbeat.timestamp);

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Reports to a hub until that is away and some reports are kept; the hub and what is kept. */
async function keepSome(agentOf: (hub: FakeHub) => AgentProcess) {
  const hub = await startHub();
  const agent = agentOf(hub);
  await hub.received(1);
  hub.close();
  await until(() => keptFiles().length >= 2);
  return { hub, agent };
}

describe('the bundled agent, when the hub is away', () => {
  it('delivers what waited once, oldest first, and ends with 0 on SIGTERM', async () => {
    const { hub, agent } = await keepSome(startAgent);
    const back = await startHub({ port: hub.port });
    await agent.logged('The hub is reached again');
    await back.received(2);
    agent.child.kill('SIGTERM');
    expect(await agent.ended).toBe(0);
    const times = [...timesOf(hub, back), ...keptTimes()];
    expect(times).toEqual([...new Set(times)].sort());
    expect(times.length).toBeGreaterThanOrEqual(4);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('loses nothing of what waits when %s ends it', async (signal) => {
    const { hub, agent } = await keepSome(startAgent);
    agent.child.kill(signal);
    expect(await agent.ended).toBe(signal === 'SIGTERM' ? 0 : null);
    const waiting = keptTimes();
    const back = await startHub({ port: hub.port });
    const next = startAgent(back);
    await back.received(1);
    expect(next.output.log).toContain(`${waiting.length} report(s) from before wait for the hub`);
    expect(timesOf(back).slice(0, waiting.length)).toEqual(waiting);
    expect(back.requests[0]?.path).toBe('/api/v1/agents/heartbeats');
    await until(() => keptFiles().length === 0);
  });

  it('keeps a report that it was told to stop in the middle of', async () => {
    const hub = await startHub({ answer: () => null });
    const agent = startAgent(hub);
    await hub.received(1);
    agent.child.kill('SIGTERM');
    expect(await agent.ended).toBe(0);
    expect(keptTimes()).toEqual(timesOf(hub));
    expect(agent.output.log).not.toContain('not reached');
  });

  it('drops a file that a power cut emptied and delivers the rest', async () => {
    const { hub, agent } = await keepSome(startAgent);
    agent.child.kill('SIGKILL');
    await agent.ended;
    const [first = '', ...rest] = keptFiles();
    writeFileSync(join(state, first), '');
    const waiting = rest.length;
    const back = await startHub({ port: hub.port });
    const next = startAgent(back);
    await next.logged('A report that was kept is dropped: its file is not whole');
    await until(() => keptFiles().length === 0);
    expect(timesOf(back).length).toBeGreaterThan(waiting);
  });

  it('reports without a folder it may write to, and says so once with what to do', async () => {
    writeFileSync(join(state, 'a-file'), '');
    const hub = await startHub();
    const agent = startAgent(hub, { STATE_DIRECTORY: join(state, 'a-file', 'folder') });
    await hub.received(1);
    hub.close();
    await agent.logged('The hub is not reached');
    const back = await startHub({ port: hub.port });
    await agent.logged('The hub is reached again');
    expect(timesOf(hub, back)).toEqual([...timesOf(hub, back)].sort());
    const said = agent.output.log.split('\n').filter((line) => line.includes('cannot be kept'));
    expect(said).toEqual([expect.stringContaining('name another folder in STATE_DIRECTORY')]);
  });

  it('sends nothing that waited for another hub, and nothing of another server', async () => {
    const { agent } = await keepSome(startAgent);
    agent.child.kill('SIGKILL');
    await agent.ended;
    const old = keptTimes();
    const other = await startHub();
    const next = startAgent(other, { PORCHLIGHT_SERVER_ID: 'another-server' });
    await next.logged('A report that was kept is dropped: it is for another hub or server');
    await other.received(2);
    expect(timesOf(other).filter((time) => old.includes(time))).toEqual([]);
    await until(() => keptFiles().length === 0);
  });

  it('ends with 0 when the hub has retired this server, and removes what waited', async () => {
    const { hub, agent } = await keepSome(startAgent);
    await startHub({ port: hub.port, answer: () => refused(410, 'retired') });
    expect(await agent.ended).toBe(0);
    expect(agent.output.log).toContain('The hub has retired this server and wants no more reports');
    expect(readdirSync(state)).toEqual([]);
  });
});

describe('the bundled agent, when the clocks differ', () => {
  it.each([
    ['behind', 3 * HOUR],
    ['ahead of', -3 * HOUR],
  ])(
    "carries the hub's time from the first report on when its clock is %s the hub's",
    async (words, offMs) => {
      const hub = await startHub({ offMs });
      const before = Date.now() + offMs;
      const agent = startAgent(hub);
      await hub.received(2);
      const after = Date.now() + offMs;
      for (const time of timesOf(hub).map((text) => Date.parse(text))) {
        expect(time).toBeGreaterThan(before - MINUTE);
        expect(time).toBeLessThan(after + MINUTE);
      }
      expect(agent.output.log.split('3 hours').length).toBe(2);
      expect(agent.output.log).toContain(`This machine's clock is 3 hours ${words} the hub's`);
    },
  );

  it('corrects what was refused because its clock is ahead, and does not drop it', async () => {
    const offMs = -3 * HOUR;
    const answer: FakeHubOptions['answer'] = (_, heartbeats) => {
      const isAhead = heartbeats.some((one) => Date.parse(one.timestamp) > Date.now() + offMs + 5 * MINUTE);
      return isAhead ? refused(422, 'The timestamp is more than 5 minutes in the future') : taken();
    };
    const hub = await startHub({ offMs, answer, tellsTime: false });
    const agent = startAgent(hub);
    await hub.received(2);
    const [refusedTime = '', sentTime = ''] = timesOf(hub);
    expect(Date.parse(refusedTime) - Date.parse(sentTime)).toBeGreaterThan(3 * HOUR - MINUTE);
    expect(agent.output.log).not.toContain('dropped');
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rangeSchema } from '../../src/collector/metrics/index.ts';
import { type AgentProcess, startAgentProcess } from '../agent-process.ts';
import { temporaryFolder } from '../factories.ts';
import { heartbeatsIn } from '../fake-hub.ts';
import { type Running, startHub } from '../hub-process.ts';

const KEY = 'pl_outage-test-key-0123456789abcdef';
const SERVER = 'outage';
const HOUR = 3_600_000;
const OUTAGE_MS = 26 * HOUR;
const folder = temporaryFolder();
const takenFile = join(folder.path, 'taken');
const stateFolder = join(folder.path, 'state');
const program = new URL('./outage-agent.ts', import.meta.url).pathname;

let hub: Running | null = null;
let agent: AgentProcess | null = null;
let relay: http.Server;
/** Of the backlogs that the hub has stored the answer to this one is lost, and the hub with it. */
const LOST_ANSWER = 3;
let storedBacklogs = 0;
const killed = Promise.withResolvers<void>();
/** Times of what the hub was sent, in the order in which it came. */
const arrived: string[] = [];

async function killHub(): Promise<void> {
  await hub?.stop('SIGKILL');
  hub = null;
  killed.resolve();
}

/** What stands between agent and hub: the one address that stays the same. */
async function pass(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const { method, url, headers } = request;
  const body = await text(request);
  const onward = http.request({ port: hub?.port ?? 1, method, path: url, headers }, async (answer) => {
    const isStored = method === 'POST' && answer.statusCode === 200;
    if (isStored) arrived.push(...heartbeatsIn(JSON.parse(body)).map(({ timestamp }) => timestamp));
    if (isStored && url?.endsWith('/heartbeats')) storedBacklogs += 1;
    if (isStored && storedBacklogs === LOST_ANSWER) {
      await killHub();
      response.destroy();
      return;
    }
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  onward.end(body);
}

beforeAll(async () => {
  relay = http.createServer((request, response) => void pass(request, response));
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  agent?.child.kill('SIGKILL');
  relay.close();
  await hub?.stop('SIGKILL');
  folder.remove();
});

/** Starts the agent at a time that is past, and resolves once it has come to `untilMs` by its own clock. */
async function runAgent(startMs: number, fromMs: number, untilMs: number): Promise<AgentProcess> {
  const started = startAgentProcess([program], {
    HUB_URL: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    AGENT_KEY: KEY,
    SERVER_ID: SERVER,
    STATE_DIRECTORY: stateFolder,
    TAKEN_FILE: takenFile,
    BOOT_MS: String(startMs - HOUR),
    FROM_MS: String(fromMs),
    UNTIL_MS: String(untilMs),
  });
  agent = started;
  await new Promise<void>((resolve) => started.child.stdout?.once('data', () => resolve()));
  return started;
}

/** What the hub has of this server, as its API says. */
async function storedPoints(): Promise<{ times: string[]; values: (number | null)[] }> {
  const from = new Date(Date.now() - 2 * OUTAGE_MS).toISOString();
  const query = new URLSearchParams({ metric: 'uptime_seconds', resolution: 'raw', from });
  const url = `http://127.0.0.1:${hub?.port}/api/v1/metrics/${SERVER}?${query}`;
  const answered = await fetch(url, { headers: { 'X-API-Key': KEY } });
  const { times, series } = rangeSchema.parse(await answered.json());
  return { times, values: series[0]?.values ?? [] };
}

const taken = () => readFileSync(takenFile, 'utf8').trim().split('\n');
const waiting = () => readdirSync(stateFolder).filter((name) => /^\d+\.json$/.test(name));

async function untilNothingWaits(): Promise<void> {
  while (waiting().length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function end(agent: AgentProcess, signal: NodeJS.Signals): Promise<number | null> {
  agent.child.kill(signal);
  return agent.ended;
}

describe('a real outage of 26 hours', () => {
  it('delivers every heartbeat once, in order', async () => {
    const startMs = Date.now() - OUTAGE_MS;
    const [thirdMs, twoThirdsMs] = [startMs + OUTAGE_MS / 3, startMs + (2 * OUTAGE_MS) / 3];
    expect(await end(await runAgent(startMs, startMs, thirdMs), 'SIGTERM')).toBe(0);
    expect(await end(await runAgent(startMs, thirdMs, twoThirdsMs), 'SIGKILL')).toBeNull();
    const last = await runAgent(startMs, twoThirdsMs, Date.now());
    expect(waiting().length).toBeGreaterThan(1_550);
    hub = await startHub(folder.path, KEY);
    last.child.stdin?.write('go\n');
    await killed.promise;
    hub = await startHub(folder.path, KEY);
    await last.logged('The hub is reached again');
    await untilNothingWaits();
    const all = taken();
    const delivered = [...new Set(arrived)];
    const { times, values } = await storedPoints();
    expect(await end(last, 'SIGTERM')).toBe(0);
    // The last one may be on its way.
    expect(delivered.slice(0, all.length - 1)).toEqual(all.slice(0, -1));
    expect(times.slice(0, all.length - 1)).toEqual(all.slice(0, -1));
    expect(arrived.length - delivered.length, 'sent twice, because the answer was lost').toBeGreaterThan(0);
    const uptimes = times.map((time) => Math.round((Date.parse(time) - startMs + HOUR) / 1000));
    expect(values).toEqual(uptimes);
    expect(last.output.log).not.toMatch(/given up|dropped|clock/);
  }, 60_000);
});

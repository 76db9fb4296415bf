import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../factories.ts';
import { heartbeatBody } from '../heartbeat-body.ts';
import { type Running, startHub } from '../hub-process.ts';
import { openLoop } from '../load.ts';

const KEY = 'pl_kill-test-key-0123456789abcdef';
const SERVERS = 100;
const START = Date.now() - 86_400_000;
const folder = temporaryFolder();
afterAll(folder.remove);

/** Sample time of the n-th heartbeat; server and time follow from the number. */
const atOf = (index: number) => START + Math.floor(index / SERVERS) * 1000;
const serverOf = (index: number) => `server-${index % SERVERS}`;

/**
 * Sends a thousand a second and kills the hub in the middle, somewhere after a thousand are acknowledged; answers
 * the numbers of those that got a 200.
 */
async function acknowledgedBeforeKill(hub: Running, from: number): Promise<number[]> {
  const acknowledged: number[] = [];
  const target = { port: hub.port, path: '/api/v1/agents/heartbeat', key: KEY };
  const bodyOf = (index: number) => heartbeatBody(serverOf(index + from), atOf(index + from), index + from);
  const enough = Promise.withResolvers<void>();
  const killAfter = 1050 + Math.floor(Math.random() * 1000);
  const load = openLoop(target, 1000, 4, bodyOf, (index) => {
    if (acknowledged.push(index + from) === killAfter) enough.resolve();
  });
  await enough.promise;
  await hub.stop('SIGKILL');
  await load;
  return acknowledged;
}

async function storedTimes(hub: Running, serverId: string): Promise<string[]> {
  const query = new URLSearchParams({
    metric: 'cpu_percent',
    resolution: 'raw',
    from: new Date(START - 1000).toISOString(),
  });
  const url = `http://127.0.0.1:${hub.port}/api/v1/metrics/${serverId}?${query}`;
  const answered = await fetch(url, { headers: { 'X-API-Key': KEY } });
  return ((await answered.json()) as { times: string[] }).times;
}

describe('a hub that is killed under a thousand heartbeats a second', () => {
  it('has every heartbeat it acknowledged, once, after each of three kills', async () => {
    const acknowledged: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const hub = await startHub(folder.path, KEY);
      acknowledged.push(...(await acknowledgedBeforeKill(hub, round * 10_000)));
    }
    expect(acknowledged.length).toBeGreaterThan(3000);
    const hub = await startHub(folder.path, KEY);
    const stored = new Map<string, string[]>();
    for (let i = 0; i < SERVERS; i += 1) stored.set(serverOf(i), await storedTimes(hub, serverOf(i)));
    await hub.stop();
    const lost = acknowledged.filter(
      (index) => !stored.get(serverOf(index))?.includes(new Date(atOf(index)).toISOString()),
    );
    expect(lost).toEqual([]);
    for (const times of stored.values()) expect(new Set(times).size).toBe(times.length);
  });
});

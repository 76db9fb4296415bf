import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../factories.ts';
import { hubEnvironment, type Running, startHub } from '../hub-process.ts';

const KEY = 'pl_demo-key-0123456789abcdef0123';
const DAY_MS = 86_400_000;
const folder = temporaryFolder();
afterAll(folder.remove);

const demo = () => startHub(folder.path, KEY, { PORCHLIGHT_DEMO: '1' });

async function read<Answer>(hub: Running, path: string): Promise<Answer> {
  const answered = await fetch(`http://127.0.0.1:${hub.port}${path}`, { headers: { 'X-API-Key': KEY } });
  if (answered.status !== 200) throw new Error(await answered.text());
  return (await answered.json()) as Answer;
}

interface Fleet {
  servers: { server_id: string; state: string; level: string }[];
}
const levelsOf = ({ servers }: Fleet) =>
  Object.fromEntries(servers.map(({ server_id, level }) => [server_id, level]));

/** Days of the last 31 that have a value. */
async function daysOf(hub: Running, serverId: string): Promise<Set<number>> {
  const from = new Date(Date.now() - 31 * DAY_MS).toISOString();
  const { times } = await read<{ times: string[] }>(
    hub,
    `/api/v1/metrics/${serverId}?from=${from}&metric=cpu_percent`,
  );
  return new Set(times.map((time) => Math.floor(Date.parse(time) / DAY_MS)));
}

/** Starts, and ends with this signal as soon as it has said these words; answers all it said. */
async function startUntil(words: string, signal: NodeJS.Signals): Promise<string> {
  const env = { PATH: process.env.PATH, ...hubEnvironment(folder.path, KEY), PORCHLIGHT_DEMO: '1' };
  const child = spawn(process.execPath, ['dist/main.mjs'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let said = '';
  for await (const piece of child.stdout) {
    said += String(piece);
    if (said.includes(words)) child.kill(signal);
  }
  await exited;
  return said;
}

const LEVELS = {
  'omv-homeserver': 'ok',
  'omv-backupserver': 'critical',
  'omv-documentserver': 'medium',
  'omv-mediaserver': 'critical',
  'omv-cloudserver1': 'ok',
  'omv-webserver1': 'medium',
  'omv-webserver2': 'ok',
  'omv-homeautoserver': 'ok',
  'omv-aiserver1': 'ok',
  'pihole-master': 'ok',
  'pihole-backup': 'high',
  'acme-corp-truenas': 'low',
  'birch-dental-truenas': 'critical',
};

describe('the demo, as a process', () => {
  it('is complete after a start that was killed half-way, with a month of history for each server', async () => {
    const cut = await startUntil('is there (3 of 13)', 'SIGKILL');
    expect(cut).not.toContain('13 of 13');
    const hub = await demo();
    const fleet = await read<Fleet>(hub, '/api/v1/fleet');
    expect(levelsOf(fleet)).toEqual(LEVELS);
    expect(fleet.servers.filter(({ state }) => state === 'offline')).toHaveLength(1);
    for (const id of Object.keys(LEVELS)) expect((await daysOf(hub, id)).size, id).toBeGreaterThanOrEqual(30);
    expect(await hub.stop()).toBe(0);
  });

  it('is the same after a restart, with no report twice', async () => {
    const hub = await demo();
    expect(levelsOf(await read<Fleet>(hub, '/api/v1/fleet'))).toEqual(LEVELS);
    const day = `from=${new Date(Date.now() - DAY_MS / 2).toISOString()}&resolution=raw&metric=cpu_percent`;
    const { times } = await read<{ times: string[] }>(hub, `/api/v1/metrics/omv-homeserver?${day}`);
    const steps = times.slice(1).map((time, i) => Date.parse(time) - Date.parse(times[i] ?? ''));
    expect(new Set(steps)).toEqual(new Set([60_000]));
    await hub.stop();
  });

  it('says that it is the demo, where it is kept, and how to leave it', async () => {
    const said = await startUntil('without PORCHLIGHT_DEMO', 'SIGTERM');
    expect(said).toContain('Demo fleet: OMV BackupServer is there (1 of 13)');
    expect(said).toContain('This is the demo');
    expect(said).toContain(`${folder.path}/porchlight.db`);
  });
});

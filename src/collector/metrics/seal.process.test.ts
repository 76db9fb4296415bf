import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateDatabase } from '../../../db/migrate.ts';
import { type Database, openDatabase } from '../../../db/open.ts';
import { createLog } from '../log.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { type Metrics, openMetrics, type Resolution } from './index.ts';

const KILLS = 15;
/** Long enough for the child to reach and pass its first seal. */
const LONGEST_LIFE_MS = 1500;
const FIRST_MINUTE = Date.UTC(2026, 0, 1) / 60_000;
const CHILD = fileURLToPath(new URL('./seal.child.ts', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'porchlight-kill-'));
const path = join(folder, 'test.db');
let acknowledged = FIRST_MINUTE;
let database: Database;
let metrics: Metrics;

/** Lets a child store and seal for a while, kills it, and answers the first minute it did not acknowledge. */
async function runAndKill(firstMinute: number): Promise<number> {
  const child = spawn(process.execPath, [CHILD, path, String(firstMinute)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  await once(child.stdout, 'data');
  await setTimeout(Math.random() * LONGEST_LIFE_MS);
  const ended = once(child, 'close');
  child.kill('SIGKILL');
  await ended;
  return Number(output.split('\n').at(-2) ?? firstMinute);
}

beforeAll(async () => {
  const empty = await openDatabase(`file:${path}`);
  await migrateDatabase(empty);
  await empty.close();
  for (let kill = 0; kill < KILLS; kill++) acknowledged = await runAndKill(acknowledged);
  database = await openDatabase(`file:${path}`);
  const settings = { ...DEFAULT_SETTINGS, retention_raw_days: 3660 };
  metrics = await openMetrics({ database, log: createLog('error'), settings: () => settings });
}, 120_000);

afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Everything of a server in steps of 12 h, as values by minute. */
async function readBack(
  serverId: string,
  resolution: Resolution,
): Promise<[number, number | null | undefined][]> {
  const read: [number, number | null | undefined][] = [];
  for (let minute = FIRST_MINUTE; minute < acknowledged; minute += 720) {
    const to = Math.min(minute + 720, acknowledged) * 60_000 - 1;
    const query = { clientIds: ['home'], serverId, from: minute * 60_000, to, resolution };
    const { times, series } = await metrics.range(query, to);
    read.push(
      ...times.map((time, i): [number, number | null | undefined] => [
        Date.parse(time) / 60_000,
        series[0]?.values[i],
      ]),
    );
  }
  return read;
}

/** Of the first and the last write of a seal. */
const SERVERS = ['server-0', 'server-99', 'server-119'];
const minutes = () => Array.from({ length: acknowledged - FIRST_MINUTE }, (_, i) => FIRST_MINUTE + i);

it('the child came far enough to be killed while it sealed', async () => {
  const { rows } = await database.read.$client.execute('SELECT count(*) AS blocks FROM metric_blocks');
  expect(Number(rows[0]?.blocks)).toBeGreaterThan(120);
});

it.each(SERVERS)('every acknowledged report of %s is there exactly once', async (serverId) => {
  expect(await readBack(serverId, 'raw')).toEqual(minutes().map((minute) => [minute, minute % 100]));
});

it.each(SERVERS)('so it is once %s is sealed to the end', async (serverId) => {
  await metrics.seal((acknowledged + 1440) * 60_000);
  await metrics.seal((acknowledged + 1440) * 60_000);
  const stats = await metrics.stats(['home']);
  expect(stats.waiting_reports).toBe(0);
  expect(await readBack(serverId, 'raw')).toEqual(minutes().map((minute) => [minute, minute % 100]));
});

it.each<[Resolution, number]>([
  ['15m', 15],
  ['6h', 360],
])('each bucket of %s is made of every report once', async (resolution, length) => {
  const groups = Map.groupBy(minutes(), (minute) => Math.floor(minute / length) * length);
  const complete = [...groups].filter(([, own]) => own.length === length);
  const expected = complete.map(([start, own]) => [
    start,
    Math.round((own.reduce((sum, minute) => sum + (minute % 100), 0) / length) * 10) / 10,
  ]);
  for (const serverId of SERVERS) {
    const averages = await readBack(serverId, resolution);
    expect(averages.slice(0, expected.length)).toEqual(expected);
  }
});

import { join } from 'node:path';
import { heartbeatBody } from '../heartbeat-body.ts';
import { type Running, startHub, startProcess } from '../hub-process.ts';
import { inFolder } from '../in-folder.ts';
import { closedLoop, openLoop, quantile } from '../load.ts';
import { type BenchRow, median } from './row.ts';

const KEY = 'pl_bench-key-0123456789abcdefghij';
const PATH = '/api/v1/agents/heartbeat';
const CONNECTIONS = 50;
const WARM_UP = 3000;
const COUNTED = 10_000;
const ROUNDS = 3;
const CPU_BUDGET = 2;
const P99_BUDGET_MS = 50;
const FLEET = 10_000;
const FLEET_P99_BUDGET_MS = 100;
const FLEET_RSS_BUDGET_MB = 500;

/** Each of 50 servers reports its own sequence of minutes, all in the recent past. */
function bodies(servers: number): (index: number) => string {
  const start = Date.now() - 20 * 86_400_000;
  return (index) => {
    const round = Math.floor(index / servers);
    return heartbeatBody(`server-${index % servers}`, start + round * 60_000, round);
  };
}

/** CPU microseconds of the server per heartbeat, after a warm-up. */
async function cpuPerHeartbeat(server: Running): Promise<number> {
  const target = { port: server.port, path: PATH, key: KEY };
  const body = bodies(CONNECTIONS);
  await closedLoop(target, CONNECTIONS, WARM_UP, body);
  const before = server.cpuSeconds();
  const { failures } = await closedLoop(target, CONNECTIONS, COUNTED, (index) => body(index + WARM_UP));
  if (failures > 0) throw new Error(`${failures} heartbeats were refused`);
  return ((server.cpuSeconds() - before) / COUNTED) * 1e6;
}

function measuredOn(start: (folder: string) => Promise<Running>): Promise<number> {
  return inFolder(async (folder) => {
    const server = await start(folder);
    return cpuPerHeartbeat(server).finally(() => server.stop());
  });
}

const startBare = (folder: string) =>
  startProcess(['tests/bench/reference/bare-ingest.ts', join(folder, 'bare.db')], { BENCH_KEY: KEY });

/** The hub and the bare server in turn, so that both feel the machine's moods alike. */
async function cpuRow(): Promise<BenchRow> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await measuredOn(startBare));
    ours.push(await measuredOn((folder) => startHub(folder, KEY)));
  }
  const measured = median(ours);
  const reference = median(bare);
  return {
    what: 'CPU per durable heartbeat',
    measured,
    unit: 'µs',
    reference: { what: 'bare node:http, NORMAL', value: reference },
    ratio: measured / reference,
    budget: `≤ ${CPU_BUDGET} ×`,
    met: measured <= CPU_BUDGET * reference,
  };
}

async function latencyAtThousand(): Promise<BenchRow> {
  return inFolder(async (folder) => {
    const hub = await startHub(folder, KEY);
    const target = { port: hub.port, path: PATH, key: KEY };
    const body = bodies(1000);
    await openLoop(target, 1000, 2, body);
    const { latenciesMs, failures } = await openLoop(target, 1000, 10, (index) => body(index + 2000));
    await hub.stop();
    if (failures > 0) throw new Error(`${failures} heartbeats were refused`);
    const p99 = quantile(latenciesMs, 0.99);
    return latencyRow('latency at 1,000 heartbeats/s, p99', p99, P99_BUDGET_MS);
  });
}

function latencyRow(what: string, p99: number, budgetMs: number): BenchRow {
  return {
    what,
    measured: p99,
    unit: 'ms',
    reference: null,
    ratio: null,
    budget: `< ${budgetMs} ms`,
    met: p99 < budgetMs,
  };
}

/** 10,000 servers at 60 s are 167 heartbeats a second: registers them all, then half a minute at that pace. */
async function fleetRows(): Promise<BenchRow[]> {
  return inFolder(async (folder) => {
    const hub = await startHub(folder, KEY);
    const target = { port: hub.port, path: PATH, key: KEY };
    const body = bodies(FLEET);
    const registered = await closedLoop(target, CONNECTIONS, FLEET, body);
    const { latenciesMs, failures } = await openLoop(target, Math.round(FLEET / 60), 30, (i) =>
      body(i + FLEET),
    );
    const rssMegabytes = hub.rssBytes() / 1e6;
    await hub.stop();
    return [
      latencyRow('10,000 agents at 60 s, p99', quantile(latenciesMs, 0.99), FLEET_P99_BUDGET_MS),
      {
        what: '10,000 agents at 60 s, refused',
        measured: failures + registered.failures,
        unit: 'heartbeats',
        reference: null,
        ratio: null,
        budget: '0',
        met: failures + registered.failures === 0,
      },
      {
        what: '10,000 agents at 60 s, resident',
        measured: rssMegabytes,
        unit: 'MB',
        reference: null,
        ratio: null,
        budget: `< ${FLEET_RSS_BUDGET_MB} MB`,
        met: rssMegabytes < FLEET_RSS_BUDGET_MB,
      },
    ];
  });
}

export async function run(): Promise<BenchRow[]> {
  return [await cpuRow(), await latencyAtThousand(), ...(await fleetRows())];
}

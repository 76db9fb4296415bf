import { setTimeout as sleep } from 'node:timers/promises';
import { heartbeatBody } from '../heartbeat-body.ts';
import { startHub } from '../hub-process.ts';
import { inFolder } from '../in-folder.ts';
import { closedLoop } from '../load.ts';
import { KEY, type OwnedHub, startOwnedHub } from './owned-hub.ts';
import type { BenchRow } from './row.ts';

const SETTLE_MS = 5000;
const SERVERS = 50;
const HEARTBEATS = 60_000;
const PAGES = 3000;
const READERS = 4;
const FRESH_BUDGET_MB = 125;
const WORKED_BUDGET_MB = 180;

function row(what: string, measured: number, budgetMegabytes: number): BenchRow {
  return {
    what,
    measured,
    unit: 'MB',
    reference: null,
    ratio: null,
    budget: `≤ ${budgetMegabytes} MB`,
    met: measured <= budgetMegabytes,
  };
}

async function heartbeatsAtFullSpeed(hub: OwnedHub): Promise<void> {
  const start = Date.now() - (HEARTBEATS / SERVERS) * 60_000;
  const body = (i: number) => {
    const round = Math.floor(i / SERVERS);
    return heartbeatBody(`server-${i % SERVERS}`, start + round * 60_000, round);
  };
  const target = { port: hub.port, path: '/api/v1/agents/heartbeat', key: KEY };
  const { failures } = await closedLoop(target, SERVERS, HEARTBEATS, body);
  if (failures > 0) throw new Error(`${failures} heartbeats were refused`);
}

const pageAt = (i: number) => ['/', '/servers', `/servers/server-${i % SERVERS}`][i % 3] ?? '/';

async function readPages(hub: OwnedHub): Promise<void> {
  let next = 0;
  const reader = async () => {
    while (next < PAGES) {
      const path = pageAt(next++);
      const answered = await fetch(`${hub.url}${path}`, { headers: { Cookie: hub.cookie } });
      await answered.arrayBuffer();
      if (answered.status !== 200) throw new Error(`${path} answered ${answered.status}`);
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
}

/** Resident memory of a hub that has just started, and of one that has worked hard. */
export async function run(): Promise<BenchRow[]> {
  const fresh = await inFolder(async (folder) => {
    const hub = await startHub(folder, KEY);
    await sleep(SETTLE_MS);
    const megabytes = hub.rssBytes() / 1e6;
    await hub.stop();
    return megabytes;
  });
  const worked = await inFolder(async (folder) => {
    const hub = await startOwnedHub(folder);
    await heartbeatsAtFullSpeed(hub);
    await readPages(hub);
    await sleep(SETTLE_MS);
    const megabytes = hub.rssBytes() / 1e6;
    await hub.stop();
    return megabytes;
  });
  return [
    row('hub resident, fresh', fresh, FRESH_BUDGET_MB),
    row('hub resident, 50 servers, 60,000 heartbeats, 3,000 pages', worked, WORKED_BUDGET_MB),
  ];
}

import type { Report } from '../../src/collector/metrics/index.ts';
import { DAY_MS, fleet, MINUTE_MS, type OpenStore, openStore, store } from './fleet.ts';
import { type BenchRow, median } from './row.ts';

const SERVERS = 50;
const FROM = Date.UTC(2025, 0, 1);
const DAYS = 365;
const ROUNDS = 40;
/** Older days get one report per bucket of the only tier that a chart of a year reads, to save time. */
const DENSE_DAYS = 32;
const SPARSE_MINUTES = 360;

const CHARTS = [
  { name: '24 h', days: 1, budgetMs: 10 },
  { name: '30 d', days: 30, budgetMs: 40 },
  { name: '1 y', days: 365, budgetMs: 40 },
];

function* year(): Generator<Report[]> {
  let minute = 0;
  for (const reports of fleet(SERVERS, DAYS, FROM, 1)) {
    if (minute % SPARSE_MINUTES === 0 || minute >= (DAYS - DENSE_DAYS) * 1440) yield reports;
    minute += 1;
  }
}

async function chart(open: OpenStore, serverId: string, days: number): Promise<number> {
  const now = FROM + DAYS * DAY_MS - MINUTE_MS;
  const started = performance.now();
  const range = await open.metrics.range(
    { clientIds: ['client-1'], serverId, from: now - days * DAY_MS, to: now },
    now,
  );
  JSON.stringify(range);
  return performance.now() - started;
}

/** Time of a chart of all core metrics of one server among 50, from the store to JSON text. */
export async function run(): Promise<BenchRow[]> {
  const open = await openStore();
  await store(open, year(), DAY_MS);
  await open.metrics.seal(FROM + DAYS * DAY_MS);
  const rows: BenchRow[] = [];
  for (const { name, days, budgetMs } of CHARTS) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++)
      times.push(await chart(open, `server-${round % SERVERS}`, days));
    const measured = median(times);
    rows.push({
      what: `chart query, all core metrics, ${name}, p50`,
      measured,
      unit: 'ms',
      reference: null,
      ratio: null,
      budget: `< ${budgetMs} ms`,
      met: measured < budgetMs,
    });
  }
  await open.remove();
  return rows;
}

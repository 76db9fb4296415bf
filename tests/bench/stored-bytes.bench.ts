import { statSync } from 'node:fs';
import { ensurePromtool } from '../promtool.ts';
import { DAY_MS, fleet, NAMES, openStore, store } from './fleet.ts';
import { prometheusBytes } from './prometheus.ts';
import type { BenchRow } from './row.ts';

const SERVERS = 5;
const DAYS = 30;
const FROM = Date.UTC(2026, 0, 1);
const SAMPLES = SERVERS * DAYS * 1440 * NAMES.length;
/** The design page's promise: at most this share of what Prometheus needs for the same series. */
const BUDGET = 0.65;

const KINDS = [
  { name: 'busy', busy: 1 },
  { name: 'quiet', busy: 0 },
];

/** Size of the whole database file, every tier and index included. */
async function porchlightBytes(busy: number): Promise<number> {
  const open = await openStore();
  await store(open, fleet(SERVERS, DAYS, FROM, busy));
  const end = FROM + DAYS * DAY_MS;
  await open.metrics.seal(end + DAY_MS / 24);
  await open.metrics.prune(end);
  await open.database.writer.$client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  const bytes = statSync(open.path).size;
  await open.remove();
  return bytes;
}

/** Stored bytes per sample of 30 days at 60 s, 20 series, beside Prometheus on the same series. */
export async function run(): Promise<BenchRow[]> {
  ensurePromtool();
  const rows: BenchRow[] = [];
  for (const { name, busy } of KINDS) {
    const measured = (await porchlightBytes(busy)) / SAMPLES;
    const value = prometheusBytes(fleet(SERVERS, DAYS, FROM, busy)) / SAMPLES;
    const ratio = measured / value;
    rows.push({
      what: `stored bytes per sample, ${name} servers, 30 days`,
      measured,
      unit: 'B',
      reference: { what: 'Prometheus TSDB', value },
      ratio,
      budget: `≤ ${BUDGET} ×`,
      met: ratio <= BUDGET,
    });
  }
  return rows;
}

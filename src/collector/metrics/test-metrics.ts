import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '../../../db/migrate.ts';
import { openDatabase } from '../../../db/open.ts';
import { createLog } from '../log.ts';
import { DEFAULT_SETTINGS, type Settings } from '../settings.ts';
import { type Metrics, openMetrics } from './index.ts';
import type { Report } from './types.ts';

/** For tests: an ordinary report; `changes` replace whole fields. */
export function report(
  serverId: string,
  at: number,
  cpu: number | null,
  changes: Partial<Report> = {},
): Report {
  return { clientId: 'home', serverId, at, names: ['cpu_percent'], values: [cpu], ...changes };
}

/** For tests: the real store on a real database in a folder of its own. */
export async function testMetrics(settings: Partial<Settings> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-metrics-'));
  const database = await openDatabase(`file:${join(folder, 'test.db')}`);
  await migrateDatabase(database);
  const current = { ...DEFAULT_SETTINGS, ...settings };
  const open = (): Promise<Metrics> =>
    openMetrics({ database, log: createLog('error'), settings: () => current });
  const metrics = await open();
  return {
    database,
    metrics,
    /** A second store on the same file, as after a restart. */
    open,
    report: async (...reports: Report[]) => {
      await database.write(metrics.append(reports));
      metrics.committed(reports);
    },
    count: async (table: 'heartbeats' | 'metric_blocks' | 'series_layouts') => {
      const result = await database.read.$client.execute(`SELECT count(*) AS rows FROM ${table}`);
      return Number(result.rows[0]?.rows);
    },
    close: async () => {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type TestMetrics = Awaited<ReturnType<typeof testMetrics>>;

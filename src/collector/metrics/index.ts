import type { Database } from '../../../db/open.ts';
import type { Log } from '../log.ts';
import type { Settings } from '../settings.ts';
import { createLatest } from './latest.ts';
import { prune } from './prune.ts';
import { readRange } from './range.ts';
import { rebuildLatest } from './rebuild.ts';
import { seal } from './seal.ts';
import { createSparklines } from './sparklines.ts';
import { createStore, deleteServer, insertLayout, insertRows } from './store.ts';
import type { Metrics } from './types.ts';

export { answeredUnit, CATALOGUE, describe, type Metric, splitName } from './catalogue.ts';
export {
  CONTENT_TYPES,
  type ExposedSample,
  type ExpositionFormat,
  expose,
  type Family,
} from './exposition.ts';
export { chooseFormat } from './exposition-format.ts';
export { type ExposedServer, exposeServers } from './exposition-series.ts';
export * from './schema.ts';
export type * from './types.ts';

export interface MetricsDeps {
  database: Database;
  log: Log;
  settings: () => Settings;
  /** Servers of which only a workflow tells: what is stored does not say who reported it. Default: none. */
  isPushed?: (serverId: string) => boolean;
}

/** Opens the metrics store and reads the newest report of every server into memory. */
export async function openMetrics({
  database,
  log,
  settings,
  isPushed = () => false,
}: MetricsDeps): Promise<Metrics> {
  const store = createStore(database);
  const latest = createLatest(() => ({
    reportMs: settings().server_offline_seconds * 1000,
    pushMs: settings().system_offline_warning_minutes * 60_000,
  }));
  await rebuildLatest(store, latest, isPushed);
  let generation = 0;
  return {
    append: (reports) => {
      const { rows, layouts } = latest.layOut(reports);
      return [...layouts.map(insertLayout), ...insertRows(rows)];
    },
    committed: (reports) => reports.forEach(latest.accept),
    latest: latest.latest,
    range: (query, now) => readRange(store, settings(), query, now),
    sparklines: createSparklines(store, latest),
    seal: (now) => seal({ database, store, log, generation: () => generation }, now),
    prune: (now) => prune({ database, store, settings: settings(), layoutIds: latest.layoutIds }, now),
    forget: (clientIds, serverId) => {
      generation += 1;
      return deleteServer(clientIds, serverId);
    },
    forgotten: (serverId) => {
      generation += 1;
      latest.forgotten(serverId);
    },
    stats: store.stats,
  };
}

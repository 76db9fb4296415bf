import type { Statement } from '../../../db/open.ts';
import type { Range, Resolution } from './schema.ts';

/** What one report says in numbers: `values[i]` belongs to series `names[i]`; null where unknown. */
export interface Samples {
  /** `metric` or `metric:subject`, in a stable order. */
  names: readonly string[];
  values: (number | null)[];
}

/** One report on its way to the store. */
export interface Report extends Samples {
  clientId: string;
  serverId: string;
  /** Integer milliseconds, the sample time. */
  at: number;
  /** From a workflow rather than from the machine's own agent. Both may report of one server. */
  isPushed?: boolean;
}

/** The newest samples of one server; where an agent and a workflow tell of it, both, and the agent's count first. */
export interface Latest {
  at: number;
  /** Newest value of each series by name. */
  values: ReadonlyMap<string, number | null>;
  /** Per-second rates of counters between the newest two reports; absent where unknown. */
  rates: ReadonlyMap<string, number>;
}

export interface RangeQuery {
  clientIds: readonly string[];
  serverId: string;
  /** Integer milliseconds, both ends included. */
  from: number;
  to: number;
  /** Metric names (`mount_percent`) or series names (`mount_percent:/data`); absent: all core metrics. */
  metrics?: readonly string[];
  /** Absent: chosen by the length of the range. */
  resolution?: Resolution;
}

export interface SparklineQuery {
  clientIds: readonly string[];
  serverIds: readonly string[];
  /** A series name. */
  metric: string;
  from: number;
  to: number;
}

export interface MetricStats {
  /** Values kept as they were sent, unknown ones included. */
  samples: number;
  /** Reports not yet sealed into blocks. */
  waiting_reports: number;
  blocks: number;
  /** Bytes of block bodies and waiting reports, without the database's own overhead. */
  stored_bytes: number;
}

export interface SealResult {
  reports: number;
  servers: number;
  /** Reports whose deletion waits for the next run, because others arrived beside them meanwhile. */
  left: number;
}

export interface Metrics {
  /** The statements that store `reports`; a repeated (server, time) changes nothing. */
  append: (reports: readonly Report[]) => Statement[];
  /** To be called once the statements of `append` are committed. */
  committed: (reports: readonly Report[]) => void;
  /** The newest samples of a server, or null when it never reported. */
  latest: (serverId: string) => Latest | null;
  /**
   * Series of one server, ends included; counters as rates.
   * @throws AppError `invalid` above 100,000 points
   */
  range: (query: RangeQuery, now: number) => Promise<Range>;
  /** Averages per 15 minutes for each asked server, oldest first; may be a minute old. */
  sparklines: (query: SparklineQuery, now: number) => Promise<Map<string, (number | null)[]>>;
  /** Job: moves reports of finished spans into blocks and roll-ups. Never beside itself. */
  seal: (now: number) => Promise<SealResult>;
  /** Job: drops what retention no longer keeps. */
  prune: (now: number) => Promise<void>;
  /** The statements that remove everything of a server; call `forgotten` once they are committed. */
  forget: (clientIds: readonly string[], serverId: string) => Statement[];
  forgotten: (serverId: string) => void;
  stats: (clientIds: readonly string[]) => Promise<MetricStats>;
}

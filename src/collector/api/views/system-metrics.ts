import { type Ctx, requireScope } from '../../context.ts';
import { reportedUnit, type ServerState } from '../../fleet/index.ts';
import { type Range, type Resolution, type Series, splitName } from '../../metrics/index.ts';
import type { SystemMetric, SystemMetricPage } from '../schema/systems.ts';
import type { ViewParts } from './parts.ts';
import {
  metricsOfType,
  STATE_NAMES,
  STATE_OWNERS,
  type StateOwner,
  type SystemName,
  systemName,
} from './system-names.ts';

const DEFAULT_LIMIT = 1000;
const MAX_LIMIT = 10_000;
/** Changes of state that are looked at to tell what held at a time. */
const CHANGES_READ = 1000;

export interface SystemMetricsQuery {
  /** Integer milliseconds, both ends included. */
  from: number;
  to: number;
  metric_type?: string | undefined;
  metric_name?: string | undefined;
  resolution?: Resolution | undefined;
  limit?: number | undefined;
  /** Only what is older than this. */
  before?: number | undefined;
}

type Changes = Awaited<ReturnType<ViewParts['fleet']['changesOf']>>;
/** The state of a thing at a time, in the data model's capitals; undefined when nobody knows. */
type StateAt = (kind: string, subject: string, at: number) => string | undefined;

/** What held when, from changes newest first. */
function stateReader(changes: Changes): StateAt {
  const bySubject = Map.groupBy(changes, ({ kind, subject }) => `${kind}:${subject}`);
  return (kind, subject, at) =>
    bySubject
      .get(`${kind}:${subject}`)
      ?.find((change) => change.at <= at)
      ?.state.toUpperCase();
}

/** A series under its new name, with what its rows are made of. */
interface Column {
  name: SystemName;
  owner: { kind: StateOwner; subject: string } | null;
  series: Series | null;
}

function columnOf(series: Series, { facts }: ServerState): Column | null {
  const name = systemName(series.name, (subject) => reportedUnit(facts, subject));
  if (!name) return null;
  const { metric, subject } = splitName(series.name);
  const kind = STATE_OWNERS.find((one) => metric.startsWith(`${one}_`));
  return { name, owner: kind && subject !== null ? { kind, subject } : null, series };
}

/** The states of a server's pools, disks and tasks as series without numbers. */
function stateColumns({ states }: ServerState): Column[] {
  return [...states.keys()].flatMap((key) => {
    const { metric, subject } = splitName(key);
    const kind = STATE_OWNERS.find((one) => one === metric);
    if (!kind || subject === null) return [];
    const name = { metric_type: kind, metric_name: `${subject}_${STATE_NAMES[kind]}`, unit: null };
    return [{ name, owner: { kind, subject }, series: null }];
  });
}

function columnsOf(server: ServerState, range: Range, query: SystemMetricsQuery): Column[] {
  const numbers = range.series.flatMap((series) => columnOf(series, server) ?? []);
  return [...numbers, ...stateColumns(server)].filter(
    ({ name }) =>
      (query.metric_type === undefined || name.metric_type === query.metric_type) &&
      (query.metric_name === undefined || name.metric_name === query.metric_name),
  );
}

/** One row; none where nothing is known. */
function rowOf({ name, owner, series }: Column, i: number, at: number, stateAt: StateAt) {
  const value = series?.values[i] ?? null;
  const status = owner ? stateAt(owner.kind, owner.subject, at) : undefined;
  if (value === null && (series !== null || status === undefined)) return null;
  const bounds = series?.min && { min: series.min[i] ?? null, max: series.max?.[i] ?? null };
  return { ...name, value, metadata: { ...(status !== undefined && { status }), ...bounds } };
}

/** Rows newest first, whole timestamps until there are enough of them; the last one told when more follow. */
function pageOf(
  systemId: string,
  range: Range,
  columns: readonly Column[],
  { query, stateAt }: { query: SystemMetricsQuery; stateAt: StateAt },
): SystemMetricPage {
  const limit = Math.min(query.limit ?? DEFAULT_LIMIT, MAX_LIMIT);
  const items: SystemMetric[] = [];
  for (let i = range.times.length - 1; i >= 0; i -= 1) {
    const timestamp = range.times[i] ?? '';
    const at = Date.parse(timestamp);
    if (at >= (query.before ?? Number.POSITIVE_INFINITY)) continue;
    const rows = columns.flatMap((column) => rowOf(column, i, at, stateAt) ?? []);
    if (items.length > 0 && items.length + rows.length > limit) {
      return { items, next_cursor: items.at(-1)?.timestamp ?? null, resolution: range.resolution };
    }
    items.push(...rows.map((row) => ({ system_id: systemId, timestamp, ...row })));
  }
  return { items, next_cursor: null, resolution: range.resolution };
}

/**
 * A system's samples as rows of the fleet monitor's data model.
 * @throws AppError `not_found`, `forbidden`; `invalid` for more than 100,000 points at an asked resolution
 */
export async function systemMetrics(
  { fleet, metrics }: ViewParts,
  ctx: Ctx,
  systemId: string,
  query: SystemMetricsQuery,
  now: number,
): Promise<SystemMetricPage> {
  const server = fleet.get(ctx, systemId);
  const { from, to, resolution } = query;
  const asked = { from, to, metrics: metricsOfType(query.metric_type), ...(resolution && { resolution }) };
  const clientIds = requireScope(ctx, 'read');
  const range = await metrics.range({ clientIds, serverId: systemId, ...asked }, now);
  const stateAt = stateReader(await fleet.changesOf(ctx, systemId, CHANGES_READ));
  return pageOf(systemId, range, columnsOf(server, range, query), { query, stateAt });
}

import { setImmediate } from 'node:timers/promises';
import { type Database, isStale, type Statement } from '../../../db/open.ts';
import type { Log } from '../log.ts';
import { chunk } from './chunk.ts';
import { mergeServer, type Sealing } from './merge-server.ts';
import { floorTo } from './points.ts';
import { HOUR_MS } from './resolution.ts';
import { deleteOrphanRows, deleteRows, type RowGroup, rowsOf, type Store } from './store.ts';
import type { SealResult } from './types.ts';

/** Rows are sealed in whole spans, so that a block is rewritten at most six times for its day. */
const SPAN_MS = 4 * HOUR_MS;
/** Reports on their way while a span ends are sealed with it, rather than as late ones. */
const SETTLE_MS = 5 * 60_000;
/** More waiting rows than this slow down what scans them; the oldest are sealed before their span ends. */
const MAX_WAITING = 250_000;
const LEFT_WAITING = 50_000;
const BUCKET_MS = HOUR_MS / 4;

/** Servers of one write: a few MB, some 30 ms. */
const SERVERS_PER_BATCH = 100;
/** Rows of one delete: the writer is busy for some 20 ms. */
const ROWS_PER_DELETE = 25_000;
const MINUTE_MS = 60_000;

export interface SealDeps {
  database: Database;
  store: Store;
  log: Log;
  /** Changes when a server is forgotten: what was read before may belong to nobody any more. */
  generation: () => number;
}

/** Rows older than this are due: those of finished spans, and more when too many wait. */
export async function dueBefore(store: Pick<Store, 'countRows' | 'timeOfRow'>, now: number): Promise<number> {
  const spanEnd = floorTo(now - SETTLE_MS, SPAN_MS);
  const waiting = await store.countRows();
  if (waiting <= MAX_WAITING) return spanEnd;
  const time = await store.timeOfRow(waiting - LEFT_WAITING);
  return Math.max(spanEnd, floorTo(Math.min(time, now), BUCKET_MS));
}

/** Spans of time that together hold every minute counted, each with about `ROWS_PER_DELETE` rows. */
export function deletions(
  perMinute: ReadonlyMap<number, number>,
): { from: number; before: number; rows: number }[] {
  const spans: { from: number; before: number; rows: number }[] = [];
  for (const minute of [...perMinute.keys()].toSorted((a, b) => a - b)) {
    const rows = perMinute.get(minute) ?? 0;
    const last = spans.at(-1);
    const before = minute + MINUTE_MS;
    if (last && last.rows + rows <= ROWS_PER_DELETE) Object.assign(last, { before, rows: last.rows + rows });
    else spans.push({ from: minute, before, rows });
  }
  return spans;
}

function countMinutes(groups: readonly RowGroup[], perMinute: Map<number, number>): void {
  for (const line of groups.flatMap((group) => group.lines)) {
    const minute = floorTo(Number.parseInt(line, 10), MINUTE_MS);
    perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
  }
}

function sealings(groups: readonly RowGroup[]): Sealing[] {
  return [...Map.groupBy(groups, (group) => group.serverId)].map(([serverId, own]) => ({
    clientId: own[0]?.clientId ?? '',
    serverId,
    rows: own.flatMap(rowsOf),
  }));
}

/** Statements for one batch of servers; lets the event loop breathe between servers. */
async function mergeBatch(store: Store, groups: readonly RowGroup[]): Promise<Statement[]> {
  const statements: Statement[] = [];
  for (const server of sealings(groups)) {
    statements.push(...(await mergeServer(store, server)));
    await setImmediate();
  }
  return statements;
}

/**
 * Deletes sealed rows; where others arrived beside them, all stay for the next run. Returns how many stay.
 * `merged` goes with the only delete, or before the first: a stale delete must not undo what another needs.
 */
async function deleteSealed(
  { database, log, generation }: SealDeps,
  perMinute: ReadonlyMap<number, number>,
  merged: Statement[],
): Promise<number> {
  const spans = deletions(perMinute);
  const started = generation();
  if (spans.length !== 1) await database.write(merged);
  let left = 0;
  for (const { from, before, rows } of spans) {
    const statements = [...(spans.length === 1 ? merged : []), ...deleteRows(from, before, rows)];
    const isDeleted = generation() === started && (await writeUnlessStale(database, statements));
    if (!isDeleted) left += rows;
    await setImmediate();
  }
  if (left > 0) log.debug('reports arrived while their span was sealed', { rows: left });
  return left;
}

async function writeUnlessStale(database: Database, statements: Statement[]): Promise<boolean> {
  try {
    await database.write(statements);
    return true;
  } catch (error) {
    if (isStale(error)) return false;
    throw error;
  }
}

/**
 * Moves rows of finished spans into day blocks and roll-ups: first the blocks, then, if nothing arrived
 * between them meanwhile, away with the rows. Killed in between, both say the same and reads take each
 * time once; the next run repeats the merge, which changes nothing, and deletes.
 */
export async function seal(deps: SealDeps, now: number): Promise<SealResult> {
  const { database, store, generation } = deps;
  const before = await dueBefore(store, now);
  const serverIds = await store.serversWaiting(before);
  const started = generation();
  const perMinute = new Map<number, number>();
  let pending: Statement[] = [deleteOrphanRows()];
  for (const batch of chunk(serverIds, SERVERS_PER_BATCH)) {
    await database.write(pending);
    const groups = await store.rowsBefore(batch, before);
    countMinutes(groups, perMinute);
    pending = await mergeBatch(store, groups);
    if (generation() !== started) return { reports: 0, servers: 0, left: 0 };
  }
  const left = await deleteSealed(deps, perMinute, pending);
  const reports = [...perMinute.values()].reduce((sum, rows) => sum + rows, 0) - left;
  return { reports, servers: serverIds.length, left };
}

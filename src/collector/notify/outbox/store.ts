import {
  and,
  asc,
  count,
  desc,
  eq,
  inArray,
  like,
  lt,
  lte,
  min,
  ne,
  not,
  notInArray,
  sql,
} from 'drizzle-orm';
import { type Database, type Statement, statement } from '../../../../db/open.ts';
import { deliveries } from '../../../../db/tables/notify.ts';
import { limitOf, pageOf } from '../../page.ts';
import { CROWD } from './crowd.ts';

export type DeliveryRow = typeof deliveries.$inferSelect;

/** What the delivery log can be asked. */
export interface DeliveryQuery {
  thread?: string | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

/** One look finds no more. */
export const MOST_AT_ONCE = 500;

/**
 * One of these rows says what an earlier one of its thread has not told its target yet. What is escalated is only
 * replaced by what is due no later.
 */
const SAID_BY_NEWER = (ids: string[]) => sql`EXISTS (
  SELECT 1 FROM deliveries AS newer
  WHERE newer.thread = deliveries.thread AND newer.target = deliveries.target
    AND ${inArray(sql`newer.id`, ids)} AND ${notInArray(deliveries.id, ids)}
    AND (newer.event LIKE 'escalated%') = (deliveries.event LIKE 'escalated%')
    AND (newer.due_at <= deliveries.due_at OR deliveries.event NOT LIKE 'escalated%')
)`;

const OF_CROWD = like(deliveries.target, `${CROWD}%`);
/** Rows in one statement: SQLite takes 32,766 values. */
const MOST_INSERTED = 1000;

/** How many of the crowd were told of one thing. */
export interface CrowdCount {
  event: string;
  state: DeliveryRow['state'];
  n: number;
}

/** Every query on the outbox and its log. */
export function outboxStore({ read, writer }: Database) {
  const update = (ids: string[], columns: Partial<DeliveryRow>): Statement =>
    statement(
      writer
        .update(deliveries)
        .set(columns)
        .where(and(inArray(deliveries.id, ids), eq(deliveries.state, 'pending'))),
    );
  return {
    /** Told once for each thread, target and event, whatever is written again. */
    insert: (rows: DeliveryRow[]): Statement[] =>
      Array.from({ length: Math.ceil(rows.length / MOST_INSERTED) }, (_, i) => {
        const some = rows.slice(i * MOST_INSERTED, (i + 1) * MOST_INSERTED);
        return statement(writer.insert(deliveries).values(some).onConflictDoNothing());
      }),

    /** Of rows that were just inserted: what they say anew need not be said before. */
    cancelOlder: (rows: DeliveryRow[], reason: string, now: number): Statement[] => {
      if (rows.length === 0) return [];
      const threads = [...new Set(rows.map(({ thread }) => thread))];
      const older = and(
        inArray(deliveries.thread, threads),
        eq(deliveries.state, 'pending'),
        ne(deliveries.event, 'resolved'),
        SAID_BY_NEWER(rows.map(({ id }) => id)),
      );
      const columns = { state: 'cancelled', reason, finishedAt: now } as const;
      return [statement(writer.update(deliveries).set(columns).where(older))];
    },

    /** Of every client, what is due first, the crowd last: what waits and is due by then, for other targets than these. */
    due: (by: number, except: string[]): Promise<DeliveryRow[]> =>
      read
        .select()
        .from(deliveries)
        .where(
          and(
            eq(deliveries.state, 'pending'),
            lte(deliveries.dueAt, by),
            // Thousands may have been asked to wait: more than SQLite takes values.
            sql`${deliveries.target} NOT IN (SELECT value FROM json_each(${JSON.stringify(except)}))`,
          ),
        )
        .orderBy(OF_CROWD, asc(deliveries.dueAt))
        .limit(MOST_AT_ONCE),

    /** When the next of those that wait is due, in ms; null when none waits. */
    nextDueAt: async (): Promise<number | null> => {
      const [row] = await read
        .select({ at: min(deliveries.dueAt) })
        .from(deliveries)
        .where(eq(deliveries.state, 'pending'));
      return row?.at ?? null;
    },

    /** An attempt is written down before it is made, so that a retry says the same under the same id. */
    begin: (ids: string[], batch: string): Statement =>
      statement(
        writer
          .update(deliveries)
          .set({ batch, attempts: sql`${deliveries.attempts} + 1` })
          .where(and(inArray(deliveries.id, ids), eq(deliveries.state, 'pending'))),
      ),

    /** They stay one message. */
    retryAt: (ids: string[], dueAt: number, reason: string): Statement => update(ids, { dueAt, reason }),

    /** What it went with goes without it, under the id that they shared. */
    postpone: (id: string, dueAt: number, reason: string): Statement =>
      update([id], { dueAt, reason, batch: null }),

    finish: (ids: string[], state: 'failed' | 'cancelled', reason: string, now: number): Statement =>
      update(ids, { state, reason, finishedAt: now }),

    /** Also what a newer message replaced while this one was on its way. */
    delivered: (ids: string[], now: number): Statement =>
      statement(
        writer
          .update(deliveries)
          .set({ state: 'delivered', reason: null, finishedAt: now })
          .where(and(inArray(deliveries.id, ids), inArray(deliveries.state, ['pending', 'cancelled']))),
      ),

    /** Ends all that waits for a target. */
    finishTarget: (target: string, reason: string, now: number): Statement =>
      statement(
        writer
          .update(deliveries)
          .set({ state: 'failed', reason, finishedAt: now })
          .where(and(eq(deliveries.target, target), eq(deliveries.state, 'pending'))),
      ),

    /** Ends all that waits of a thread. */
    withdraw: (clientId: string, thread: string, reason: string, now: number): Statement =>
      statement(
        writer
          .update(deliveries)
          .set({ state: 'cancelled', reason, finishedAt: now })
          .where(
            and(
              eq(deliveries.clientId, clientId),
              eq(deliveries.thread, thread),
              eq(deliveries.state, 'pending'),
            ),
          ),
      ),

    /** Threads of which a target has been told. */
    toldThreads: async (target: string, threads: string[]): Promise<Set<string>> => {
      const rows = await read
        .selectDistinct({ thread: deliveries.thread })
        .from(deliveries)
        .where(
          and(
            eq(deliveries.target, target),
            inArray(deliveries.thread, threads),
            // The plus keeps SQLite from reading the whole log by its state.
            sql`+${deliveries.state} = 'delivered'`,
            ne(deliveries.event, 'resolved'),
          ),
        );
      return new Set(rows.map(({ thread }) => thread));
    },

    /** Who was told, or will be, of the beginning of these threads. */
    targetsOf: (threads: string[]): Promise<{ thread: string; target: string }[]> =>
      read
        .selectDistinct({ thread: deliveries.thread, target: deliveries.target })
        .from(deliveries)
        .where(
          and(
            inArray(deliveries.thread, threads),
            inArray(deliveries.state, ['pending', 'delivered']),
            ne(deliveries.event, 'resolved'),
          ),
        ),

    ofThread: (clientIds: string[], thread: string): Promise<DeliveryRow[]> =>
      read
        .select()
        .from(deliveries)
        .where(and(eq(deliveries.thread, thread), inArray(deliveries.clientId, clientIds)))
        .orderBy(asc(deliveries.id)),

    /** How many of the crowd were told of each event of a thread. */
    crowdOf: (clientIds: string[], thread: string): Promise<CrowdCount[]> =>
      read
        .select({ event: deliveries.event, state: deliveries.state, n: count() })
        .from(deliveries)
        .where(and(eq(deliveries.thread, thread), inArray(deliveries.clientId, clientIds), OF_CROWD))
        .groupBy(deliveries.event, deliveries.state),

    /** Newest first, without the crowd. */
    page: async (clientIds: string[], { thread, limit: asked, cursor }: DeliveryQuery) => {
      const limit = limitOf(asked);
      const found = await read
        .select()
        .from(deliveries)
        .where(
          and(
            inArray(deliveries.clientId, clientIds),
            not(OF_CROWD),
            thread === undefined ? undefined : eq(deliveries.thread, thread),
            cursor === undefined ? undefined : lt(deliveries.id, cursor),
          ),
        )
        .orderBy(desc(deliveries.id))
        .limit(limit + 1);
      return pageOf(found, limit);
    },

    prune: (before: number): Statement =>
      statement(writer.delete(deliveries).where(lt(deliveries.finishedAt, before))),
  };
}

export type OutboxStore = ReturnType<typeof outboxStore>;

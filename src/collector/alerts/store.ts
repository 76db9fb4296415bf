import { and, asc, desc, eq, gt, gte, inArray, lt, ne, or, sql } from 'drizzle-orm';
import { type Database, type Statement, statement } from '../../../db/open.ts';
import { alertEvents, alerts } from '../../../db/tables/alerts.ts';
import { newId } from '../id.ts';
import type { AlertEventRow, AlertRow, EventKind, Severity } from './types.ts';

/** Something that happened to an alert, for its history. */
export interface NewEvent {
  alert: Pick<AlertRow, 'id' | 'clientId' | 'severity'>;
  kind: EventKind;
  reason: string;
  /** Who did it; absent: the hub. */
  actor?: string;
  /** When, in ms; absent: now. */
  at?: number;
}

/** What the list of alerts can be asked; times in integer ms. */
export interface AlertQuery {
  server_id?: string | undefined;
  client_id?: string | undefined;
  severity?: Severity[] | undefined;
  status?: AlertRow['status'][] | undefined;
  from?: number | undefined;
  /** Not included. */
  to?: number | undefined;
  limit?: number | undefined;
  /** Id of the last one of the page before. */
  cursor?: string | undefined;
}

/** The few that stand have an index of their own, which is found by these very words only. */
const STANDS = sql`${alerts.id} IN (SELECT id FROM alerts WHERE status <> 'resolved')`;

const asked = (query: AlertQuery) => {
  const { server_id: serverId, severity, status, from, to, cursor } = query;
  return and(
    serverId === undefined ? undefined : eq(alerts.serverId, serverId),
    severity === undefined ? undefined : inArray(alerts.severity, severity),
    status === undefined ? undefined : inArray(alerts.status, status),
    status === undefined || status.includes('resolved') ? undefined : STANDS,
    from === undefined ? undefined : gte(alerts.createdAt, from),
    to === undefined ? undefined : lt(alerts.createdAt, to),
    cursor === undefined ? undefined : lt(alerts.id, cursor),
  );
};

/** Every query on alerts and what happened to them. */
export function alertStore({ read, writer }: Database) {
  return {
    /** Of every client: what stands, what a person dismissed, and what was young or over after `since`. */
    forMemory: (since: number): Promise<AlertRow[]> =>
      read
        .select()
        .from(alerts)
        .where(
          or(
            ne(alerts.status, 'resolved'),
            eq(alerts.isDismissed, true),
            gt(alerts.createdAt, since),
            gt(alerts.resolvedAt, since),
          ),
        )
        .orderBy(alerts.id),

    /** Newest first. */
    page: (clientIds: string[], query: AlertQuery, limit: number): Promise<AlertRow[]> =>
      read
        .select()
        .from(alerts)
        .where(and(inArray(alerts.clientId, clientIds), asked(query)))
        .orderBy(desc(alerts.id))
        .limit(limit),

    find: async (clientIds: string[], id: string): Promise<AlertRow | null> => {
      const own = and(eq(alerts.id, id), inArray(alerts.clientId, clientIds));
      const [row] = await read.select().from(alerts).where(own);
      return row ?? null;
    },

    /** Oldest first; what happened in one batch in the order in which it was written. */
    eventsOf: (clientIds: string[], alertId: string): Promise<AlertEventRow[]> =>
      read
        .select()
        .from(alertEvents)
        .where(and(eq(alertEvents.alertId, alertId), inArray(alertEvents.clientId, clientIds)))
        .orderBy(asc(alertEvents.at), sql`rowid`),

    /** Changes one that is not over; a guard behind it tells when it was. */
    patchStanding: (clientId: string, id: string, columns: Partial<AlertRow>): Statement =>
      statement(
        writer
          .update(alerts)
          .set(columns)
          .where(and(eq(alerts.id, id), eq(alerts.clientId, clientId), ne(alerts.status, 'resolved'))),
      ),

    insert: (rows: AlertRow[]): Statement[] =>
      rows.length === 0 ? [] : [statement(writer.insert(alerts).values(rows))],

    /** Changes columns; a status only of one that nobody has resolved meanwhile. */
    patch: (clientId: string, id: string, columns: Partial<AlertRow>): Statement =>
      statement(
        writer
          .update(alerts)
          .set(columns)
          .where(
            and(
              eq(alerts.id, id),
              eq(alerts.clientId, clientId),
              columns.status === undefined ? undefined : ne(alerts.status, 'resolved'),
            ),
          ),
      ),

    insertEvents: (events: readonly NewEvent[], now: number): Statement[] => {
      if (events.length === 0) return [];
      const rows = events.map(({ alert, kind, reason, actor = null, at = now }) => ({
        id: newId(now),
        alertId: alert.id,
        clientId: alert.clientId,
        at,
        kind,
        severity: alert.severity,
        reason,
        actor,
      }));
      return [statement(writer.insert(alertEvents).values(rows))];
    },

    deleteResolvedBefore: (before: number): Statement =>
      statement(writer.delete(alerts).where(lt(alerts.resolvedAt, before))),
  };
}

export type AlertStore = ReturnType<typeof alertStore>;

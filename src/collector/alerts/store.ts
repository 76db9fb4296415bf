import { and, eq, lt, ne } from 'drizzle-orm';
import { type Database, type Statement, statement } from '../../../db/open.ts';
import { alerts } from '../../../db/tables/alerts.ts';
import type { AlertRow } from './types.ts';

/** Every query on alerts. */
export function alertStore({ read, writer }: Database) {
  return {
    /** For memory: of every client. */
    allOpen: (): Promise<AlertRow[]> => read.select().from(alerts).where(ne(alerts.status, 'resolved')),

    insert: (rows: AlertRow[]): Statement[] =>
      rows.length === 0 ? [] : [statement(writer.insert(alerts).values(rows))],

    update: ({ id, clientId, ...columns }: AlertRow): Statement =>
      statement(
        writer
          .update(alerts)
          .set(columns)
          .where(and(eq(alerts.id, id), eq(alerts.clientId, clientId))),
      ),

    deleteResolvedBefore: (before: number): Statement =>
      statement(writer.delete(alerts).where(lt(alerts.resolvedAt, before))),
  };
}

export type AlertStore = ReturnType<typeof alertStore>;

import { and, desc, eq, gte, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { type Database, statement } from '../../db/open.ts';
import { auditLog } from '../../db/tables/hub.ts';
import { type Ctx, requireScope } from './context.ts';
import { notFound } from './errors.ts';
import { limitOf, pageOf } from './page.ts';

const DAY_MS = 86_400_000;

export type AuditRow = typeof auditLog.$inferSelect;

/** What the audit log can be asked; times in integer milliseconds. */
export interface AuditQuery {
  /** Id, or a part of the name. */
  actor?: string | undefined;
  /** `server.update`, or all of `server`. */
  action?: string | undefined;
  /** A part of it. */
  subject?: string | undefined;
  clientId?: string | undefined;
  from?: number | undefined;
  /** Not included. */
  to?: number | undefined;
  limit?: number | undefined;
  /** Id of the last row of the page before. */
  cursor?: string | undefined;
}

/** Plain words without wildcards, whatever the case of their letters from A to Z; the database folds no others. */
const holds = (column: SQL | typeof auditLog.actorName, part: string) =>
  sql`instr(lower(${column}), lower(${part})) > 0`;

/** Rows of the asker's clients; those of the hub itself only for who runs it. */
function visibleTo(ctx: Ctx): SQL | undefined {
  const own = inArray(auditLog.clientId, requireScope(ctx, 'admin'));
  return ctx.hubWide ? or(own, isNull(auditLog.clientId)) : own;
}

function asked({ actor, action, subject, clientId, from, to, cursor }: AuditQuery): (SQL | undefined)[] {
  const { id, actorId, actorName, at } = auditLog;
  return [
    actor ? or(eq(actorId, actor), holds(actorName, actor)) : undefined,
    action ? or(eq(auditLog.action, action), sql`instr(${auditLog.action}, ${`${action}.`}) = 1`) : undefined,
    subject
      ? or(holds(sql`${auditLog.subject}`, subject), holds(sql`${auditLog.details}`, subject))
      : undefined,
    clientId ? eq(auditLog.clientId, clientId) : undefined,
    from === undefined ? undefined : gte(at, from),
    to === undefined ? undefined : lt(at, to),
    cursor ? lt(id, cursor) : undefined,
  ];
}

/**
 * Who changed what, newest first.
 * @throws AppError `forbidden`; `not_found` for a client that the asker does not administer
 */
export async function listAudit(
  { read }: Database,
  ctx: Ctx,
  query: AuditQuery,
): Promise<{ rows: AuditRow[]; cursor: string | null }> {
  const visible = visibleTo(ctx);
  const { clientId } = query;
  if (clientId && !requireScope(ctx, 'admin').includes(clientId)) throw notFound('client', clientId);
  const limit = limitOf(query.limit);
  const found = await read
    .select()
    .from(auditLog)
    .where(and(visible, ...asked(query)))
    .orderBy(desc(auditLog.id))
    .limit(limit + 1);
  return pageOf(found, limit);
}

/** Forgets what is older than `days`. */
export async function pruneAudit(database: Database, days: number, now: number): Promise<void> {
  const old = database.writer.delete(auditLog).where(lt(auditLog.at, now - days * DAY_MS));
  await database.write([statement(old)]);
}

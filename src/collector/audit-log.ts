import { type Database, type Statement, statement } from '../../db/open.ts';
import { auditLog } from '../../db/tables/hub.ts';
import type { Ctx } from './context.ts';
import { newId } from './id.ts';

export interface AuditEntry {
  clientId: string | null;
  /** `noun.verb`, as `server.update`. */
  action: string;
  subject: string;
  /** What changed; never a secret. */
  details?: Record<string, unknown>;
}

/** The row that goes into the same batch as the change it tells of. */
export function auditStatement(database: Database, ctx: Ctx, entry: AuditEntry, now: number): Statement {
  return statement(
    database.writer.insert(auditLog).values({
      id: newId(now),
      clientId: entry.clientId,
      at: now,
      actorType: ctx.actor.type,
      actorId: ctx.actor.id,
      actorName: ctx.actor.name,
      action: entry.action,
      subject: entry.subject,
      details: JSON.stringify(entry.details ?? {}),
      requestId: ctx.requestId,
    }),
  );
}

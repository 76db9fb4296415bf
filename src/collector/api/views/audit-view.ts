import type { AuditRow } from '../../audit-log-read.ts';
import type { Actor } from '../../context.ts';
import type { Fleet } from '../../fleet/index.ts';
import type { AuditView } from '../schema/audit.ts';
import { iso } from './parts.ts';

/** A row of the audit log as people and programs read it. */
export function auditView(fleet: Fleet, row: AuditRow): AuditView {
  return {
    id: row.id,
    at: iso(row.at),
    actor: { type: row.actorType as Actor['type'], id: row.actorId, name: row.actorName },
    action: row.action,
    subject: row.subject,
    client_id: row.clientId,
    client_name: row.clientId === null ? null : fleet.clientName(row.clientId),
    details: JSON.parse(row.details),
    request_id: row.requestId,
  };
}

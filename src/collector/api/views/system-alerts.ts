import type { Ctx } from '../../context.ts';
import { limitOf, pageOf } from '../../page.ts';
import type { SystemAlert } from '../schema/systems.ts';
import type { ReportedAlert } from '../schema/views.ts';
import { iso, type OpenAlert, type ViewParts } from './parts.ts';
import type { Page, PageQuery } from './types.ts';

const SEVERITIES = { critical: 'critical', high: 'warning', medium: 'warning', low: 'info' } as const;

/** The fleet monitor has three severities. */
export function systemSeverity(severity: ReportedAlert['severity']): SystemAlert['severity'] {
  return SEVERITIES[severity];
}

const alertOf = (systemId: string, { id, severity, message, createdAt, status }: OpenAlert): SystemAlert => ({
  id,
  system_id: systemId,
  timestamp: iso(createdAt),
  severity: systemSeverity(severity),
  message,
  acknowledged: status === 'acknowledged',
  ticket_id: null,
});

/**
 * A page of what a system has open, newest first. Ids grow with time, so the cursor is the last id of the page before.
 * @throws AppError `not_found`, `forbidden`
 */
export function systemAlerts(
  { fleet, alerts }: ViewParts,
  ctx: Ctx,
  systemId: string,
  { limit, cursor }: PageQuery,
): Page<SystemAlert> {
  const { record } = fleet.get(ctx, systemId);
  const open = alerts
    .openOf(record.id)
    .filter(({ id }) => cursor === undefined || id < cursor)
    .toSorted((a, b) => (a.id > b.id ? -1 : 1));
  const page = pageOf(open, limitOf(limit));
  return { items: page.rows.map((alert) => alertOf(record.id, alert)), next_cursor: page.cursor };
}

import type { Alerts } from '../../alerts/index.ts';
import type { Ctx } from '../../context.ts';
import { AppError } from '../../errors.ts';
import type { Fleet } from '../../fleet/index.ts';
import { type Incident, type MaintenanceRow, NOBODY, type StatusPages } from '../../status-pages/index.ts';
import type { IncidentView, MaintenanceView, ProposalView } from '../schema/status-pages.ts';
import { iso } from './parts.ts';
import type { Views } from './types.ts';

export interface IncidentViewParts {
  fleet: Fleet;
  alerts: Alerts;
  statusPages: StatusPages;
}

/** Whether the alert is over that an incident was written for; null: for none, or it is long gone. */
async function isAlertOver({ alerts }: IncidentViewParts, ctx: Ctx, alertId: string | null) {
  if (alertId === null) return null;
  const known = alerts.rowOf(alertId);
  if (known) return known.status === 'resolved';
  try {
    return (await alerts.find(ctx, alertId)).alert.status === 'resolved';
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** An incident with what was told of it and to how many. The asker may see it. */
export async function incidentView(
  parts: IncidentViewParts,
  ctx: Ctx,
  incident: Incident,
): Promise<IncidentView> {
  const { id, clientId, pageId, alertId, title, components, impact, state, updates } = incident;
  const told = await parts.statusPages.subscribers.toldOf([clientId], id);
  return {
    incident_id: id,
    page_id: pageId,
    title,
    components,
    impact,
    state,
    alert_id: alertId,
    alert_is_over: await isAlertOver(parts, ctx, alertId),
    started_at: iso(incident.startedAt),
    resolved_at: iso(incident.resolvedAt),
    created_by: incident.createdBy,
    updates: updates.map(({ id: updateId, at, state, template, text, by }) => ({
      update_id: updateId,
      at: iso(at),
      state,
      template,
      text,
      by,
      told: told.get(updateId) ?? NOBODY,
    })),
  };
}

export function maintenanceView(row: MaintenanceRow, now: number): MaintenanceView {
  const { id, pageId, title, text, components, startsAt, endsAt, createdBy } = row;
  return {
    maintenance_id: id,
    page_id: pageId,
    title,
    text,
    components,
    starts_at: iso(startsAt),
    ends_at: iso(endsAt),
    is_now: startsAt <= now && now < endsAt,
    created_by: createdBy,
  };
}

/** Alerts of which a page could tell. */
function proposalViews({ fleet, statusPages }: IncidentViewParts, ctx: Ctx, pageId: string): ProposalView[] {
  return statusPages.incidents.proposals(ctx, pageId).map(({ alert, components, impact }) => ({
    alert_id: alert.id,
    title: alert.title,
    server_name: fleet.displayName(alert.serverId),
    severity: alert.severity,
    created_at: iso(alert.createdAt),
    components,
    impact,
  }));
}

/** What is told on public pages, and what could be. */
export function incidentViews(
  parts: IncidentViewParts,
): Pick<Views, 'incidents' | 'incident' | 'proposals' | 'maintenances'> {
  const { incidents, maintenances } = parts.statusPages;
  return {
    incidents: async (ctx, pageId) => ({
      items: await Promise.all(incidents.list(ctx, pageId).map((one) => incidentView(parts, ctx, one))),
    }),
    incident: async (ctx, pageId, id) => incidentView(parts, ctx, incidents.find(ctx, pageId, id)),
    proposals: (ctx, pageId) => ({ items: proposalViews(parts, ctx, pageId) }),
    maintenances: (ctx, pageId) => ({
      items: maintenances.list(ctx, pageId).map((row) => maintenanceView(row, Date.now())),
    }),
  };
}

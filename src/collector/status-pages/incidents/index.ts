import { bySeverity } from '../../../words/severity.ts';
import type { Ctx } from '../../context.ts';
import { findPage } from '../find-page.ts';
import type { StatusPagesParts } from '../parts.ts';
import type { IncidentChange, OpenIncident, Update } from '../schema.ts';
import type { Incident } from '../types.ts';
import { changeIncident, removeIncident } from './change-incident.ts';
import { findIncident } from './find-incident.ts';
import { openIncident } from './open-incident.ts';
import { isCovered, type Proposal, proposalOf } from './proposals.ts';
import { publishUpdate } from './publish-update.ts';

/** Alerts of which a page could say something, and does not yet: worst first, of equals the newest. */
function proposals({ memory, alerts }: StatusPagesParts, ctx: Ctx, pageId: string): Proposal[] {
  const { clientId, definition } = findPage({ memory }, ctx, pageId, 'read');
  const incidents = memory.incidents(pageId);
  const told = new Set(incidents.map(({ alertId }) => alertId));
  return alerts
    .allStanding()
    .filter((alert) => alert.clientId === clientId && !told.has(alert.id))
    .sort((a, b) => bySeverity(a, b) || b.createdAt - a.createdAt)
    .flatMap((alert) => proposalOf(definition, alert) ?? [])
    .filter((proposal) => !isCovered(proposal, incidents));
}

/** What people do with incidents. */
export function openIncidents(parts: StatusPagesParts) {
  return {
    /** Those that go on, and those of the last 90 days; newest first. */
    list: (ctx: Ctx, pageId: string): readonly Incident[] =>
      parts.memory.incidents(findPage(parts, ctx, pageId, 'read').id),
    find: (ctx: Ctx, pageId: string, id: string): Incident =>
      findIncident(parts, ctx, pageId, id, 'read').incident,
    proposals: (ctx: Ctx, pageId: string): Proposal[] => proposals(parts, ctx, pageId),
    open: (ctx: Ctx, pageId: string, input: OpenIncident, now: number) =>
      openIncident(parts, ctx, pageId, input, now),
    publish: (ctx: Ctx, pageId: string, incidentId: string, update: Update, now: number) =>
      publishUpdate(parts, ctx, { pageId, incidentId }, update, now),
    change: (ctx: Ctx, pageId: string, incidentId: string, change: IncidentChange, now: number) =>
      changeIncident(parts, ctx, { pageId, incidentId }, change, now),
    remove: (ctx: Ctx, pageId: string, incidentId: string, now: number) =>
      removeIncident(parts, ctx, { pageId, incidentId }, now),
  };
}

export type Incidents = ReturnType<typeof openIncidents>;

import type { Ctx } from '../../context.ts';
import type { StatusPagesParts } from '../parts.ts';
import { requireComponents } from '../require-components.ts';
import type { IncidentChange } from '../schema.ts';
import type { Incident } from '../types.ts';
import { findIncident } from './find-incident.ts';
import { writeIncident } from './write-incident.ts';

/** Names the place of an incident. */
export interface IncidentPlace {
  pageId: string;
  incidentId: string;
}

/**
 * Says anew what an incident is; nobody is told of that.
 * @throws AppError `forbidden`, `not_found`, `invalid` (component), `conflict`
 */
export async function changeIncident(
  parts: StatusPagesParts,
  ctx: Ctx,
  { pageId, incidentId }: IncidentPlace,
  { title, components, impact }: IncidentChange,
  now: number,
): Promise<Incident> {
  const { page, incident: before } = findIncident(parts, ctx, pageId, incidentId, 'operate');
  requireComponents(page, components, before.components);
  const incident = { ...before, title, components: [...new Set(components)], impact };
  const changed = { page, incident, verb: 'change' } as const;
  await writeIncident(parts, ctx, changed, parts.store.describeIncident(incident), now);
  return incident;
}

/**
 * Takes an incident off the page, with all that was told of it; who has not heard of it yet will not.
 * @throws AppError `forbidden`, `not_found`, `conflict`
 */
export async function removeIncident(
  parts: StatusPagesParts,
  ctx: Ctx,
  { pageId, incidentId }: IncidentPlace,
  now: number,
): Promise<void> {
  const { page, incident } = findIncident(parts, ctx, pageId, incidentId, 'operate');
  const removed = { page, incident, verb: 'delete' } as const;
  const statements = [...parts.store.removeIncident(incident), parts.untell(incident, now)];
  await writeIncident(parts, ctx, removed, statements, now);
}

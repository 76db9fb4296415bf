import type { Ctx } from '../../context.ts';
import { AppError } from '../../errors.ts';
import type { StatusPagesParts } from '../parts.ts';
import type { Update } from '../schema.ts';
import type { Incident } from '../types.ts';
import type { IncidentPlace } from './change-incident.ts';
import { findIncident } from './find-incident.ts';
import { updateRow, writeTold } from './write-incident.ts';

/** All of them are on the page. */
const MAX_UPDATES = 100;

function requireRoom({ updates }: Incident): void {
  if (updates.length < MAX_UPDATES) return;
  throw new AppError('conflict', `There are ${MAX_UPDATES} updates already`, {
    remediation: ['Resolve this incident and write another'],
  });
}

/** The same incident as it is with an update. One that is told again after it was over goes on. */
function withUpdate(incident: Incident, update: Update, now: number): Incident {
  const { state } = update;
  const resolvedAt = state === 'resolved' ? (incident.resolvedAt ?? now) : null;
  return { ...incident, state, resolvedAt, updates: [updateRow(incident, update, now), ...incident.updates] };
}

/**
 * Tells how an incident goes on: the page says so, and those who asked are told once.
 * @throws AppError `forbidden`, `not_found`, `conflict` (somebody told something meanwhile, or too many)
 */
export async function publishUpdate(
  parts: StatusPagesParts,
  ctx: Ctx,
  { pageId, incidentId }: IncidentPlace,
  update: Update,
  now: number,
): Promise<Incident> {
  const { page, incident: before } = findIncident(parts, ctx, pageId, incidentId, 'operate');
  requireRoom(before);
  const incident = withUpdate(before, update, now);
  const told = { page, incident, verb: 'update' } as const;
  await writeTold(parts, ctx, told, parts.store.moveIncident(before, incident), now);
  return incident;
}

import type { Statement } from '../../../../db/open.ts';
import { auditStatement } from '../../audit-log.ts';
import type { Ctx } from '../../context.ts';
import { newId } from '../../id.ts';
import { commit } from '../commit.ts';
import type { StatusPagesParts } from '../parts.ts';
import type { Update } from '../schema.ts';
import type { Incident, IncidentRow, StatusPage, UpdateRow } from '../types.ts';

export type IncidentVerb = 'open' | 'update' | 'change' | 'delete';

/** The row of what is told of an incident now. */
export const updateRow = (
  { id, clientId }: Pick<IncidentRow, 'id' | 'clientId'>,
  { state, template, text, by }: Update,
  now: number,
): UpdateRow => ({ id: newId(now), clientId, incidentId: id, state, template, text, by, at: now });

function audit(
  { database }: StatusPagesParts,
  ctx: Ctx,
  page: StatusPage,
  incident: Incident,
  verb: IncidentVerb,
  now: number,
) {
  const { clientId, id, title, components, impact, state } = incident;
  const details = { page: page.definition.title, title, components, impact, state };
  return auditStatement(database, ctx, { clientId, action: `incident.${verb}`, subject: id, details }, now);
}

/** Writes a change of an incident with its audit row. @throws AppError `conflict` */
export async function writeIncident(
  parts: StatusPagesParts,
  ctx: Ctx,
  { page, incident, verb }: { page: StatusPage; incident: Incident; verb: IncidentVerb },
  statements: Statement[],
  now: number,
): Promise<void> {
  await commit(parts, [...statements, audit(parts, ctx, page, incident, verb, now)], now);
}

/**
 * Writes an incident with its newest update, and tells those who asked for it in the same batch.
 * @param incident as it is with that update, which is its first
 * @throws AppError `conflict`
 */
export async function writeTold(
  parts: StatusPagesParts,
  ctx: Ctx,
  { page, incident, verb }: { page: StatusPage; incident: Incident; verb: IncidentVerb },
  statements: Statement[],
  now: number,
): Promise<void> {
  const [update] = incident.updates;
  if (!update) throw new Error('An incident without an update tells nothing');
  const telling = await parts.tell(page, incident, update, now);
  const all = [...statements, parts.store.insertUpdate(update), ...telling.statements];
  await commit(parts, [...all, audit(parts, ctx, page, incident, verb, now)], now, telling.committed);
}

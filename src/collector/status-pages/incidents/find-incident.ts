import type { Ctx, Scope } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { findPage } from '../find-page.ts';
import type { StatusPagesParts } from '../parts.ts';
import type { Incident, StatusPage } from '../types.ts';

/** An incident with its page. @throws AppError `forbidden`, `not_found` */
export function findIncident(
  parts: Pick<StatusPagesParts, 'memory'>,
  ctx: Ctx,
  pageId: string,
  id: string,
  scope: Scope,
): { page: StatusPage; incident: Incident } {
  const page = findPage(parts, ctx, pageId, scope);
  const incident = parts.memory.incidents(pageId).find((one) => one.id === id);
  if (!incident) throw notFound('incident', id);
  return { page, incident };
}

import { type Ctx, requireScope } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { newId } from '../../id.ts';
import { findPage } from '../find-page.ts';
import type { StatusPagesParts } from '../parts.ts';
import { newPublicKey } from '../public-key.ts';
import { requireComponents } from '../require-components.ts';
import type { OpenIncident } from '../schema.ts';
import type { Incident, StatusPage } from '../types.ts';
import { updateRow, writeTold } from './write-incident.ts';

/** All of them are on the page. */
const MAX_OPEN = 50;

function requireRoom({ memory }: StatusPagesParts, pageId: string): void {
  if (memory.incidents(pageId).filter(({ resolvedAt }) => resolvedAt === null).length < MAX_OPEN) return;
  throw new AppError('conflict', `There are ${MAX_OPEN} open incidents already`, {
    remediation: ['Resolve one that is over'],
  });
}

function requirePast(startedAt: string | null, now: number): void {
  if (startedAt === null || Date.parse(startedAt) <= now) return;
  throw new AppError('invalid', 'started_at: is in the future', { field: 'started_at' });
}

/** An alert of another client reads as none. */
async function requireOwnAlert(
  { alerts }: StatusPagesParts,
  ctx: Ctx,
  page: StatusPage,
  alertId: string | null,
): Promise<void> {
  if (alertId === null) return;
  const known = alerts.rowOf(alertId);
  const clientId = known ? known.clientId : await clientOfAlert(alerts, ctx, alertId);
  if (clientId === page.clientId) return;
  throw new AppError('invalid', 'alert_id: is not an alert of this client', { field: 'alert_id' });
}

async function clientOfAlert(
  alerts: StatusPagesParts['alerts'],
  ctx: Ctx,
  alertId: string,
): Promise<string | null> {
  requireScope(ctx, 'read');
  return alerts.find(ctx, alertId).then(
    ({ alert }) => alert.clientId,
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'not_found') return null;
      throw error;
    },
  );
}

function newIncident(page: StatusPage, input: OpenIncident, createdBy: string, now: number): Incident {
  const { title, components, impact, state, alert_id: alertId, started_at: startedAt } = input;
  const id = newId(now);
  return {
    id,
    clientId: page.clientId,
    pageId: page.id,
    key: newPublicKey(),
    title,
    components: [...new Set(components)],
    impact,
    state,
    alertId,
    startedAt: startedAt === null ? now : Date.parse(startedAt),
    resolvedAt: state === 'resolved' ? now : null,
    createdAt: now,
    createdBy,
    updates: [updateRow({ id, clientId: page.clientId }, input, now)],
  };
}

/**
 * Writes of something that people should know, and tells those who asked.
 * @throws AppError `forbidden`, `not_found`, `invalid` (component, begin, alert), `conflict` (too many)
 */
export async function openIncident(
  parts: StatusPagesParts,
  ctx: Ctx,
  pageId: string,
  input: OpenIncident,
  now: number,
): Promise<Incident> {
  const page = findPage(parts, ctx, pageId, 'operate');
  requireComponents(page, input.components);
  requirePast(input.started_at, now);
  await requireOwnAlert(parts, ctx, page, input.alert_id);
  requireRoom(parts, pageId);
  const incident = newIncident(page, input, ctx.actor.name, now);
  const told = { page, incident, verb: 'open' } as const;
  await writeTold(parts, ctx, told, [parts.store.insertIncident(incident)], now);
  return incident;
}

import { type Ctx, requireScope } from '../context.ts';
import { notFound } from '../errors.ts';
import { limitOf, pageOf } from '../page.ts';
import type { AlertQuery, AlertStore } from './store.ts';
import type { AlertEventRow, AlertRow } from './types.ts';

/**
 * Alerts of the asker's clients, newest first.
 * @throws AppError `forbidden`; `not_found` for a client that is not the asker's
 */
export async function listAlerts(
  store: AlertStore,
  ctx: Ctx,
  query: AlertQuery,
): Promise<{ rows: AlertRow[]; cursor: string | null }> {
  const clientIds = requireScope(ctx, 'read');
  const { client_id: clientId } = query;
  if (clientId !== undefined && !clientIds.includes(clientId)) throw notFound('client', clientId);
  const limit = limitOf(query.limit);
  return pageOf(await store.page(clientId === undefined ? clientIds : [clientId], query, limit + 1), limit);
}

/** One alert and what happened to it, oldest first. @throws AppError `forbidden`, `not_found` */
export async function findAlert(
  store: AlertStore,
  ctx: Ctx,
  id: string,
): Promise<{ alert: AlertRow; events: AlertEventRow[] }> {
  const clientIds = requireScope(ctx, 'read');
  const alert = await store.find(clientIds, id);
  if (!alert) throw notFound('alert', id);
  return { alert, events: await store.eventsOf(clientIds, id) };
}

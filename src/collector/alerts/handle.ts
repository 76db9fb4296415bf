import { type Database, guardChanges, isStale, type Statement } from '../../../db/open.ts';
import { auditStatement } from '../audit-log.ts';
import { type Ctx, requireScope } from '../context.ts';
import { AppError, notFound } from '../errors.ts';
import type { AlertMemory } from './memory.ts';
import type { AlertStore } from './store.ts';
import type { AlertRow, React } from './types.ts';

export interface HandleParts {
  database: Database;
  store: AlertStore;
  memory: AlertMemory;
}

const MINUTE_MS = 60_000;

/** @throws AppError `not_found`; `conflict` when it is over */
async function findOpen({ store, memory }: HandleParts, ctx: Ctx, id: string): Promise<AlertRow> {
  const clientIds = requireScope(ctx, 'operate');
  const alert = memory.rowOf(id) ?? (await store.find(clientIds, id));
  if (!alert || !clientIds.includes(alert.clientId)) throw notFound('alert', id);
  if (alert.status === 'resolved') throw over();
  return alert;
}

const over = () =>
  new AppError('conflict', 'It is over already', { remediation: ['Look at the list again'] });

type Done = Parameters<AlertStore['insertEvents']>[0][number]['kind'];

/** Writes what somebody did, its history and audit rows, and what follows from it; memory comes after. */
async function handle(
  { database, store, memory }: HandleParts,
  ctx: Ctx,
  alert: AlertRow,
  columns: Partial<AlertRow>,
  done: { kind: Done; verb: string; reason: string },
  follows: Statement[],
  now: number,
): Promise<AlertRow> {
  const { id, clientId } = alert;
  const details = { title: alert.title, server_id: alert.serverId };
  const audit = { clientId, action: `alert.${done.verb}`, subject: id, details };
  const event = { alert, kind: done.kind, reason: done.reason, actor: ctx.actor.name };
  await database
    .write([
      store.patchStanding(clientId, id, columns),
      guardChanges(1),
      ...store.insertEvents([event], now),
      ...follows,
      auditStatement(database, ctx, audit, now),
    ])
    .catch((error: unknown) => {
      throw isStale(error) ? over() : error;
    });
  memory.patch(id, columns);
  return { ...alert, ...columns };
}

/**
 * "I know": no reminder and no escalation until it gets worse. Again it renews who and what was noted.
 * @throws AppError `forbidden`, `not_found`, `conflict` (it is over)
 */
export async function acknowledge(
  parts: HandleParts,
  ctx: Ctx,
  id: string,
  note: string | null,
  now: number,
): Promise<AlertRow> {
  const alert = await findOpen(parts, ctx, id);
  const acknowledgedBy = ctx.actor.name;
  const columns = {
    status: 'acknowledged',
    acknowledgedAt: now,
    acknowledgedBy,
    note,
    quietReason: null,
  } as const;
  const reason = note ?? `${acknowledgedBy} knows.`;
  return handle(parts, ctx, alert, columns, { kind: 'acknowledged', verb: 'acknowledge', reason }, [], now);
}

/** No messages for so many minutes. @throws AppError `forbidden`, `not_found`, `conflict` (it is over) */
export async function snooze(
  parts: HandleParts,
  ctx: Ctx,
  id: string,
  minutes: number,
  now: number,
): Promise<AlertRow> {
  const alert = await findOpen(parts, ctx, id);
  const snoozedUntil = now + minutes * MINUTE_MS;
  const reason = `No messages for ${minutes} min.`;
  return handle(parts, ctx, alert, { snoozedUntil }, { kind: 'snoozed', verb: 'snooze', reason }, [], now);
}

/**
 * "I took care of it": it is over, and does not open again before its cause has gone or got worse. Those who were told
 * hear of it in the same batch.
 * @throws AppError `forbidden`, `not_found`, `conflict` (it is over)
 */
export async function resolve(
  parts: HandleParts,
  ctx: Ctx,
  id: string,
  react: React,
  now: number,
): Promise<AlertRow> {
  const alert = await findOpen(parts, ctx, id);
  const columns = {
    status: 'resolved',
    resolvedAt: now,
    resolvedBy: ctx.actor.name,
    isDismissed: true,
  } as const;
  const reason = `${ctx.actor.name} resolved it.`;
  const change = { kind: 'resolved', alert: { ...alert, ...columns }, reason, isLate: false } as const;
  const reaction = react([change], now);
  const done = { kind: 'resolved', verb: 'resolve', reason } as const;
  const row = await handle(parts, ctx, alert, columns, done, reaction.statements, now);
  reaction.committed();
  return row;
}

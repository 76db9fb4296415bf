import type { Statement } from '../../../../db/open.ts';
import { auditStatement } from '../../audit-log.ts';
import type { Ctx } from '../../context.ts';
import { AppError, notFound } from '../../errors.ts';
import { newId } from '../../id.ts';
import { commit } from '../commit.ts';
import { findPage } from '../find-page.ts';
import type { StatusPagesParts } from '../parts.ts';
import { newPublicKey } from '../public-key.ts';
import { requireComponents } from '../require-components.ts';
import type { MaintenanceDefinition } from '../schema.ts';
import type { MaintenanceRow, StatusPage } from '../types.ts';

/** Names the place of planned work. */
export interface MaintenancePlace {
  pageId: string;
  maintenanceId: string;
}

/** All of it is on the page. */
const MAX_PLANNED = 100;

function requireRoom({ memory }: StatusPagesParts, pageId: string, now: number): void {
  if (memory.maintenances(pageId).filter(({ endsAt }) => endsAt > now).length < MAX_PLANNED) return;
  throw new AppError('conflict', `There are ${MAX_PLANNED} planned works already`, {
    remediation: ['Remove one that is not needed any more'],
  });
}

function requireToCome({ ends_at: endsAt }: MaintenanceDefinition, now: number): void {
  if (Date.parse(endsAt) > now) return;
  throw new AppError('invalid', 'ends_at: is in the past', { field: 'ends_at' });
}

const described = ({ title, text, components, starts_at, ends_at }: MaintenanceDefinition) => ({
  title,
  text,
  components: [...new Set(components)],
  startsAt: Date.parse(starts_at),
  endsAt: Date.parse(ends_at),
});

function findMaintenance(
  parts: StatusPagesParts,
  ctx: Ctx,
  { pageId, maintenanceId }: MaintenancePlace,
): { page: StatusPage; row: MaintenanceRow } {
  const page = findPage(parts, ctx, pageId, 'operate');
  const row = parts.memory.maintenances(pageId).find(({ id }) => id === maintenanceId);
  if (!row) throw notFound('planned maintenance', maintenanceId);
  return { page, row };
}

async function write(
  parts: StatusPagesParts,
  ctx: Ctx,
  statements: Statement[],
  { page, row, verb }: { page: StatusPage; row: MaintenanceRow; verb: 'plan' | 'change' | 'delete' },
  now: number,
): Promise<void> {
  const { clientId, id, title, components, startsAt, endsAt } = row;
  const times = { starts_at: new Date(startsAt).toISOString(), ends_at: new Date(endsAt).toISOString() };
  const details = { page: page.definition.title, title, components, ...times };
  const audit = { clientId, action: `maintenance.${verb}`, subject: id, details };
  await commit(parts, [...statements, auditStatement(parts.database, ctx, audit, now)], now);
}

/** Tells of work beforehand. @throws AppError `forbidden`, `not_found`, `invalid`, `conflict` (too many) */
export async function planMaintenance(
  parts: StatusPagesParts,
  ctx: Ctx,
  pageId: string,
  input: MaintenanceDefinition,
  now: number,
): Promise<MaintenanceRow> {
  const page = findPage(parts, ctx, pageId, 'operate');
  requireComponents(page, input.components);
  requireToCome(input, now);
  requireRoom(parts, pageId, now);
  const row: MaintenanceRow = {
    id: newId(now),
    clientId: page.clientId,
    pageId,
    key: newPublicKey(),
    ...described(input),
    createdAt: now,
    createdBy: ctx.actor.name,
  };
  await write(parts, ctx, [parts.store.insertMaintenance(row)], { page, row, verb: 'plan' }, now);
  return row;
}

/** Plans it anew. @throws AppError `forbidden`, `not_found`, `invalid`, `conflict` */
export async function changeMaintenance(
  parts: StatusPagesParts,
  ctx: Ctx,
  place: MaintenancePlace,
  input: MaintenanceDefinition,
  now: number,
): Promise<MaintenanceRow> {
  const { page, row: before } = findMaintenance(parts, ctx, place);
  requireComponents(page, input.components, before.components);
  requireToCome(input, now);
  const row = { ...before, ...described(input) };
  await write(parts, ctx, parts.store.updateMaintenance(row), { page, row, verb: 'change' }, now);
  return row;
}

/** Takes it off the page. @throws AppError `forbidden`, `not_found`, `conflict` */
export async function removeMaintenance(
  parts: StatusPagesParts,
  ctx: Ctx,
  place: MaintenancePlace,
  now: number,
): Promise<void> {
  const { page, row } = findMaintenance(parts, ctx, place);
  await write(parts, ctx, parts.store.removeMaintenance(row), { page, row, verb: 'delete' }, now);
}

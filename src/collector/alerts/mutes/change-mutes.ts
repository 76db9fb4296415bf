import { type Database, isStale } from '../../../../db/open.ts';
import { auditStatement } from '../../audit-log.ts';
import { type Ctx, requireScope } from '../../context.ts';
import { AppError, notFound } from '../../errors.ts';
import { newId } from '../../id.ts';
import type { MaintenanceWindow, Mute, Silence } from './schema.ts';
import { endsAtOf, type MuteStore } from './store.ts';
import { endOf } from './timetable.ts';

export interface MuteParts {
  database: Database;
  store: MuteStore;
  all: () => readonly Mute[];
  reload: () => Promise<void>;
}

/** Where a mute belongs; the client is one that the asker may change. */
export interface MuteClient {
  clientId: string;
}

type NewMute = { kind: 'window'; definition: MaintenanceWindow } | { kind: 'silence'; definition: Silence };

const MAX_MUTES = 200;
const NOUNS = { window: 'maintenance window', silence: 'silence' } as const;

/** What is over and only still shown takes no room. */
function requireRoom({ all }: MuteParts, clientId: string, now: number): void {
  const isOn = (mute: Mute) => (endsAtOf(mute) ?? Number.POSITIVE_INFINITY) > now;
  if (all().filter((mute) => mute.clientId === clientId && isOn(mute)).length < MAX_MUTES) return;
  throw new AppError('conflict', `There are ${MAX_MUTES} quiet times already`, {
    remediation: ['Remove one that is not needed any more'],
  });
}

/** @throws AppError `not_found` unless it is one of the asker's, of that kind */
export function findMute<K extends Mute['kind']>(
  { all }: MuteParts,
  ctx: Ctx,
  kind: K,
  id: string,
): Extract<Mute, { kind: K }> {
  const clientIds = requireScope(ctx, 'operate');
  const mute = all().find((one) => one.id === id && one.kind === kind && clientIds.includes(one.clientId));
  if (!mute) throw notFound(NOUNS[kind], id);
  return mute as Extract<Mute, { kind: K }>;
}

/** @throws AppError `invalid` when a window ends before it begins, or is over already */
export function requireTimely(window: MaintenanceWindow, now: number): void {
  const { timetable } = window;
  if (timetable.type !== 'once') return;
  const field = 'timetable.ends';
  if (timetable.ends <= timetable.starts)
    throw new AppError('invalid', `${field}: must come after the start`, { field });
  if ((endOf(window) ?? now) <= now) throw new AppError('invalid', `${field}: is in the past`, { field });
}

function audit({ database }: MuteParts, ctx: Ctx, mute: Mute, verb: string, now: number) {
  const { kind, clientId, id, definition } = mute;
  return auditStatement(
    database,
    ctx,
    { clientId, action: `${kind}.${verb}`, subject: id, details: { ...definition } },
    now,
  );
}

async function write(parts: MuteParts, statements: Parameters<Database['write']>[0]): Promise<void> {
  await parts.database.write(statements).catch((error: unknown) => {
    throw isStale(error) ? new AppError('conflict', 'Somebody else changed it just now; look again') : error;
  });
  await parts.reload();
}

/** Adds a window or silence. @throws AppError `forbidden`, `conflict` (too many) */
export async function addMute<M extends NewMute>(
  parts: MuteParts,
  ctx: Ctx,
  made: M,
  clientId: string,
  now: number,
): Promise<Extract<Mute, { kind: M['kind'] }>> {
  requireRoom(parts, clientId, now);
  const mute = { id: newId(now), clientId, createdAt: now, createdBy: ctx.actor.name, ...made };
  const added = mute as unknown as Extract<Mute, { kind: M['kind'] }>;
  await write(parts, [parts.store.insert(added), audit(parts, ctx, added, 'create', now)]);
  return added;
}

/** @throws AppError `forbidden`, `not_found`, `invalid`, `conflict` */
export async function changeWindow(
  parts: MuteParts,
  ctx: Ctx,
  id: string,
  definition: MaintenanceWindow,
  now: number,
): Promise<Extract<Mute, { kind: 'window' }>> {
  const mute = { ...findMute(parts, ctx, 'window', id), definition };
  requireTimely(definition, now);
  await write(parts, [...parts.store.update(mute), audit(parts, ctx, mute, 'update', now)]);
  return mute;
}

/** @throws AppError `forbidden`, `not_found` */
export async function removeMute(
  parts: MuteParts,
  ctx: Ctx,
  kind: Mute['kind'],
  id: string,
  now: number,
): Promise<void> {
  const mute = findMute(parts, ctx, kind, id);
  await write(parts, [...parts.store.remove(mute), audit(parts, ctx, mute, 'delete', now)]);
}

import { type Database, isStale } from '../../../../db/open.ts';
import { auditStatement } from '../../audit-log.ts';
import type { SecretBox } from '../../auth/index.ts';
import { type Ctx, requireHub, requireScope } from '../../context.ts';
import { AppError, notFound } from '../../errors.ts';
import { newId } from '../../id.ts';
import type { ChannelType } from '../channels/index.ts';
import { DEFAULT_ROUTING, type Routing } from '../routing.ts';
import { type Config, configFrom } from './channel-config.ts';
import { type ChannelRecord, readConfig, sealConfig } from './channel-record.ts';
import type { ChannelRow, TargetStore } from './store.ts';

export interface ChannelParts {
  database: Database;
  store: TargetStore;
  box: SecretBox;
  channels: () => readonly ChannelRecord[];
  reload: () => Promise<void>;
}

export interface NewChannel {
  type: ChannelType;
  name: string;
  /** null: alerts of every client. */
  clientId: string | null;
  config: Config;
  routing: Partial<Routing>;
}
export interface ChannelChanges {
  name?: string | undefined;
  config?: Config | undefined;
  routing?: Partial<Routing> | undefined;
  is_enabled?: boolean | undefined;
}

const MAX_CHANNELS = 200;

/** Channels for every client belong to who runs the hub. */
function requireOwnerOf(ctx: Ctx, clientId: string | null): void {
  if (clientId === null) requireHub(ctx, 'admin');
  else if (!requireScope(ctx, 'admin').includes(clientId)) throw notFound('client', clientId);
}

/** Each client has its own room: none takes that of another. */
function requireRoom({ channels }: ChannelParts, clientId: string | null): void {
  if (channels().filter((channel) => channel.clientId === clientId).length < MAX_CHANNELS) return;
  throw new AppError('conflict', `There are ${MAX_CHANNELS} channels already`, {
    remediation: ['Remove one that is not needed any more'],
  });
}

/** Whether somebody may change a channel of a client; null: one for every client. */
export function mayChange(ctx: Ctx, clientId: string | null): boolean {
  const owned = [...ctx.grants].filter(([, scopes]) => scopes.has('admin')).map(([id]) => id);
  return clientId === null ? ctx.hubWide && owned.length > 0 : owned.includes(clientId);
}

/** A channel that the asker may see. @throws AppError `not_found` */
export function findChannel(
  { channels }: Pick<ChannelParts, 'channels'>,
  ctx: Ctx,
  id: string,
): ChannelRecord {
  const clientIds = requireScope(ctx, 'read');
  const channel = channels().find((one) => one.id === id);
  if (!channel || (channel.clientId !== null && !clientIds.includes(channel.clientId)))
    throw notFound('channel', id);
  return channel;
}

/** As `findChannel`, for those who may change it. */
export function findForChange(parts: Pick<ChannelParts, 'channels'>, ctx: Ctx, id: string): ChannelRecord {
  const channel = findChannel(parts, ctx, id);
  requireOwnerOf(ctx, channel.clientId);
  return channel;
}

function auditOf(
  { database }: ChannelParts,
  ctx: Ctx,
  row: Pick<ChannelRecord, 'id' | 'clientId' | 'name' | 'type'>,
  verb: string,
  now: number,
  details = {},
) {
  const { id, clientId, name, type } = row;
  return auditStatement(
    database,
    ctx,
    { clientId, action: `channel.${verb}`, subject: id, details: { name, type, ...details } },
    now,
  );
}

/**
 * Adds a channel.
 * @throws AppError `forbidden`, `not_found` (client), `invalid` (config), `conflict` (too many)
 */
export async function createChannel(
  parts: ChannelParts,
  ctx: Ctx,
  input: NewChannel,
  now: number,
): Promise<ChannelRecord> {
  const { database, store, box } = parts;
  const { type, name, clientId } = input;
  requireOwnerOf(ctx, clientId);
  const config = sealConfig(box, configFrom(type, input.config));
  requireRoom(parts, clientId);
  const routing = { ...DEFAULT_ROUTING, ...input.routing };
  const channel: ChannelRecord = {
    id: newId(now),
    clientId,
    type,
    name,
    config,
    routing,
    isEnabled: true,
    deadReason: null,
    createdAt: now,
    lastDeliveredAt: null,
    failedReason: null,
  };
  const row = { ...channel, routing: JSON.stringify(routing) };
  await database.write([store.insertChannel(row), auditOf(parts, ctx, channel, 'create', now)]);
  await parts.reload();
  return channel;
}

/** The names of what differs; never what addresses and keys are. */
function changedFields(before: Config, after: Config): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => before[name] !== after[name]);
}

/** What is written of a change, and what is told of it. */
function changeOf(
  { box }: ChannelParts,
  channel: ChannelRecord,
  { name, config, routing, is_enabled }: ChannelChanges,
): { columns: Partial<ChannelRow>; fields: string[] } {
  const before = readConfig(box, channel) ?? {};
  const after = config && configFrom(channel.type, config, before);
  const isRevived = config !== undefined || is_enabled === true;
  const columns = {
    ...(name !== undefined && { name }),
    ...(after && { config: sealConfig(box, after) }),
    ...(routing && { routing: JSON.stringify({ ...channel.routing, ...routing }) }),
    ...(is_enabled !== undefined && { isEnabled: is_enabled }),
    ...(isRevived && { deadReason: null, failedReason: null }),
  };
  return { columns, fields: after ? changedFields(before, after) : [] };
}

/**
 * Changes a channel; what is absent stays. One that the hub has stopped works again.
 * @throws AppError `forbidden`, `not_found`, `invalid` (config)
 */
export async function changeChannel(
  parts: ChannelParts,
  ctx: Ctx,
  id: string,
  changes: ChannelChanges,
  now: number,
): Promise<void> {
  const { database, store } = parts;
  const channel = findForChange(parts, ctx, id);
  const { columns, fields } = changeOf(parts, channel, changes);
  if (Object.keys(columns).length === 0) return;
  const { config: _secret, ...others } = changes;
  const details = { ...others, ...(fields.length > 0 && { config: fields }) };
  const audit = auditOf(parts, ctx, channel, 'update', now, details);
  await database.write([...store.updateChannel(channel, columns), audit]).catch((error: unknown) => {
    throw isStale(error) ? notFound('channel', id) : error;
  });
  await parts.reload();
}

/** @throws AppError `forbidden`, `not_found` */
export async function removeChannel(parts: ChannelParts, ctx: Ctx, id: string, now: number): Promise<void> {
  const { database, store } = parts;
  const channel = findForChange(parts, ctx, id);
  const statements = [...store.removeChannel(channel), auditOf(parts, ctx, channel, 'delete', now)];
  await database.write(statements).catch((error: unknown) => {
    throw isStale(error) ? notFound('channel', id) : error;
  });
  await parts.reload();
}

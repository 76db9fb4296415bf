import { type Database, isStale } from '../../../db/open.ts';
import { auditStatement } from '../audit-log.ts';
import type { SecretBox } from '../auth/index.ts';
import { type Ctx, requireScope } from '../context.ts';
import { AppError, notFound } from '../errors.ts';
import { newId } from '../id.ts';
import type { Network } from '../outbound.ts';
import { requireEndpoint } from './push.ts';
import type { AddDevice } from './schema.ts';
import type { DeviceRow, NotifyStore } from './store.ts';

export interface DeviceParts {
  database: Database;
  store: NotifyStore;
  box: SecretBox;
  network: Network;
  homeClientId: string;
}

export const AUTH_PLACE = 'devices.auth';
const MAX_DEVICES = 20;

/**
 * The person who asks: devices belong to people.
 * @throws AppError `forbidden` for a key
 */
export function requirePerson(ctx: Ctx): string {
  requireScope(ctx, 'read');
  if (ctx.actor.type !== 'person') {
    throw new AppError('forbidden', 'Devices belong to people: a key has none', {
      remediation: ['Sign in and open Settings → This device'],
    });
  }
  return ctx.actor.id;
}

function clientOf(ctx: Ctx, homeClientId: string): string {
  const clientIds = requireScope(ctx, 'read');
  return clientIds.find((id) => id === homeClientId) ?? clientIds[0] ?? homeClientId;
}

async function requireRoom(store: NotifyStore, personId: string): Promise<void> {
  if ((await store.countOf(personId)) < MAX_DEVICES) return;
  throw new AppError('conflict', `You have ${MAX_DEVICES} devices already`, {
    remediation: ['Remove one that you no longer use'],
  });
}

function takenByAnother(error: unknown): unknown {
  if (!isStale(error)) return error;
  return new AppError('conflict', 'Somebody else gets notifications in this browser', { field: 'endpoint' });
}

/**
 * Adds the browser to the person's devices; one that is there already is renewed.
 * @param origin the hub's address as this browser knows it
 * @throws AppError `invalid` (endpoint), `conflict` (another person's, or too many), `forbidden` (a key)
 */
export async function addDevice(
  { database, store, box, network, homeClientId }: DeviceParts,
  ctx: Ctx,
  input: AddDevice,
  origin: string,
  now: number,
): Promise<DeviceRow> {
  const personId = requirePerson(ctx);
  const endpoint = requireEndpoint(input.endpoint, network);
  const known = await store.findByEndpoint(personId, endpoint);
  if (!known) await requireRoom(store, personId);
  const row: DeviceRow = {
    id: known?.id ?? newId(now),
    personId,
    clientId: known?.clientId ?? clientOf(ctx, homeClientId),
    name: input.name,
    origin,
    endpoint,
    p256dh: input.keys.p256dh,
    auth: box.seal(input.keys.auth, AUTH_PLACE),
    severities: known?.severities ?? ['critical', 'high'],
    createdAt: known?.createdAt ?? now,
    lastDeliveredAt: known?.lastDeliveredAt ?? null,
    failedReason: null,
  };
  const action = known ? 'device.renew' : 'device.add';
  const audit = { clientId: row.clientId, action, subject: row.id, details: { name: row.name } };
  const statements = [...store.save(row), auditStatement(database, ctx, audit, now)];
  await database.write(statements).catch((error: unknown) => {
    throw takenByAnother(error);
  });
  return row;
}

/** @throws AppError `not_found` when it is not one of the person's, `forbidden` for a key */
export async function findDevice({ store }: DeviceParts, ctx: Ctx, deviceId: string): Promise<DeviceRow> {
  const row = await store.find(requirePerson(ctx), deviceId);
  if (!row) throw notFound('device', deviceId);
  return row;
}

/** Removes one of the person's devices. `reason` goes into the audit log. */
export async function removeDevice(
  parts: DeviceParts,
  ctx: Ctx,
  row: DeviceRow,
  reason: 'asked' | 'gone',
  now: number,
): Promise<void> {
  const { database, store } = parts;
  const details = { name: row.name, reason };
  const audit = { clientId: row.clientId, action: 'device.remove', subject: row.id, details };
  await database.write([store.remove(row.personId, row.id), auditStatement(database, ctx, audit, now)]);
}

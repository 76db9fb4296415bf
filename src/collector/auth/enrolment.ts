import { type Database, isStale } from '../../../db/open.ts';
import { auditStatement } from '../audit-log.ts';
import { type Ctx, requireScope } from '../context.ts';
import { AppError, notFound } from '../errors.ts';
import { newId } from '../id.ts';
import { makeKey } from './keys.ts';
import type { AuthStore, EnrolmentRow } from './store.ts';
import { hashToken, newToken } from './token.ts';

/** Long enough to walk to the machine, short enough to be worthless in a shell history. */
export const ENROLMENT_MS = 60 * 60 * 1000;

type Parts = { database: Database; store: AuthStore };

/**
 * A token that an agent of this server exchanges for its key, once, within the hour.
 * The caller has checked that `ctx` may change the server.
 */
export async function createEnrolment(
  { database, store }: Parts,
  ctx: Ctx,
  server: { clientId: string; serverId: string },
  now: number,
): Promise<{ token: string; expiresAt: number }> {
  const token = newToken('ple');
  const row: EnrolmentRow = {
    id: newId(now),
    ...server,
    hash: hashToken(token),
    createdAt: now,
    createdBy: ctx.actor.name,
    expiresAt: now + ENROLMENT_MS,
    usedAt: null,
  };
  const audit = { clientId: server.clientId, action: 'enrolment.create', subject: server.serverId };
  await database.write([store.insertEnrolment(row), auditStatement(database, ctx, audit, now)]);
  return { token, expiresAt: row.expiresAt };
}

function unusable(): AppError {
  return new AppError('unauthenticated', 'This enrolment token is unknown, used or expired', {
    remediation: ['Open the server in the hub and choose "Connect agent" for a new command'],
  });
}

/**
 * Exchanges a token for a key bound to its server (`agent:report`).
 * @throws AppError `unauthenticated` when the token is unknown, used or expired
 */
export async function redeemEnrolment(
  { database, store }: Parts,
  token: string,
  requestId: string,
  now: number,
): Promise<{ serverId: string; key: string }> {
  const row = await store.usableEnrolment(hashToken(token), now);
  if (!row) throw unusable();
  const { clientId, serverId } = row;
  const made = makeKey(
    { name: `Agent on ${serverId}`, scopes: ['agent:report'], clientId, serverId },
    row.createdBy,
    now,
  );
  const ctx = agentContext(serverId, requestId);
  const audit = { clientId, action: 'enrolment.redeem', subject: serverId, details: { key_id: made.row.id } };
  await database
    .write([
      ...store.consumeEnrolment(row.id, now),
      store.insertKey(made.row),
      auditStatement(database, ctx, audit, now),
    ])
    .catch((error: unknown) => {
      throw isStale(error) ? unusable() : error;
    });
  return { serverId, key: made.key };
}

/**
 * Takes a token back before an agent has used it.
 * @throws AppError `forbidden`; `not_found` when it is not open, or another client's
 */
export async function revokeEnrolment(
  { database, store }: Parts,
  ctx: Ctx,
  id: string,
  now: number,
): Promise<void> {
  const open = await store.openEnrolments(requireScope(ctx, 'operate'), now);
  const row = open.find((enrolment) => enrolment.id === id);
  if (!row) throw notFound('enrolment', id);
  const { clientId, serverId } = row;
  const audit = { clientId, action: 'enrolment.revoke', subject: serverId };
  await database
    .write([...store.revokeEnrolment(clientId, id), auditStatement(database, ctx, audit, now)])
    .catch((error: unknown) => {
      throw isStale(error) ? notFound('enrolment', id) : error;
    });
}

function agentContext(serverId: string, requestId: string): Ctx {
  const actor = { type: 'key' as const, id: serverId, name: `Agent on ${serverId}` };
  return { actor, grants: new Map(), hubWide: false, serverId, requestId };
}

import type { Database } from '../../../db/open.ts';
import { auditStatement } from '../audit-log.ts';
import { AGENT_SCOPES, type Ctx, requireHub, requireScope, type Scope } from '../context.ts';
import { AppError, notFound } from '../errors.ts';
import { newId } from '../id.ts';
import type { CreateKey } from './schema.ts';
import type { AuthStore, KeyRow } from './store.ts';
import { hashToken, newToken } from './token.ts';

const VISIBLE_PREFIX_LENGTH = 9;

/** Parts the key and its row; the row holds the hash alone. */
export function makeKey(
  input: { name: string; scopes: Scope[]; clientId: string | null; serverId: string | null },
  createdBy: string,
  now: number,
  key = newToken('pl'),
): { key: string; row: KeyRow } {
  const row: KeyRow = {
    id: newId(now),
    clientId: input.clientId,
    serverId: input.serverId,
    name: input.name,
    prefix: key.slice(0, VISIBLE_PREFIX_LENGTH),
    hash: hashToken(key),
    scopes: input.scopes,
    createdAt: now,
    createdBy,
    lastUsedAt: null,
    revokedAt: null,
  };
  return { key, row };
}

/** Nobody hands out more than they hold, nor beyond the clients they administer. */
function requireKeyAuthority(ctx: Ctx, clientId: string | null): void {
  if (clientId === null) requireHub(ctx, 'admin');
  else if (!requireScope(ctx, 'admin').includes(clientId)) throw notFound('client', clientId);
}

/** A key for one server belongs to a client and can do nothing but what its agent does. */
function requireBound(input: CreateKey): void {
  if (input.client_id === null) {
    throw new AppError('invalid', 'A key for one server names its client too', { field: 'client_id' });
  }
  if (!input.scopes.every((scope) => AGENT_SCOPES.includes(scope))) {
    const message = `A key for one server takes only ${AGENT_SCOPES.join(' and ')}`;
    throw new AppError('invalid', message, { field: 'scopes' });
  }
}

/**
 * Creates a key; its text is in the answer and nowhere else.
 * @throws AppError `forbidden`, `not_found` (client), `invalid` (a server key without its client or with
 * other scopes than an agent's)
 */
export async function createKey(
  parts: { database: Database; store: AuthStore },
  ctx: Ctx,
  input: CreateKey,
  now: number,
): Promise<{ key: string; row: KeyRow }> {
  requireKeyAuthority(ctx, input.client_id);
  if (input.server_id !== null) requireBound(input);
  const made = makeKey(
    { name: input.name, scopes: input.scopes, clientId: input.client_id, serverId: input.server_id },
    ctx.actor.name,
    now,
  );
  const audit = {
    clientId: input.client_id,
    action: 'key.create',
    subject: made.row.id,
    details: { name: input.name, scopes: input.scopes, server_id: input.server_id },
  };
  await parts.database.write([
    parts.store.insertKey(made.row),
    auditStatement(parts.database, ctx, audit, now),
  ]);
  return made;
}

/**
 * Revokes a key at once. Revoking twice is the same as once.
 * @throws AppError `not_found` when the asker cannot see it, `forbidden` when they may not change it
 */
export async function revokeKey(
  parts: { database: Database; store: AuthStore },
  ctx: Ctx,
  keyId: string,
  now: number,
): Promise<void> {
  const visible = await parts.store.keysOf(requireScope(ctx, 'admin'), ctx.hubWide);
  const row = visible.find((key) => key.id === keyId);
  if (!row) throw notFound('key', keyId);
  if (row.revokedAt !== null) return;
  const audit = { clientId: row.clientId, action: 'key.revoke', subject: keyId, details: { name: row.name } };
  await parts.database.write([
    parts.store.revokeKey(row.clientId, keyId, now),
    auditStatement(parts.database, ctx, audit, now),
  ]);
}

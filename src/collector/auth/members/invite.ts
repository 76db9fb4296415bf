import { isStale } from '../../../../db/open.ts';
import { auditStatement } from '../../audit-log.ts';
import { type Ctx, requireScope } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { newId } from '../../id.ts';
import type { CreateInvitation } from '../schema.ts';
import { hashToken, newToken } from '../token.ts';
import type { MemberParts } from './parts.ts';
import type { InvitationRow } from './store.ts';

/** Over a weekend, and no longer. */
const INVITATION_MS = 3 * 24 * 60 * 60 * 1000;

/**
 * A one-time link by which somebody joins a client; its token is in the answer and nowhere else.
 * @throws AppError `forbidden`; `not_found` for a client that the asker does not own
 */
export async function invite(
  { database, members }: MemberParts,
  ctx: Ctx,
  input: CreateInvitation,
  now: number,
): Promise<{ token: string; row: InvitationRow }> {
  const { name, client_id: clientId, role } = input;
  if (!requireScope(ctx, 'admin').includes(clientId)) throw notFound('client', clientId);
  const token = newToken('pli');
  const row: InvitationRow = {
    id: newId(now),
    clientId,
    role,
    name,
    hash: hashToken(token),
    createdAt: now,
    createdBy: ctx.actor.name,
    expiresAt: now + INVITATION_MS,
    usedAt: null,
  };
  const audit = { clientId, action: 'person.invite', subject: row.id, details: { name, role } };
  await database.write([members.insertInvitation(row), auditStatement(database, ctx, audit, now)]);
  return { token, row };
}

/**
 * Takes a link back before it is used.
 * @throws AppError `forbidden`; `not_found` when it is not open, or another client's
 */
export async function revokeInvitation(
  { database, members }: MemberParts,
  ctx: Ctx,
  id: string,
  now: number,
): Promise<void> {
  const open = await members.openInvitations(requireScope(ctx, 'admin'), now);
  const row = open.find((invitation) => invitation.id === id);
  if (!row) throw notFound('invitation', id);
  const { clientId, name, role } = row;
  const audit = { clientId, action: 'invitation.revoke', subject: id, details: { name, role } };
  await database
    .write([...members.revokeInvitation(clientId, id, now), auditStatement(database, ctx, audit, now)])
    .catch((error: unknown) => {
      throw isStale(error) ? notFound('invitation', id) : error;
    });
}

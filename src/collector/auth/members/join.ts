import type { Actor, Ctx } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { hashToken } from '../token.ts';
import type { MemberParts } from './parts.ts';
import type { InvitationRow } from './store.ts';

export function unusable(): AppError {
  return new AppError('forbidden', 'This invitation is not valid any more', {
    field: 'token',
    remediation: ['Ask whoever invited you for a new link'],
  });
}

/** @throws AppError `forbidden` when the token is unknown, used or expired */
export async function usableInvitation(
  { members }: MemberParts,
  token: string,
  now: number,
): Promise<InvitationRow> {
  const row = await members.usableInvitation(hashToken(token), now);
  if (!row) throw unusable();
  return row;
}

/** Who joins acts for themselves; they hold nothing yet. */
export function joinerContext(actor: Actor, requestId: string): Ctx {
  return { actor, grants: new Map(), hubWide: false, serverId: null, requestId };
}

/** What the audit log says of it. */
export const joining = (row: InvitationRow, personId: string) => ({
  clientId: row.clientId,
  action: 'person.join',
  subject: personId,
  details: { role: row.role, invitation_id: row.id, invited_by: row.createdBy },
});

import { isStale } from '../../../../db/open.ts';
import { auditStatement } from '../../audit-log.ts';
import { type Actor, ROLES, type Role } from '../../context.ts';
import { AppError } from '../../errors.ts';
import type { AcceptInvitation } from '../schema.ts';
import { joinerContext, joining, usableInvitation } from './join.ts';
import { overtaken } from './membership.ts';
import type { MemberParts } from './parts.ts';

/** Roles from the most to the least. */
const isMore = (role: Role, than: Role) => ROLES.indexOf(role) < ROLES.indexOf(than);

/**
 * Adds the role to the account of a person who is signed in; never takes one away.
 * @throws AppError `forbidden` (as above), `conflict` (they have that role or more)
 */
export async function joinSignedIn(
  parts: MemberParts,
  actor: Actor,
  input: AcceptInvitation,
  requestId: string,
  now: number,
): Promise<void> {
  const { database, members } = parts;
  const row = await usableInvitation(parts, input.token, now);
  if (input.email !== undefined) {
    throw new AppError('conflict', `You are signed in as ${actor.name}`, {
      remediation: ['Sign out first to make another account, or reload this page to join as yourself'],
    });
  }
  const [had] = await members.membershipsIn([row.clientId], [actor.id]);
  if (had && !isMore(row.role, had.role)) {
    const message =
      had.role === row.role
        ? `You are ${had.role} there already`
        : `You are ${had.role} there, which is more`;
    throw new AppError('conflict', message, {
      remediation: ['There is nothing to do: you can close this page'],
    });
  }
  const change = had
    ? members.changeRole(actor.id, row.clientId, had.role, row.role)
    : members.addRole(actor.id, row.clientId, row.role);
  const ctx = joinerContext(actor, requestId);
  await database
    .write([
      ...members.consumeInvitation(row.id, now),
      ...change,
      auditStatement(database, ctx, joining(row, actor.id), now),
    ])
    .catch(async (error: unknown) => {
      if (isStale(error)) await usableInvitation(parts, input.token, now);
      throw overtaken(error);
    });
}

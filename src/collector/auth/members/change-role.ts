import { auditStatement } from '../../audit-log.ts';
import type { Ctx, Role } from '../../context.ts';
import { leaveOwnership } from './leave-ownership.ts';
import { findMembership, type MembershipId, overtaken } from './membership.ts';
import { endsOwnership } from './ownership.ts';
import type { MemberParts } from './parts.ts';

/**
 * Gives a person a role in a client, whether or not they had one there. It holds from their next request on.
 * @throws AppError `forbidden`, `not_found`, `conflict` (the last owner)
 */
export async function changeRole(
  parts: MemberParts,
  ctx: Ctx,
  id: MembershipId,
  role: Role,
  now: number,
): Promise<void> {
  const { database, members } = parts;
  const { personId, clientId } = id;
  const { person, role: before } = await findMembership(parts, ctx, id);
  if (before === role) return;
  const change =
    before === null
      ? members.addRole(personId, clientId, role)
      : members.changeRole(personId, clientId, before, role);
  const isLeaving = before !== null && endsOwnership(before, role);
  const details = { name: person.name, from: before, to: role };
  const audit = { clientId, action: 'person.role', subject: personId, details };
  await database
    .write([
      ...change,
      ...(isLeaving ? await leaveOwnership(parts, ctx, person, clientId) : []),
      auditStatement(database, ctx, audit, now),
    ])
    .catch((error: unknown) => {
      throw overtaken(error);
    });
}

import { auditStatement } from '../../audit-log.ts';
import type { Ctx } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { leaveOwnership } from './leave-ownership.ts';
import { findMembership, type MembershipId, overtaken } from './membership.ts';
import { endsOwnership } from './ownership.ts';
import type { MemberParts } from './parts.ts';

/**
 * Takes a person out of a client. With their last role goes their account: sessions, password and devices.
 * @throws AppError `forbidden`, `not_found`, `conflict` (the last owner)
 */
export async function removeMember(
  parts: MemberParts,
  ctx: Ctx,
  id: MembershipId,
  now: number,
): Promise<void> {
  const { database, members } = parts;
  const { personId, clientId } = id;
  const { person, role } = await findMembership(parts, ctx, id);
  if (role === null) throw notFound('person', personId);
  const isLeaving = endsOwnership(role, null);
  const details = { name: person.name, role };
  const audit = { clientId, action: 'person.remove', subject: personId, details };
  const leaving = isLeaving ? await leaveOwnership(parts, ctx, person, clientId) : [];
  await database
    .write([...members.removeRole(personId, clientId), ...leaving, auditStatement(database, ctx, audit, now)])
    .catch((error: unknown) => {
      throw overtaken(error);
    });
}

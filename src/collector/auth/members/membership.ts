import { isDuplicate, isStale } from '../../../../db/open.ts';
import { type Ctx, type Role, requireScope } from '../../context.ts';
import { AppError, notFound } from '../../errors.ts';
import type { MemberParts } from './parts.ts';
import type { MemberRow } from './store.ts';

export interface MembershipId {
  personId: string;
  clientId: string;
}

/**
 * A person as the asker sees them, with their role in one client; null when they have none there.
 * @throws AppError `forbidden`; `not_found` for a client that the asker does not own, or people of others
 */
export async function findMembership(
  { members }: MemberParts,
  ctx: Ctx,
  { personId, clientId }: MembershipId,
): Promise<{ person: MemberRow; role: Role | null }> {
  const clientIds = requireScope(ctx, 'admin');
  if (!clientIds.includes(clientId)) throw notFound('client', clientId);
  const person = await members.findMember(clientIds, personId);
  if (!person) throw notFound('person', personId);
  const [membership] = await members.membershipsIn([clientId], [personId]);
  return { person, role: membership?.role ?? null };
}

/** A batch that failed because what it was based on had changed, as a refusal; anything else as it is. */
export function overtaken(error: unknown): unknown {
  if (!isStale(error) && !isDuplicate(error)) return error;
  return new AppError('conflict', 'Somebody else changed this at the same moment', {
    remediation: ['Look again, then decide'],
  });
}

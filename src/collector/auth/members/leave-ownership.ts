import type { Statement } from '../../../../db/open.ts';
import type { Ctx } from '../../context.ts';
import { mustKeepOwner, ownershipProblem } from './ownership.ts';
import type { MemberParts } from './parts.ts';
import type { MemberRow } from './store.ts';

/**
 * The statements that go behind the one that ends an ownership. Links that the former owner made end too: one could
 * lead them back in. They are told by name, so a namesake's links may end as well.
 * @throws AppError `conflict` when nobody would be left
 */
export async function leaveOwnership(
  { members, homeClientId, clientIds }: MemberParts,
  ctx: Ctx,
  person: MemberRow,
  clientId: string,
): Promise<Statement[]> {
  const isHome = clientId === homeClientId;
  const isSelf = ctx.actor.type === 'person' && ctx.actor.id === person.id;
  const problem = ownershipProblem({ isHome, isSelf, owners: await members.countOwners(clientId) });
  if (problem) throw problem;
  const reached = isHome ? [...clientIds()] : [clientId];
  return [
    // Two owners who remove each other in the same moment: the second batch fails.
    ...(mustKeepOwner({ isHome, isSelf }) ? [members.guardOwner(clientId)] : []),
    members.revokeInvitationsBy(person.name, reached),
  ];
}

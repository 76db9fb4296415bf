import { type Actor, type Ctx, type Role, requireScope } from '../../context.ts';
import type { AcceptInvitation, CreateInvitation } from '../schema.ts';
import { hashToken } from '../token.ts';
import { changeRole } from './change-role.ts';
import { invite, revokeInvitation } from './invite.ts';
import { joinAsNewcomer } from './join-newcomer.ts';
import { joinSignedIn } from './join-signed-in.ts';
import { findPerson, listPeople, type PeopleQuery } from './list-people.ts';
import type { MembershipId } from './membership.ts';
import type { MemberParts } from './parts.ts';
import { removeMember } from './remove-member.ts';

/** People, their roles, and the links by which they join. */
export function openMembers(parts: MemberParts) {
  return {
    list: (ctx: Ctx, query: PeopleQuery) => listPeople(parts, ctx, query),
    find: (ctx: Ctx, personId: string) => findPerson(parts, ctx, personId),
    changeRole: async (ctx: Ctx, id: MembershipId, role: Role, now: number) => {
      await changeRole(parts, ctx, id, role, now);
      await parts.ownersChanged();
    },
    remove: (ctx: Ctx, id: MembershipId, now: number) => removeMember(parts, ctx, id, now),
    invite: (ctx: Ctx, input: CreateInvitation, now: number) => invite(parts, ctx, input, now),
    listInvitations: (ctx: Ctx, now: number) =>
      parts.members.openInvitations(requireScope(ctx, 'admin'), now),
    revokeInvitation: (ctx: Ctx, id: string, now: number) => revokeInvitation(parts, ctx, id, now),
    /** For whoever holds its token; null when it is unknown, used or expired. */
    findInvitation: (token: string, now: number) => parts.members.usableInvitation(hashToken(token), now),
    joinAsNewcomer: async (input: AcceptInvitation, requestId: string, now: number) => {
      const credentials = await joinAsNewcomer(parts, input, requestId, now);
      await parts.ownersChanged();
      return credentials;
    },
    joinSignedIn: async (actor: Actor, input: AcceptInvitation, requestId: string, now: number) => {
      await joinSignedIn(parts, actor, input, requestId, now);
      await parts.ownersChanged();
    },
  };
}

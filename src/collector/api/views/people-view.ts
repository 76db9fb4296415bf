import type { Auth, EnrolmentRow, InvitationRow, Member } from '../../auth/index.ts';
import type { Fleet } from '../../fleet/index.ts';
import type { EnrolmentView, InvitationView, PersonView } from '../schema/people.ts';
import { iso } from './parts.ts';
import type { Views } from './types.ts';

/** What may be shown of a person to those who administer one of their clients. */
export function personView(fleet: Fleet, member: Member): PersonView {
  const memberships = member.memberships.map(({ clientId, role }) => ({
    client_id: clientId,
    client_name: fleet.clientName(clientId),
    role,
  }));
  return {
    person_id: member.id,
    name: member.name,
    email: member.email,
    memberships: memberships.sort((a, b) => a.client_name.localeCompare(b.client_name)),
    created_at: member.createdAt.toISOString(),
    last_signed_in_at: iso(member.signedInAt),
  };
}

/** What may be shown of an invitation: everything but its link. */
export function invitationView(fleet: Fleet, row: InvitationRow): InvitationView {
  return {
    invitation_id: row.id,
    name: row.name,
    client_id: row.clientId,
    client_name: fleet.clientName(row.clientId),
    role: row.role,
    created_at: iso(row.createdAt),
    created_by: row.createdBy,
    expires_at: iso(row.expiresAt),
  };
}

/** What may be shown of an enrolment token: everything but the token. */
export function enrolmentView(fleet: Fleet, row: EnrolmentRow): EnrolmentView {
  return {
    enrolment_id: row.id,
    server_id: row.serverId,
    display_name: fleet.displayName(row.serverId),
    created_at: iso(row.createdAt),
    created_by: row.createdBy,
    expires_at: iso(row.expiresAt),
  };
}

/** Who may come in, and what is on its way in. */
export function peopleViews({
  auth,
  fleet,
}: {
  auth: Auth;
  fleet: Fleet;
}): Pick<Views, 'people' | 'invitations' | 'invitation' | 'enrolments'> {
  const { members } = auth;
  return {
    people: async (ctx, query) => {
      const { people, cursor } = await members.list(ctx, query);
      return { items: people.map((person) => personView(fleet, person)), next_cursor: cursor };
    },
    invitations: async (ctx) => {
      const rows = await members.listInvitations(ctx, Date.now());
      return { items: rows.map((row) => invitationView(fleet, row)) };
    },
    invitation: async (token) => {
      const row = await members.findInvitation(token, Date.now());
      return row && invitationView(fleet, row);
    },
    enrolments: async (ctx) => {
      const rows = await auth.listEnrolments(ctx, Date.now());
      return { items: rows.map((row) => enrolmentView(fleet, row)) };
    },
  };
}

import { and, asc, desc, eq, exists, gt, inArray, isNull, lt, max, notExists, sql } from 'drizzle-orm';
import { type Database, guardChanges, type Statement, statement } from '../../../../db/open.ts';
import { invitations, memberships, people, sessions } from '../../../../db/tables/auth.ts';
import type { Role } from '../../context.ts';

export type InvitationRow = typeof invitations.$inferSelect;
export type MemberRow = Pick<typeof people.$inferSelect, 'id' | 'name' | 'email' | 'createdAt'>;
export type Membership = typeof memberships.$inferSelect;

const MEMBER = { id: people.id, name: people.name, email: people.email, createdAt: people.createdAt };

/** Every query on the people of a client and on invitations. */
export function memberStore({ read, writer }: Database) {
  const inClients = (clientIds: string[]) =>
    exists(
      read
        .select({ one: sql`1` })
        .from(memberships)
        .where(and(eq(memberships.personId, people.id), inArray(memberships.clientId, clientIds))),
    );
  const membership = (personId: string, clientId: string) =>
    and(eq(memberships.personId, personId), eq(memberships.clientId, clientId));
  const open = (now: number) => and(isNull(invitations.usedAt), gt(invitations.expiresAt, now));
  /** Fails the batch unless the condition finds a row. */
  const guardExists = (table: typeof people | typeof memberships, condition: ReturnType<typeof and>) =>
    statement(
      writer
        .select({ ok: sql`CASE WHEN count(*) > 0 THEN 1 ELSE json('stale') END` })
        .from(table)
        .where(condition),
    );

  return {
    /** People with a role in any of the clients, oldest account first. */
    membersOf: (clientIds: string[], after: string | undefined, limit: number): Promise<MemberRow[]> =>
      read
        .select(MEMBER)
        .from(people)
        .where(and(inClients(clientIds), after === undefined ? undefined : gt(people.id, after)))
        .orderBy(asc(people.id))
        .limit(limit),

    findMember: async (clientIds: string[], personId: string): Promise<MemberRow | null> => {
      const mine = and(eq(people.id, personId), inClients(clientIds));
      const [row] = await read.select(MEMBER).from(people).where(mine);
      return row ?? null;
    },

    membershipsIn: (clientIds: string[], personIds: string[]): Promise<Membership[]> =>
      read
        .select()
        .from(memberships)
        .where(and(inArray(memberships.clientId, clientIds), inArray(memberships.personId, personIds))),

    /** When the newest session of each person began, as far as one still lasts. */
    newestSessions: (personIds: string[]) =>
      read
        .select({ personId: sessions.userId, at: max(sessions.createdAt) })
        .from(sessions)
        .where(inArray(sessions.userId, personIds))
        .groupBy(sessions.userId),

    countOwners: async (clientId: string): Promise<number> => {
      const owners = and(eq(memberships.clientId, clientId), eq(memberships.role, 'owner'));
      const [row] = await read.select({ n: sql<number>`count(*)` }).from(memberships).where(owners);
      return row?.n ?? 0;
    },

    guardOwner: (clientId: string): Statement =>
      guardExists(memberships, and(eq(memberships.clientId, clientId), eq(memberships.role, 'owner'))),

    /** From no role to one. Fails as stale when the person is gone, as duplicate when they have one by now. */
    addRole: (personId: string, clientId: string, role: Role): Statement[] => [
      guardExists(people, eq(people.id, personId)),
      statement(writer.insert(memberships).values({ personId, clientId, role })),
    ],

    /** From one role to another. Fails as stale when the first one is not theirs any more. */
    changeRole: (personId: string, clientId: string, from: Role, to: Role): Statement[] => [
      statement(
        writer
          .update(memberships)
          .set({ role: to })
          .where(and(membership(personId, clientId), eq(memberships.role, from))),
      ),
      guardChanges(1),
    ],

    /** A person without any role goes too, and with them sessions, password and devices. */
    removeRole: (personId: string, clientId: string): Statement[] => {
      const roles = read.select({ one: sql`1` }).from(memberships).where(eq(memberships.personId, personId));
      return [
        statement(writer.delete(memberships).where(membership(personId, clientId))),
        guardChanges(1),
        statement(writer.delete(people).where(and(eq(people.id, personId), notExists(roles)))),
      ];
    },

    insertInvitation: (row: InvitationRow) => statement(writer.insert(invitations).values(row)),

    /** Newest first. */
    openInvitations: (clientIds: string[], now: number): Promise<InvitationRow[]> =>
      read
        .select()
        .from(invitations)
        .where(and(inArray(invitations.clientId, clientIds), open(now)))
        .orderBy(desc(invitations.id)),

    usableInvitation: async (hash: string, now: number): Promise<InvitationRow | null> => {
      const [row] = await read
        .select()
        .from(invitations)
        .where(and(eq(invitations.hash, hash), open(now)));
      return row ?? null;
    },

    /** Marks the invitation used, and fails the batch when somebody else was faster. */
    consumeInvitation: (id: string, now: number): Statement[] => [
      statement(
        writer
          .update(invitations)
          .set({ usedAt: now })
          .where(and(eq(invitations.id, id), open(now))),
      ),
      guardChanges(1),
    ],

    /** Fails as stale when it is not open any more. */
    revokeInvitation: (clientId: string, id: string, now: number): Statement[] => [
      statement(
        writer
          .delete(invitations)
          .where(and(eq(invitations.id, id), eq(invitations.clientId, clientId), open(now))),
      ),
      guardChanges(1),
    ],

    revokeInvitationsBy: (createdBy: string, clientIds: string[]): Statement =>
      statement(
        writer
          .delete(invitations)
          .where(
            and(
              eq(invitations.createdBy, createdBy),
              inArray(invitations.clientId, clientIds),
              isNull(invitations.usedAt),
            ),
          ),
      ),

    deleteExpiredInvitations: (now: number): Statement =>
      statement(writer.delete(invitations).where(lt(invitations.expiresAt, now))),
  };
}

export type MemberStore = ReturnType<typeof memberStore>;

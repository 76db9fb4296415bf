import { and, desc, eq, gt, inArray, isNull, lt, or } from 'drizzle-orm';
import { type Database, guardChanges, type Statement, statement } from '../../../db/open.ts';
import {
  accounts,
  apiKeys,
  enrolmentTokens,
  memberships,
  people,
  sessions,
  verifications,
} from '../../../db/tables/auth.ts';
import type { Role } from '../context.ts';
import { newId } from '../id.ts';

export type KeyRow = typeof apiKeys.$inferSelect;
export type EnrolmentRow = typeof enrolmentTokens.$inferSelect;

/** The tables that the sign-in library keeps itself, by its names for them. */
export const peopleTables = {
  user: people,
  session: sessions,
  account: accounts,
  verification: verifications,
};

/** Every query on keys, enrolment tokens and memberships. */
export function authStore(database: Database) {
  const { read, writer } = database;
  return {
    activeKeys: () => read.select().from(apiKeys).where(isNull(apiKeys.revokedAt)),

    /** Newest first; unbound keys only when `hubWide`. */
    keysOf: (clientIds: string[], hubWide: boolean) => {
      const bound = inArray(apiKeys.clientId, clientIds);
      return read
        .select()
        .from(apiKeys)
        .where(hubWide ? or(bound, isNull(apiKeys.clientId)) : bound)
        .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
    },

    insertKey: (row: KeyRow) => statement(writer.insert(apiKeys).values(row)),

    /** `clientId` null: an unbound key. */
    revokeKey: (clientId: string | null, id: string, now: number) => {
      const owned = clientId === null ? isNull(apiKeys.clientId) : eq(apiKeys.clientId, clientId);
      const active = and(eq(apiKeys.id, id), owned, isNull(apiKeys.revokedAt));
      return statement(writer.update(apiKeys).set({ revokedAt: now }).where(active));
    },

    revokeKeysOfServer: (clientIds: string[], serverId: string, now: number) => {
      const mine = and(eq(apiKeys.serverId, serverId), inArray(apiKeys.clientId, clientIds));
      return statement(
        writer
          .update(apiKeys)
          .set({ revokedAt: now })
          .where(and(mine, isNull(apiKeys.revokedAt))),
      );
    },

    deleteKeysNamed: (clientId: string, serverId: string, name: string) => {
      const ofServer = and(eq(apiKeys.clientId, clientId), eq(apiKeys.serverId, serverId));
      return statement(writer.delete(apiKeys).where(and(ofServer, eq(apiKeys.name, name))));
    },

    /** One statement however many keys there are: nothing else is written while it runs. */
    touchKeys: (usedAt: ReadonlyMap<string, number>): Statement => ({
      sql: 'UPDATE api_keys SET last_used_at = used.value FROM json_each(?) AS used WHERE api_keys.id = used.key',
      args: [JSON.stringify(Object.fromEntries(usedAt))],
    }),

    insertEnrolment: (row: EnrolmentRow) => statement(writer.insert(enrolmentTokens).values(row)),

    usableEnrolment: async (hash: string, now: number) => {
      const usable = and(
        eq(enrolmentTokens.hash, hash),
        isNull(enrolmentTokens.usedAt),
        gt(enrolmentTokens.expiresAt, now),
      );
      const [row] = await read.select().from(enrolmentTokens).where(usable);
      return row ?? null;
    },

    /** Marks the token used, and fails the batch when somebody else was faster. */
    consumeEnrolment: (id: string, now: number): Statement[] => {
      const unused = and(eq(enrolmentTokens.id, id), isNull(enrolmentTokens.usedAt));
      return [statement(writer.update(enrolmentTokens).set({ usedAt: now }).where(unused)), guardChanges(1)];
    },

    /** Those that an agent can still redeem, newest first. */
    openEnrolments: (clientIds: string[], now: number): Promise<EnrolmentRow[]> => {
      const open = and(isNull(enrolmentTokens.usedAt), gt(enrolmentTokens.expiresAt, now));
      return read
        .select()
        .from(enrolmentTokens)
        .where(and(inArray(enrolmentTokens.clientId, clientIds), open))
        .orderBy(desc(enrolmentTokens.id));
    },

    /** Fails as stale when it is used or gone. */
    revokeEnrolment: (clientId: string, id: string): Statement[] => {
      const mine = and(eq(enrolmentTokens.id, id), eq(enrolmentTokens.clientId, clientId));
      const unused = and(mine, isNull(enrolmentTokens.usedAt));
      return [statement(writer.delete(enrolmentTokens).where(unused)), guardChanges(1)];
    },

    forgetEnrolments: (clientIds: string[], serverId: string) => {
      const mine = and(eq(enrolmentTokens.serverId, serverId), inArray(enrolmentTokens.clientId, clientIds));
      return statement(writer.delete(enrolmentTokens).where(mine));
    },

    /** Tokens and sessions that nobody can use any more. */
    deleteExpired: (now: number): Statement[] => [
      statement(writer.delete(enrolmentTokens).where(lt(enrolmentTokens.expiresAt, now))),
      statement(writer.delete(sessions).where(lt(sessions.expiresAt, new Date(now)))),
    ],

    membershipsOf: (personId: string) =>
      read.select().from(memberships).where(eq(memberships.personId, personId)),

    /** Of every client: who is told of what is looked up in memory. */
    allMemberships: () => read.select().from(memberships),

    insertMembership: (personId: string, clientId: string, role: Role) =>
      statement(writer.insert(memberships).values({ personId, clientId, role })),

    /** A person with the password they sign in with, as the sign-in library wants to find both. */
    insertPerson: (
      person: { id: string; name: string; email: string },
      passwordHash: string,
      now: number,
    ) => {
      const times = { createdAt: new Date(now), updatedAt: new Date(now) };
      const account = { id: newId(now), accountId: person.id, providerId: 'credential', userId: person.id };
      return [
        statement(writer.insert(people).values({ ...person, ...times })),
        statement(writer.insert(accounts).values({ ...account, password: passwordHash, ...times })),
      ];
    },
  };
}

export type AuthStore = ReturnType<typeof authStore>;

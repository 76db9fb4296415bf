import { and, asc, desc, eq, gt, gte, inArray, lt, max, not, or, sql } from 'drizzle-orm';
import { type Database, guardChanges, type Statement, statement } from '../../../db/open.ts';
import {
  clients,
  expectedServices,
  hubAbsences,
  hubPulse,
  retiredServers,
  servers,
  transitions,
} from '../../../db/tables/fleet.ts';
import { newId } from '../id.ts';
import type { Absence } from './pulse.ts';
import type { ClientRow, ExpectedService, ServerRecord, StateKind, Transition } from './types.ts';

/** Eight values each: well below the 32,766 that SQLite binds in one statement. */
const ROWS_PER_INSERT = 500;

/** What changed since a moment, and of each subject what was true at it. */
function countsSince(since: number) {
  const newer = sql`EXISTS (SELECT 1 FROM ${transitions} AS newer
    WHERE newer.server_id = ${transitions.serverId} AND newer.kind = ${transitions.kind}
    AND newer.subject = ${transitions.subject} AND newer.at > ${transitions.at} AND newer.at <= ${since})`;
  return or(gt(transitions.at, since), not(newer));
}

/** Every query on clients, servers, expected services, transitions and the hub's own pulse. */
export function fleetStore(database: Database) {
  const { read, writer } = database;
  const mine = (clientIds: string[], serverId: string) =>
    and(eq(servers.id, serverId), inArray(servers.clientId, clientIds));
  return {
    allClients: () => read.select().from(clients),
    insertClient: (row: ClientRow) => statement(writer.insert(clients).values(row)),
    /** Fails the batch as stale unless there are just so many clients. */
    guardClients: (count: number): Statement => ({
      sql: "SELECT CASE WHEN (SELECT count(*) FROM clients) = ? THEN 1 ELSE json('stale') END",
      args: [count],
    }),

    allServers: () => read.select().from(servers),
    allRetired: () => read.select().from(retiredServers),
    allExpectedServices: () => read.select().from(expectedServices).orderBy(expectedServices.name),

    /** The newest transition of every subject. */
    currentStates: () =>
      read
        .select({
          serverId: transitions.serverId,
          kind: transitions.kind,
          subject: transitions.subject,
          state: transitions.state,
          since: max(transitions.at),
        })
        .from(transitions)
        .groupBy(transitions.serverId, transitions.kind, transitions.subject),

    /** Newest first. */
    changesOf: (clientIds: string[], serverId: string, limit: number) =>
      read
        .select()
        .from(transitions)
        .where(and(eq(transitions.serverId, serverId), inArray(transitions.clientId, clientIds)))
        .orderBy(desc(transitions.at), desc(transitions.id))
        .limit(limit),

    setServerLearning: (clientId: string, serverId: string, until: number | null): Statement[] => [
      statement(
        writer
          .update(servers)
          .set({ learningUntil: until })
          .where(mine([clientId], serverId)),
      ),
      guardChanges(1),
    ],
    setClientLearning: (clientId: string, until: number | null): Statement[] => [
      statement(writer.update(clients).set({ learningUntil: until }).where(eq(clients.id, clientId))),
      guardChanges(1),
    ],

    /** Every change of one kind since a moment, and what was true at it; by subject, oldest first. */
    statesSince: (clientIds: string[], serverId: string, kind: StateKind, since: number) =>
      read
        .select({ subject: transitions.subject, state: transitions.state, at: transitions.at })
        .from(transitions)
        .where(
          and(
            eq(transitions.serverId, serverId),
            eq(transitions.kind, kind),
            inArray(transitions.clientId, clientIds),
            countsSince(since),
          ),
        )
        .orderBy(transitions.subject, transitions.at, transitions.id),

    /** The same of everything on some servers of one client, oldest first. */
    historyOf: (clientId: string, serverIds: string[], since: number) =>
      read
        .select({
          serverId: transitions.serverId,
          kind: transitions.kind,
          subject: transitions.subject,
          state: transitions.state,
          at: transitions.at,
        })
        .from(transitions)
        .where(
          and(
            inArray(transitions.serverId, serverIds),
            eq(transitions.clientId, clientId),
            countsSince(since),
          ),
        )
        .orderBy(transitions.at, transitions.id),

    pulse: async (): Promise<number | null> => {
      const [row] = await read.select().from(hubPulse);
      return row?.at ?? null;
    },
    setPulse: (at: number): Statement =>
      statement(
        writer
          .insert(hubPulse)
          .values({ id: 1, at })
          .onConflictDoUpdate({ target: hubPulse.id, set: { at } }),
      ),
    lastAbsence: async (): Promise<Absence | null> => {
      const [row] = await read.select().from(hubAbsences).orderBy(desc(hubAbsences.toAt)).limit(1);
      return row ?? null;
    },
    insertAbsence: (absence: Absence): Statement =>
      statement(writer.insert(hubAbsences).values(absence).onConflictDoNothing()),
    /** Those that reach beyond a moment, oldest first. */
    absencesSince: (from: number): Promise<Absence[]> =>
      read.select().from(hubAbsences).where(gt(hubAbsences.toAt, from)).orderBy(asc(hubAbsences.fromAt)),
    /** None reaches beyond `at`: that was a clock that was wrong. */
    cutAbsences: (at: number): Statement[] => [
      statement(writer.delete(hubAbsences).where(gte(hubAbsences.fromAt, at))),
      statement(writer.update(hubAbsences).set({ toAt: at }).where(gt(hubAbsences.toAt, at))),
    ],
    pruneAbsences: (before: number): Statement =>
      statement(writer.delete(hubAbsences).where(lt(hubAbsences.toAt, before))),

    insertServer: (row: ServerRecord) => statement(writer.insert(servers).values(row)),
    bringBack: (clientIds: string[], serverId: string) =>
      statement(
        writer
          .delete(retiredServers)
          .where(and(eq(retiredServers.id, serverId), inArray(retiredServers.clientId, clientIds))),
      ),

    updateServer: (clientIds: string[], serverId: string, columns: Partial<ServerRecord>) =>
      statement(writer.update(servers).set(columns).where(mine(clientIds, serverId))),

    /** Removes the server with what belongs to it, and retires its id. Fails as stale when it is gone. */
    retireServer: (clientId: string, serverId: string, now: number): Statement[] => [
      statement(writer.delete(servers).where(mine([clientId], serverId))),
      guardChanges(1),
      statement(writer.insert(retiredServers).values({ id: serverId, clientId, retiredAt: now })),
    ],

    replaceExpectedServices: (
      clientId: string,
      serverId: string,
      services: ExpectedService[],
      now: number,
    ): Statement[] => {
      const ofServer = and(eq(expectedServices.serverId, serverId), eq(expectedServices.clientId, clientId));
      const rows = services.map((service) => ({ serverId, clientId, ...service, createdAt: now }));
      const cleared = statement(writer.delete(expectedServices).where(ofServer));
      return rows.length === 0
        ? [cleared]
        : [cleared, statement(writer.insert(expectedServices).values(rows))];
    },

    insertTransitions: (
      clientId: string,
      serverId: string,
      changes: Transition[],
      now: number,
    ): Statement[] => {
      const rows = changes.map((change) => ({ id: newId(now), clientId, serverId, ...change }));
      const starts = Array.from(
        { length: Math.ceil(rows.length / ROWS_PER_INSERT) },
        (_, i) => i * ROWS_PER_INSERT,
      );
      return starts.map((start) =>
        statement(writer.insert(transitions).values(rows.slice(start, start + ROWS_PER_INSERT))),
      );
    },

    /** Old transitions go, except the newest of each subject: it says what is true now. */
    pruneTransitions: (before: number) => {
      const newer = sql`EXISTS (SELECT 1 FROM ${transitions} AS newer
        WHERE newer.server_id = ${transitions.serverId} AND newer.kind = ${transitions.kind}
        AND newer.subject = ${transitions.subject} AND newer.at > ${transitions.at})`;
      return statement(writer.delete(transitions).where(and(lt(transitions.at, before), newer)));
    },
  };
}

export type FleetStore = ReturnType<typeof fleetStore>;

import type { Database, Statement } from '../../../db/open.ts';
import { type Ctx, requireScope } from '../context.ts';
import { newId } from '../id.ts';
import type { Settings } from '../settings.ts';
import { admitPush, type PushClient } from './admit-push.ts';
import { createClient } from './clients.ts';
import { createServer } from './create.ts';
import { statesThatCount } from './disk-health.ts';
import { chooseClient, findServer } from './find.ts';
import { type LearningPlace, learningUntil, setLearning } from './learning.ts';
import { markOffline } from './mark-offline.ts';
import { markUnknown } from './mark-unknown.ts';
import { loadFleet } from './memory.ts';
import { isHistory } from './old-states.ts';
import { presenceOf } from './presence.ts';
import { openPulse } from './pulse.ts';
import { admitReporter, receiveSightings } from './receive.ts';
import { retireServer } from './retire.ts';
import type { CreateClient, CreateServer, UpdateServer } from './schema.ts';
import { fleetStore } from './store.ts';
import type { ClientRow, ServerState, Sighting, StateKind } from './types.ts';
import { updateServer } from './update.ts';

export { listeningSince, presenceOf } from './presence.ts';
export { ABSENT_AFTER_MS, type Absence } from './pulse.ts';
export { reportedUnit } from './reported-unit.ts';
export {
  type CreateClient,
  type CreateServer,
  createClientSchema,
  createServerSchema,
  expectedServicesSchema,
  serverIdSchema,
  type UpdateServer,
  updateServerSchema,
} from './schema.ts';
export type {
  DiskFacts,
  ExpectedService,
  Facts,
  Presence,
  ServerState,
  Sighting,
  StateKind,
} from './types.ts';

const HOME_NAME = 'Home';

/**
 * Opens clients, servers and their states, creating the client "Home" in a new database.
 */
export async function openFleet(deps: { database: Database; settings: () => Settings }, now: number) {
  const { database, settings } = deps;
  const store = fleetStore(database);
  if ((await store.allClients()).length === 0) {
    await database.write([
      store.insertClient({
        id: newId(now),
        name: HOME_NAME,
        isHome: true,
        learningUntil: null,
        createdAt: now,
      }),
    ]);
  }
  const memory = await loadFleet(store, now);
  const parts = { database, store, memory };
  const home = [...memory.clients.values()].find((client) => client.isHome);
  if (!home) throw new Error('The database has no home client');
  const pulse = await openPulse(parts, now);

  return {
    homeClientId: home.id,
    /** When the hub itself was there. */
    pulse,
    clientIds: (): string[] => [...memory.clients.keys()],
    clientName: (clientId: string): string => memory.clients.get(clientId)?.name ?? '',
    displayName: (serverId: string): string => memory.servers.get(serverId)?.record.displayName ?? serverId,
    /** Clients that the asker may look at, the hub's own first, then by name. */
    clients: (ctx: Ctx): ClientRow[] =>
      requireScope(ctx, 'read')
        .flatMap((id) => memory.clients.get(id) ?? [])
        .sort((a, b) => Number(b.isHome) - Number(a.isHome) || a.name.localeCompare(b.name)),
    createClient: (ctx: Ctx, input: CreateClient, now: number) => createClient(parts, ctx, input, now),
    list: (ctx: Ctx): ServerState[] => {
      const clientIds = new Set(requireScope(ctx, 'read'));
      return [...memory.servers.values()].filter((server) => clientIds.has(server.record.clientId));
    },
    get: (ctx: Ctx, serverId: string): ServerState => findServer(memory, requireScope(ctx, 'read'), serverId),
    /** As `get`, for those who may change it. */
    getForChange: (ctx: Ctx, serverId: string): ServerState =>
      findServer(memory, requireScope(ctx, 'operate'), serverId),
    changesOf: (ctx: Ctx, serverId: string, limit: number) =>
      store.changesOf(requireScope(ctx, 'read'), serverId, limit),
    /** Every change of one kind of thing since a moment, and what was true at it; by subject, oldest first. */
    statesSince: (ctx: Ctx, serverId: string, kind: StateKind, since: number) =>
      store.statesSince(requireScope(ctx, 'read'), serverId, kind, since),
    create: (ctx: Ctx, input: CreateServer, now: number) => createServer(parts, ctx, input, now),
    update: (ctx: Ctx, serverId: string, input: UpdateServer, now: number) =>
      updateServer(parts, ctx, serverId, input, now),
    retire: (
      ctx: Ctx,
      serverId: string,
      alsoForget: (clientIds: string[], serverId: string) => Statement[],
      now: number,
    ) => retireServer(parts, ctx, serverId, alsoForget, now),
    admitReporter: (ctx: Ctx, serverId: string) => admitReporter(parts, ctx, serverId),
    /** The client that a pushed system belongs to, made by its name where the asker may. */
    admitPush: (ctx: Ctx, serverId: string, clientName: string | null | undefined, now: number): PushClient =>
      admitPush(parts, ctx, serverId, clientName, now),
    receive: (ctx: Ctx, sightings: [Sighting, ...Sighting[]], now: number) =>
      receiveSightings(parts, ctx, sightings, now),
    /** Services the agent of this server should look at; none for a server that is not known yet. */
    expectedServices: (serverId: string): string[] =>
      memory.servers.get(serverId)?.expected.map((service) => service.name) ?? [],
    /** After a restart: the newest stored report is the best that is known of the last contact. */
    rememberReport: (serverId: string, at: number, now: number): void => {
      const server = memory.servers.get(serverId);
      if (!server) return;
      server.lastSeenAt = Math.min(at, now);
      server.judgedAt = at;
    },
    /** What reports of a server are judged by, and the sample time of the newest one judged; one may be new. */
    judgedBy: (serverId: string) => {
      const server = memory.servers.get(serverId);
      return {
        tags: server?.record.tags ?? [],
        expected: server?.expected ?? [],
        judgedAt: server?.judgedAt ?? null,
      };
    },
    /** The states of a report that count: of a disk its server's own agent knows more than a workflow. */
    statesThatCount: (sighting: Sighting): Sighting['states'] => {
      const server = memory.servers.get(sighting.serverId);
      return server ? statesThatCount(server, sighting) : sighting.states;
    },
    /** Every server and whether it is there. */
    presences: () =>
      [...memory.servers.values()].map((server) => ({
        clientId: server.record.clientId,
        serverId: server.record.id,
        tags: server.record.tags,
        expected: server.expected,
        reportedBy: server.record.reportedBy,
        presence: presenceOf(server),
        offlineSince: presenceOf(server) === 'offline' ? (server.states.get('server:')?.since ?? null) : null,
        lastSeenAt: server.lastSeenAt,
      })),
    /** A server of a client as it is now, for pages that the hub draws by itself; null: not one of its. */
    serverOf: (clientId: string, serverId: string): ServerState | null => {
      const server = memory.servers.get(serverId);
      return server?.record.clientId === clientId ? server : null;
    },
    /** Every change on some servers of one client since a moment, and what was true at it; oldest first. */
    historyOf: (clientId: string, serverIds: string[], since: number) =>
      store.historyOf(clientId, serverIds, since),
    /** Whether a server has fallen silent. */
    isOffline: (serverId: string): boolean => {
      const server = memory.servers.get(serverId);
      return server !== undefined && presenceOf(server) === 'offline';
    },
    /** Until when a server is only watched, by itself or with its client, in ms; null: it is not. */
    learningUntil: (serverId: string): number | null => learningUntil(memory, serverId),
    setLearning: (ctx: Ctx, place: LearningPlace, until: number | null, now: number) =>
      setLearning(parts, ctx, place, until, now),
    /** The client of a server that the asker may change. @throws AppError `not_found` */
    clientOfServer: (ctx: Ctx, serverId: string): string =>
      findServer(memory, requireScope(ctx, 'operate'), serverId).record.clientId,
    /** The client for something new. @throws AppError `not_found`, `invalid` (must be named) */
    chooseClient: (ctx: Ctx, named: string | undefined): string =>
      chooseClient(memory, requireScope(ctx, 'operate'), named),
    /** Whether a workflow reports for it, and no agent. */
    isPushed: (serverId: string): boolean => memory.servers.get(serverId)?.record.reportedBy === 'webhook',
    allServerIds: (): string[] => [...memory.servers.keys()],
    markOffline: (listeningSince: number, now: number) => markOffline(parts, settings(), listeningSince, now),
    /** Job: states of which nobody tells any more. */
    markUnknown: (listeningSince: number, now: number) => markUnknown(parts, settings(), listeningSince, now),
    /** Job: drops what retention no longer keeps, and pools, disks and tasks that are long gone. */
    prune: async (now: number): Promise<void> => {
      const before = now - settings().retention_transitions_days * 86_400_000;
      await database.write([store.pruneTransitions(before), store.pruneAbsences(before)]);
      for (const { states } of memory.servers.values()) {
        for (const [key, known] of states) if (isHistory(key, known, now)) states.delete(key);
      }
    },
  };
}

export type Fleet = Awaited<ReturnType<typeof openFleet>>;

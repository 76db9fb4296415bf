import type { Database, Statement } from '../../../db/open.ts';
import { type Ctx, requireScope } from '../context.ts';
import { keyContext, personContext } from './contexts.ts';
import { createEnrolment, redeemEnrolment, revokeEnrolment } from './enrolment.ts';
import { ensureAdminKey, renewLocalAgentKey } from './hub-keys.ts';
import { openKeyCache } from './key-cache.ts';
import { createKey, revokeKey } from './keys.ts';
import { openMembers } from './members/index.ts';
import { memberStore } from './members/store.ts';
import { openPeople } from './people.ts';
import { readersIn } from './readers.ts';
import type { CreateKey } from './schema.ts';
import { loadSecret } from './secret.ts';
import { openSecretBox } from './secret-box.ts';
import { openOwnerSetup } from './set-up-owner.ts';
import { openSigner } from './signer.ts';
import { authStore } from './store.ts';

export type { Member, PeopleQuery } from './members/list-people.ts';
export type { InvitationRow } from './members/store.ts';
export { PEER_HEADER } from './people.ts';
export { networkOf, openLimiter, type RateLimit } from './rate-limit.ts';
export {
  acceptInvitationSchema,
  type CreateKey,
  createInvitationSchema,
  createKeySchema,
  roleSchema,
  type Setup,
  setupSchema,
} from './schema.ts';
export type { SecretBox } from './secret-box.ts';
export type { Signer } from './signer.ts';
export type { EnrolmentRow } from './store.ts';

export interface AuthDeps {
  database: Database;
  secret: string | undefined;
  url: string | undefined;
  homeClientId: string;
  /** Every client's id, for those who may see all. */
  clientIds: () => readonly string[];
}

/** Opens people, sessions, keys and the owner set-up. */
export async function openAuth(deps: AuthDeps) {
  const { database, homeClientId } = deps;
  const store = authStore(database);
  const members = memberStore(database);
  const parts = { database, store };
  const keys = await openKeyCache(database, store);
  const secret = loadSecret(deps.secret, database.path);
  const people = openPeople({ ...deps, secret });
  const setup = await openOwnerSetup({ ...parts, members, people, homeClientId });
  return {
    setup,
    members: openMembers({ ...deps, store, members, people, ownersChanged: setup.endIfOwned }),
    /** Encrypts other modules' secrets at rest. */
    secretBox: openSecretBox(secret),
    /** Signs what agents act on. */
    signer: openSigner(secret),
    /** better-auth's own routes under `/api/auth`. */
    handle: (request: Request): Promise<Response> => people.handler(request),
    contextOfKey: (key: string, requestId: string, now: number): Ctx | null => {
      const row = keys.find(key, now);
      return row ? keyContext(row, deps.clientIds(), requestId) : null;
    },
    contextOfPerson: async (headers: Headers, requestId: string): Promise<Ctx | null> => {
      const session = await people.api.getSession({ headers });
      if (!session) return null;
      return personContext(store, session.user, homeClientId, deps.clientIds(), requestId);
    },
    /** Everybody who may read alerts, with the clients whose; null: those of every client. */
    readers: async (): Promise<{ personId: string; clientIds: string[] | null }[]> =>
      readersIn(await store.allMemberships(), homeClientId),
    listKeys: async (ctx: Ctx) =>
      keys.withLastUse(await store.keysOf(requireScope(ctx, 'admin'), ctx.hubWide)),
    createKey: async (ctx: Ctx, input: CreateKey, now: number) => {
      const made = await createKey(parts, ctx, input, now);
      await keys.reload();
      return made;
    },
    revokeKey: async (ctx: Ctx, keyId: string, now: number) => {
      await revokeKey(parts, ctx, keyId, now);
      await keys.reload();
    },
    createEnrolment: (ctx: Ctx, server: { clientId: string; serverId: string }, now: number) =>
      createEnrolment(parts, ctx, server, now),
    listEnrolments: (ctx: Ctx, now: number) => store.openEnrolments(requireScope(ctx, 'operate'), now),
    revokeEnrolment: (ctx: Ctx, id: string, now: number) => revokeEnrolment(parts, ctx, id, now),
    redeemEnrolment: async (token: string, requestId: string, now: number) => {
      const redeemed = await redeemEnrolment(parts, token, requestId, now);
      await keys.reload();
      return redeemed;
    },
    /** Statements that end a server's keys and tokens; call `reloadKeys` once they are committed. */
    forgetServer: (clientIds: string[], serverId: string, now: number): Statement[] => [
      store.revokeKeysOfServer(clientIds, serverId, now),
      store.forgetEnrolments(clientIds, serverId),
    ],
    /** Stores an unbound admin key unless there ever was one. Answers its text when it was generated here. */
    ensureAdminKey: async (given: string | undefined, now: number): Promise<string | null> => {
      const made = await ensureAdminKey(parts, given, now);
      await keys.reload();
      return made;
    },
    /** A fresh key for the agent that the hub runs itself, in place of the one of its last run. */
    renewLocalAgentKey: async (clientId: string, serverId: string, now: number): Promise<string> => {
      const key = await renewLocalAgentKey(parts, clientId, serverId, now);
      await keys.reload();
      return key;
    },
    reloadKeys: keys.reload,
    prune: (now: number): Promise<void> =>
      database.write([...store.deleteExpired(now), members.deleteExpiredInvitations(now)]),
    flushLastUse: keys.flushLastUse,
  };
}

export type Auth = Awaited<ReturnType<typeof openAuth>>;

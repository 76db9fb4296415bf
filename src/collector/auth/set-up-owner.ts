import { timingSafeEqual } from 'node:crypto';
import { type Database, isDuplicate } from '../../../db/open.ts';
import { auditStatement } from '../audit-log.ts';
import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import { newId } from '../id.ts';
import type { MemberStore } from './members/store.ts';
import type { People } from './people.ts';
import type { Setup } from './schema.ts';
import type { AuthStore } from './store.ts';
import { hashToken, newToken } from './token.ts';

/** The one-time owner link: made anew at each start until an owner exists, kept in memory only. */
export interface OwnerSetup {
  needed: () => boolean;
  /** The token for the link, or null once an owner exists. */
  token: () => string | null;
  /** Creates the first owner. @throws AppError `forbidden` (wrong or used token), `conflict` (e-mail address) */
  run: (input: Setup, requestId: string, now: number) => Promise<void>;
  /** Makes the link worthless if somebody has become an owner in another way. */
  endIfOwned: () => Promise<void>;
}

interface Parts {
  database: Database;
  store: AuthStore;
  members: MemberStore;
  people: People;
  homeClientId: string;
}

const same = (a: string, b: string) => timingSafeEqual(Buffer.from(hashToken(a)), Buffer.from(hashToken(b)));

function setUpProblem(error: unknown): unknown {
  if (!isDuplicate(error)) return error;
  return new AppError('conflict', 'This e-mail address has an account already', {
    field: 'email',
    remediation: ['Choose another address'],
  });
}

/** Person, password, role and audit row in one batch: half an owner could neither sign in nor be set up again. */
async function createOwner(
  { database, store, people, homeClientId }: Parts,
  input: Setup,
  requestId: string,
  now: number,
) {
  const { password } = await people.$context;
  const person = { id: newId(now), name: input.name, email: input.email.toLowerCase() };
  const ctx: Ctx = {
    actor: { type: 'person', id: person.id, name: person.name },
    grants: new Map(),
    hubWide: true,
    serverId: null,
    requestId,
  };
  const audit = { clientId: homeClientId, action: 'owner.create', subject: person.id };
  await database.write([
    ...store.insertPerson(person, await password.hash(input.password), now),
    store.insertMembership(person.id, homeClientId, 'owner'),
    auditStatement(database, ctx, audit, now),
  ]);
}

export async function openOwnerSetup(parts: Parts): Promise<OwnerSetup> {
  const isOwned = async () => (await parts.members.countOwners(parts.homeClientId)) > 0;
  let token = (await isOwned()) ? null : newToken('pls');
  return {
    endIfOwned: async () => {
      if (token !== null && (await isOwned())) token = null;
    },
    needed: () => token !== null,
    token: () => token,
    run: async (input, requestId, now) => {
      const expected = token;
      if (expected === null || !same(input.token, expected)) {
        throw new AppError('forbidden', 'This owner link is not valid any more', {
          field: 'token',
          remediation: ['Restart the hub to get a new link, or sign in if an owner exists'],
        });
      }
      token = null;
      await createOwner(parts, input, requestId, now).catch((error: unknown) => {
        token = expected;
        throw setUpProblem(error);
      });
    },
  };
}

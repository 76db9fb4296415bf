import type { Database } from '../../../db/open.ts';
import { makeKey } from './keys.ts';
import type { AuthStore } from './store.ts';
import { hashToken } from './token.ts';

const LOCAL_AGENT = 'Built-in agent';

type Parts = { database: Database; store: AuthStore };

/**
 * The admin key for automation: the given one, or one generated in a new database. A key that a person revoked
 * stays revoked, whatever the environment says.
 * @returns the text of a generated key, to be shown once; null when it was given or there is one already
 */
export async function ensureAdminKey(
  { database, store }: Parts,
  given: string | undefined,
  now: number,
): Promise<string | null> {
  const unbound = await store.keysOf([], true);
  const isThere = given ? unbound.some((row) => row.hash === hashToken(given)) : unbound.length > 0;
  if (isThere) return null;
  const input = { name: 'Automation', scopes: ['admin' as const], clientId: null, serverId: null };
  const made = makeKey(input, 'hub', now, given);
  await database.write([store.insertKey(made.row)]);
  return given ? null : made.key;
}

/** Replaces the key of the agent that the hub starts itself; the text lives only in that agent's environment. */
export async function renewLocalAgentKey(
  { database, store }: Parts,
  clientId: string,
  serverId: string,
  now: number,
): Promise<string> {
  const input = { name: LOCAL_AGENT, scopes: ['agent:report' as const], clientId, serverId };
  const made = makeKey(input, 'hub', now);
  await database.write([store.deleteKeysNamed(clientId, serverId, LOCAL_AGENT), store.insertKey(made.row)]);
  return made.key;
}

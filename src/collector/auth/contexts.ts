import { type Ctx, ROLE_SCOPES, type Scope } from '../context.ts';
import type { AuthStore, KeyRow } from './store.ts';

const EVERY_CLIENT = (clientIds: readonly string[], scopes: ReadonlySet<Scope>) =>
  new Map(clientIds.map((id) => [id, scopes]));

/** What a key may do: its scopes, for its client, or for every client when it is unbound. */
export function keyContext(key: KeyRow, clientIds: readonly string[], requestId: string): Ctx {
  const scopes = new Set(key.scopes as Scope[]);
  return {
    actor: { type: 'key', id: key.id, name: key.name },
    grants: key.clientId === null ? EVERY_CLIENT(clientIds, scopes) : new Map([[key.clientId, scopes]]),
    hubWide: key.clientId === null,
    serverId: key.serverId,
    requestId,
  };
}

/** Who is signed in, as better-auth knows them. */
export interface Person {
  id: string;
  name: string;
}

/** What a person may do: their role for each client; owners of the hub's own client run the whole hub. */
export async function personContext(
  store: AuthStore,
  person: Person,
  homeClientId: string,
  clientIds: readonly string[],
  requestId: string,
): Promise<Ctx> {
  const memberships = await store.membershipsOf(person.id);
  const hubWide = memberships.some((m) => m.clientId === homeClientId && m.role === 'owner');
  const own = new Map(memberships.map((m) => [m.clientId, new Set(ROLE_SCOPES[m.role])]));
  return {
    actor: { type: 'person', id: person.id, name: person.name },
    grants: hubWide ? EVERY_CLIENT(clientIds, new Set(ROLE_SCOPES.owner)) : own,
    hubWide,
    serverId: null,
    requestId,
  };
}

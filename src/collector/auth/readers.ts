import type { Role } from '../context.ts';

interface Membership {
  personId: string;
  clientId: string;
  role: Role;
}

/** Everybody who may read, with the clients whose; null: of every client, for owners of the hub's own. */
export function readersIn(
  memberships: readonly Membership[],
  homeClientId: string,
): { personId: string; clientIds: string[] | null }[] {
  const byPerson = Map.groupBy(memberships, ({ personId }) => personId);
  return [...byPerson].map(([personId, own]) => {
    const runsHub = own.some(({ clientId, role }) => clientId === homeClientId && role === 'owner');
    return { personId, clientIds: runsHub ? null : own.map(({ clientId }) => clientId) };
  });
}

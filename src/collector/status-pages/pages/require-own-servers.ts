import { AppError } from '../../errors.ts';
import type { Fleet } from '../../fleet/index.ts';
import type { PageDefinition } from '../schema.ts';

interface Named {
  serverId: string;
  /** Dotted, as errors name it. */
  field: string;
}

/** Every server that a page names, with the place where it does. */
function serversIn({ groups }: PageDefinition): Named[] {
  return groups.flatMap(({ components }, g) =>
    components.flatMap(({ parts }, c) =>
      parts.flatMap((part, p): Named[] => {
        if (part.kind === 'component') return [];
        return [{ serverId: part.server_id, field: `groups.${g}.components.${c}.parts.${p}.server_id` }];
      }),
    ),
  );
}

/**
 * A page shows servers of its own client. One that it named before may have been removed since: it stays, and is
 * unknown.
 * @throws AppError `invalid` at the first that is not the client's, whether or not it is another's
 */
export function requireOwnServers(
  fleet: Pick<Fleet, 'serverOf'>,
  clientId: string,
  definition: PageDefinition,
  before: PageDefinition | null,
): void {
  const named = new Set(before ? serversIn(before).map(({ serverId }) => serverId) : []);
  const wrong = serversIn(definition).find(
    ({ serverId }) => fleet.serverOf(clientId, serverId) === null && !named.has(serverId),
  );
  if (!wrong) return;
  const { field } = wrong;
  throw new AppError('invalid', `${field}: is not one of this client’s servers`, { field });
}

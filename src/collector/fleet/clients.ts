import { isStale, type Statement } from '../../../db/open.ts';
import { auditStatement } from '../audit-log.ts';
import { type Ctx, requireHub } from '../context.ts';
import { AppError } from '../errors.ts';
import { newId } from '../id.ts';
import type { FleetParts } from './create.ts';
import type { FleetMemory } from './memory.ts';
import type { CreateClient } from './schema.ts';
import type { ClientRow } from './types.ts';

/** Names that people would read as the same. */
const folded = (name: string) => name.normalize('NFC').trim().toLowerCase();

export const isNamed = (client: ClientRow, name: string): boolean => folded(client.name) === folded(name);

export function clientNamed(memory: FleetMemory, name: string): ClientRow | null {
  return [...memory.clients.values()].find((client) => isNamed(client, name)) ?? null;
}

export interface NewClient {
  client: ClientRow;
  /** Fail as stale when another client was made meanwhile: it may have this name in other letters. */
  statements: Statement[];
  committed: () => void;
}

/** A client that is not there yet, for a batch of the caller's, who has checked that `ctx` may make it. */
export function prepareClient(
  { database, store, memory }: FleetParts,
  ctx: Ctx,
  name: string,
  now: number,
): NewClient {
  const client = {
    id: newId(now),
    name: name.normalize('NFC').trim(),
    isHome: false,
    learningUntil: null,
    createdAt: now,
  };
  const audit = {
    clientId: client.id,
    action: 'client.create',
    subject: client.id,
    details: { name: client.name },
  };
  return {
    client,
    statements: [
      store.guardClients(memory.clients.size),
      store.insertClient(client),
      auditStatement(database, ctx, audit, now),
    ],
    committed: () => {
      memory.clients.set(client.id, client);
    },
  };
}

const taken = (name: string) =>
  new AppError('conflict', `There is a client "${name}" already`, { field: 'name' });

/**
 * Adds a client: a household or a customer.
 * @throws AppError `forbidden` (not one who runs the hub), `conflict` (the name is taken, in whatever case)
 */
export async function createClient(
  parts: FleetParts,
  ctx: Ctx,
  { name }: CreateClient,
  now: number,
): Promise<ClientRow> {
  requireHub(ctx, 'admin');
  const there = clientNamed(parts.memory, name);
  if (there) throw taken(there.name);
  const { client, statements, committed } = prepareClient(parts, ctx, name, now);
  await parts.database.write(statements).catch((error: unknown) => {
    throw isStale(error) ? new AppError('conflict', 'Somebody added a client just now; look again') : error;
  });
  committed();
  return client;
}

import { type Database, isDuplicate } from '../../../db/open.ts';
import { auditStatement } from '../audit-log.ts';
import { type Ctx, requireScope } from '../context.ts';
import { AppError } from '../errors.ts';
import { chooseClient } from './find.ts';
import { type FleetMemory, stateOf } from './memory.ts';
import type { CreateServer } from './schema.ts';
import type { FleetStore } from './store.ts';
import type { ServerRecord, ServerState } from './types.ts';

const DAY_MS = 86_400_000;

export interface FleetParts {
  database: Database;
  store: FleetStore;
  memory: FleetMemory;
}

/** Empty host name and address: the first report fills them. */
function recordFrom(input: CreateServer, clientId: string, now: number): ServerRecord {
  return {
    id: input.server_id,
    clientId,
    displayName: input.display_name ?? input.server_id,
    hostname: input.hostname ?? '',
    ipAddress: input.ip_address ?? '',
    macAddress: input.mac_address ?? null,
    tdpWatts: input.tdp_watts ?? 50,
    location: input.location ?? null,
    tags: input.tags ?? [],
    osDistribution: null,
    osVersion: null,
    kernel: null,
    architecture: null,
    agentVersion: null,
    reportedBy: 'agent',
    facts: '{}',
    learningUntil: input.learning_days === undefined ? null : now + input.learning_days * DAY_MS,
    registeredAt: now,
  };
}

function taken(serverId: string): AppError {
  return new AppError('conflict', `The id "${serverId}" is taken`, {
    field: 'server_id',
    remediation: ['Choose another id'],
  });
}

/** An id names one machine on the whole hub; which client has it is nobody else's business. */
function requireFreeId(memory: FleetMemory, clientIds: string[], serverId: string): void {
  const retiredBy = memory.retired.get(serverId);
  const foreignRetired = retiredBy !== undefined && !clientIds.includes(retiredBy);
  if (memory.servers.has(serverId) || foreignRetired) throw taken(serverId);
}

/**
 * Adds a server before its first report, or brings a retired id back.
 * @throws AppError `conflict` when the id is taken
 */
export async function createServer(
  { database, store, memory }: FleetParts,
  ctx: Ctx,
  input: CreateServer,
  now: number,
): Promise<ServerState> {
  const clientIds = requireScope(ctx, 'operate');
  const clientId = chooseClient(memory, clientIds, input.client_id);
  requireFreeId(memory, clientIds, input.server_id);
  const server = stateOf(recordFrom(input, clientId, now));
  server.expected = input.expected_services ?? [];
  const audit = { clientId, action: 'server.create', subject: input.server_id };
  await database
    .write([
      store.bringBack(clientIds, input.server_id),
      store.insertServer(server.record),
      ...store.replaceExpectedServices(clientId, input.server_id, server.expected, now),
      auditStatement(database, ctx, audit, now),
    ])
    .catch((error: unknown) => {
      // Somebody else, or a first report, was faster.
      throw isDuplicate(error) ? taken(input.server_id) : error;
    });
  memory.retired.delete(input.server_id);
  memory.servers.set(input.server_id, server);
  return server;
}

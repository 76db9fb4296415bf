import { AppError, notFound } from '../errors.ts';
import type { FleetMemory } from './memory.ts';
import type { ServerState } from './types.ts';

/** @throws AppError `not_found` when it does not exist for these clients */
export function findServer(memory: FleetMemory, clientIds: readonly string[], serverId: string): ServerState {
  const server = memory.servers.get(serverId);
  if (!server || !clientIds.includes(server.record.clientId)) throw notFound('server', serverId);
  return server;
}

/**
 * The client for something new: the one named, else the asker's only one, else the hub's own.
 * @throws AppError `not_found` (named but not theirs) or `invalid` (must be named)
 */
export function chooseClient(
  memory: FleetMemory,
  clientIds: readonly string[],
  named: string | undefined,
): string {
  if (named !== undefined) {
    if (!clientIds.includes(named)) throw notFound('client', named);
    return named;
  }
  const [only] = clientIds;
  if (only !== undefined && clientIds.length === 1) return only;
  const home = clientIds.find((id) => memory.clients.get(id)?.isHome);
  if (home !== undefined) return home;
  throw new AppError('invalid', 'Say which client it belongs to', { field: 'client_id' });
}

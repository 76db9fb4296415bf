import { auditStatement } from '../audit-log.ts';
import { type Ctx, requireScope } from '../context.ts';
import type { FleetParts } from './create.ts';
import { findServer } from './find.ts';
import type { UpdateServer } from './schema.ts';
import type { ExpectedService, ServerRecord, ServerState } from './types.ts';

const COLUMN_OF = {
  display_name: 'displayName',
  hostname: 'hostname',
  ip_address: 'ipAddress',
  mac_address: 'macAddress',
  tdp_watts: 'tdpWatts',
  location: 'location',
  tags: 'tags',
} as const satisfies Partial<Record<keyof UpdateServer, keyof ServerRecord>>;

function columnsFrom(input: UpdateServer): Partial<ServerRecord> {
  const entries = Object.entries(COLUMN_OF).map(([field, column]) => [
    column,
    input[field as keyof typeof COLUMN_OF],
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** States of services that nobody expects any more are history, not the present. */
function forgetStates(server: ServerState, expected: ExpectedService[]): void {
  const names = new Set(expected.map((service) => service.name));
  for (const key of [...server.states.keys()]) {
    if (key.startsWith('service:') && !names.has(key.slice('service:'.length))) server.states.delete(key);
  }
}

/**
 * Changes what a person can say of a server; absent fields stay.
 * @throws AppError `not_found`, `forbidden`
 */
export async function updateServer(
  { database, store, memory }: FleetParts,
  ctx: Ctx,
  serverId: string,
  input: UpdateServer,
  now: number,
): Promise<ServerState> {
  const clientIds = requireScope(ctx, 'operate');
  const server = findServer(memory, clientIds, serverId);
  const { clientId } = server.record;
  const columns = columnsFrom(input);
  const services = input.expected_services;
  if (Object.values(input).every((value) => value === undefined)) return server;
  await database.write([
    ...(Object.keys(columns).length > 0 ? [store.updateServer(clientIds, serverId, columns)] : []),
    ...(services ? store.replaceExpectedServices(clientId, serverId, services, now) : []),
    auditStatement(
      database,
      ctx,
      { clientId, action: 'server.update', subject: serverId, details: input },
      now,
    ),
  ]);
  Object.assign(server.record, columns);
  if (services) {
    server.expected = services;
    forgetStates(server, services);
  }
  return server;
}

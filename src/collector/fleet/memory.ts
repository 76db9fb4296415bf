import { isHistory } from './old-states.ts';
import type { FleetStore } from './store.ts';
import type { ClientRow, Facts, ServerRecord, ServerState } from './types.ts';

/** The fleet as it is now. Only this module changes it, after the commit that makes the change true. */
export interface FleetMemory {
  clients: Map<string, ClientRow>;
  servers: Map<string, ServerState>;
  /** Client of each retired id. */
  retired: Map<string, string>;
}

/** A server that nobody has heard of yet. */
export function stateOf(record: ServerRecord): ServerState {
  return {
    record,
    facts: JSON.parse(record.facts) as Facts,
    expected: [],
    lastSeenAt: null,
    heardAt: {},
    judgedAt: null,
    states: new Map(),
  };
}

/** Rebuilds the fleet from the database. */
export async function loadFleet(store: FleetStore, now: number): Promise<FleetMemory> {
  const servers = new Map((await store.allServers()).map((record) => [record.id, stateOf(record)]));
  for (const { serverId, name, critical } of await store.allExpectedServices()) {
    servers.get(serverId)?.expected.push({ name, critical });
  }
  for (const { serverId, kind, subject, state, since } of await store.currentStates()) {
    const server = servers.get(serverId);
    const [key, known] = [`${kind}:${subject}`, { state, since: since ?? 0 }];
    if (!isHistory(key, known, now)) server?.states.set(key, known);
    // The least that is known of the last contact; a stored report tells more.
    if (server && kind === 'server' && state === 'online') server.lastSeenAt = since;
  }
  return {
    clients: new Map((await store.allClients()).map((client) => [client.id, client])),
    servers,
    retired: new Map((await store.allRetired()).map(({ id, clientId }) => [id, clientId])),
  };
}

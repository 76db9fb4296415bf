import type { Statement } from '../../../db/open.ts';
import { auditStatement } from '../audit-log.ts';
import { type Ctx, requireScope } from '../context.ts';
import { AppError, notFound } from '../errors.ts';
import type { FleetParts } from './create.ts';
import { chooseClient } from './find.ts';
import { stateOf } from './memory.ts';
import { compareSighting, recordFromSighting } from './sighting.ts';
import type { Facts, ServerRecord, ServerState, Sighting, Transition } from './types.ts';

/** The answer for an id that a person removed. */
export function retired(serverId: string): AppError {
  return new AppError('gone', `The server "${serverId}" was removed from this hub`, {
    remediation: ['Uninstall the agent or stop the workflow, or add the server again in the hub'],
  });
}

/**
 * The client whose server this key reports for; the server may be new.
 * @throws AppError `forbidden` (a key bound to another server), `gone` (retired), `not_found` (another client's)
 */
export function admitReporter({ memory }: FleetParts, ctx: Ctx, serverId: string): string {
  const clientIds = requireScope(ctx, 'agent:report');
  if (ctx.serverId !== null && ctx.serverId !== serverId) {
    throw new AppError('forbidden', `This key reports for "${ctx.serverId}" only`, { field: 'server_id' });
  }
  const clientId = memory.servers.get(serverId)?.record.clientId ?? memory.retired.get(serverId);
  if (clientId !== undefined && !clientIds.includes(clientId)) throw notFound('server', serverId);
  if (memory.retired.has(serverId)) throw retired(serverId);
  return clientId ?? chooseClient(memory, clientIds, undefined);
}

/** What sightings write, and what they change in memory once that is committed. */
export interface Reception {
  statements: Statement[];
  committed: () => void;
}

interface Change {
  sighting: Sighting;
  columns: Partial<ServerRecord>;
  transitions: Transition[];
}

function apply(server: ServerState, { sighting, columns, transitions }: Change): void {
  Object.assign(server.record, columns);
  for (const { kind, subject, state, at } of transitions) {
    server.states.set(`${kind}:${subject}`, { state, since: at });
  }
  if (server.judgedAt !== null && sighting.at <= server.judgedAt) return;
  server.judgedAt = sighting.at;
  if (columns.facts !== undefined) server.facts = JSON.parse(columns.facts) as Facts;
}

/** What each sighting changes, one after the other, on a copy: memory changes only after the commit. */
function changesOf(server: ServerState, sightings: Sighting[], now: number): Change[] {
  const [only] = sightings;
  if (only && sightings.length === 1) return [{ sighting: only, ...compareSighting(server, only, now) }];
  const copy = { ...server, record: { ...server.record }, states: new Map(server.states) };
  return sightings.map((sighting) => {
    const change = { sighting, ...compareSighting(copy, sighting, now) };
    apply(copy, change);
    return change;
  });
}

/**
 * Works out what reports of one server change in the fleet: registration, detected facts, transitions. Nothing
 * is changed in memory until `committed` is called after the batch.
 * @param ctx who reports: an unknown server is registered in their name
 * @param sightings at least one, oldest first
 * @throws AppError `gone` when the server was retired while the reports waited
 */
export function receiveSightings(
  { database, store, memory }: FleetParts,
  ctx: Ctx,
  sightings: [Sighting, ...Sighting[]],
  now: number,
): Reception {
  const [{ serverId, clientId }] = sightings;
  if (memory.retired.has(serverId)) throw retired(serverId);
  const known = memory.servers.get(serverId);
  const server = known ?? stateOf(recordFromSighting(sightings[0], now));
  const changes = changesOf(server, sightings, now);
  const columns: Partial<ServerRecord> = Object.assign({}, ...changes.map((change) => change.columns));
  const transitions = changes.flatMap((change) => change.transitions);
  const isChanged = Object.keys(columns).length > 0;
  const register = () => [
    store.insertServer({ ...server.record, ...columns }),
    auditStatement(database, ctx, { clientId, action: 'server.register', subject: serverId }, now),
  ];
  return {
    statements: [
      ...(known ? [] : register()),
      ...(known && isChanged ? [store.updateServer([clientId], serverId, columns)] : []),
      ...store.insertTransitions(clientId, serverId, transitions, now),
    ],
    committed: () => {
      for (const change of changes) apply(server, change);
      server.lastSeenAt = now;
      server.heardAt[sightings[0].reportedBy] = now;
      if (!known) memory.servers.set(serverId, server);
    },
  };
}

import type { Statement } from '../../../db/open.ts';
import { type Ctx, requireScope } from '../context.ts';
import { AppError, notFound } from '../errors.ts';
import type { FleetParts } from './create.ts';
import { chooseClient } from './find.ts';
import { stateOf } from './memory.ts';
import { compareSighting, recordFromSighting } from './sighting.ts';
import type { ServerRecord, ServerState, Sighting, Transition } from './types.ts';

function retired(serverId: string): AppError {
  return new AppError('gone', `The server "${serverId}" was removed from this hub`, {
    remediation: ['Uninstall the agent, or add the server again in the hub'],
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

/** What a sighting writes, and what it changes in memory once that is committed. */
export interface Reception {
  statements: Statement[];
  /** True when something a screen shows beside numbers changed. */
  changed: boolean;
  committed: () => void;
}

function applySighting(
  server: ServerState,
  sighting: Sighting,
  columns: Partial<ServerRecord>,
  transitions: Transition[],
  now: number,
): void {
  server.lastSeenAt = now;
  Object.assign(server.record, columns);
  for (const { kind, subject, state, at } of transitions)
    server.states.set(`${kind}:${subject}`, { state, since: at });
  if (server.judgedAt !== null && sighting.at <= server.judgedAt) return;
  server.judgedAt = sighting.at;
  server.facts = sighting.facts;
}

/**
 * Works out what one report changes in the fleet: registration, detected facts, transitions. Nothing is
 * changed in memory until `committed` is called after the batch.
 * @throws AppError `gone` when the server was retired while the report waited
 */
export function receiveSighting({ store, memory }: FleetParts, sighting: Sighting, now: number): Reception {
  const { serverId, clientId } = sighting;
  if (memory.retired.has(serverId)) throw retired(serverId);
  const known = memory.servers.get(serverId);
  const server = known ?? stateOf(recordFromSighting(sighting, now));
  const { columns, transitions } = compareSighting(server, sighting, now);
  const statements: Statement[] = [
    ...(known ? [] : [store.insertServer({ ...server.record, ...columns })]),
    ...(known && Object.keys(columns).length > 0 ? [store.updateServer([clientId], serverId, columns)] : []),
    ...store.insertTransitions(clientId, serverId, transitions, now),
  ];
  return {
    statements,
    changed: statements.length > 0,
    committed: () => {
      applySighting(server, sighting, columns, transitions, now);
      if (!known) memory.servers.set(serverId, server);
    },
  };
}

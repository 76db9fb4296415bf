import type { Settings } from '../settings.ts';
import type { FleetParts } from './create.ts';
import { lostTrackOf } from './old-states.ts';
import { presenceOf } from './presence.ts';
import type { ServerState } from './types.ts';

/**
 * Marks unknown what only somebody told of who has ended: the pools of a workflow beside an agent that goes on, the
 * services of an agent beside a workflow. Of a server that is offline everything is old anyway.
 * @param listeningSince since when this hub could hear anybody
 * @returns the servers concerned
 */
export async function markUnknown(
  { database, store, memory }: FleetParts,
  settings: Settings,
  listeningSince: number,
  now: number,
): Promise<ServerState[]> {
  const lost = [...memory.servers.values()].flatMap((server) => {
    if (presenceOf(server) !== 'online') return [];
    const transitions = lostTrackOf(server, settings, listeningSince, now);
    return transitions.length > 0 ? [{ server, transitions }] : [];
  });
  await database.write(
    lost.flatMap(({ server: { record }, transitions }) =>
      store.insertTransitions(record.clientId, record.id, transitions, now),
    ),
  );
  for (const { server, transitions } of lost) {
    for (const { kind, subject, state, at } of transitions) {
      server.states.set(`${kind}:${subject}`, { state, since: at });
    }
  }
  return lost.map(({ server }) => server);
}

import type { Settings } from '../settings.ts';
import type { FleetParts } from './create.ts';
import { presenceOf, tooLongSilent } from './presence.ts';
import type { ServerState, Transition } from './types.ts';

/**
 * Marks servers offline that have been silent for too long.
 * @param listeningSince since when this hub could hear anybody
 * @returns the servers that went offline, for those who want to know
 */
export async function markOffline(
  { database, store, memory }: FleetParts,
  settings: Settings,
  listeningSince: number,
  now: number,
): Promise<ServerState[]> {
  const offlineAfterSeconds = settings.server_offline_seconds;
  const silent = [...memory.servers.values()].flatMap((server) => {
    if (presenceOf(server) !== 'online') return [];
    // The clock was set back: a contact in the future would keep a silent server online until then.
    if (server.lastSeenAt !== null && server.lastSeenAt > now) server.lastSeenAt = now;
    const silence = { lastSeenAt: server.lastSeenAt, listeningSince, offlineAfterSeconds };
    const seconds = tooLongSilent(silence, now);
    return seconds === null ? [] : [{ server, seconds }];
  });
  const offline = (seconds: number): Transition[] => [
    { kind: 'server', subject: '', state: 'offline', at: now, reason: `No report for ${seconds} s` },
  ];
  await database.write(
    silent.flatMap(({ server: { record }, seconds }) =>
      store.insertTransitions(record.clientId, record.id, offline(seconds), now),
    ),
  );
  for (const { server } of silent) server.states.set('server:', { state: 'offline', since: now });
  return silent.map(({ server }) => server);
}

import { amount } from '../../words/times.ts';
import type { Settings } from '../settings.ts';
import type { FleetParts } from './create.ts';
import { offlineAfterSeconds, presenceOf, tooLongSilent } from './presence.ts';
import type { ServerState, Transition } from './types.ts';

/** Reports may be so far ahead of the hub's clock. */
const MAX_AHEAD_MS = 5 * 60_000;

/**
 * The clock was set back: a contact in the future would keep a silent server online until then, and a report in the
 * future would keep all that come before then from being looked at.
 */
function returnToPresent(server: ServerState, now: number): void {
  if (server.lastSeenAt !== null && server.lastSeenAt > now) server.lastSeenAt = now;
  if (server.judgedAt !== null && server.judgedAt > now + MAX_AHEAD_MS) server.judgedAt = now;
}

/**
 * Marks servers offline that have been silent for longer than is normal for who reports for them.
 * @param listeningSince since when this hub could hear anybody
 * @returns the servers that went offline, for those who want to know
 */
export async function markOffline(
  { database, store, memory }: FleetParts,
  settings: Settings,
  listeningSince: number,
  now: number,
): Promise<ServerState[]> {
  const silent = [...memory.servers.values()].flatMap((server) => {
    returnToPresent(server, now);
    if (presenceOf(server) !== 'online') return [];
    const silence = {
      lastSeenAt: server.lastSeenAt,
      listeningSince,
      offlineAfterSeconds: offlineAfterSeconds(server.record.reportedBy, settings),
    };
    const seconds = tooLongSilent(silence, now);
    return seconds === null ? [] : [{ server, seconds }];
  });
  const offline = (seconds: number): Transition[] => [
    {
      kind: 'server',
      subject: '',
      state: 'offline',
      at: now,
      reason: `No report for ${amount(seconds * 1000)}`,
    },
  ];
  await database.write(
    silent.flatMap(({ server: { record }, seconds }) =>
      store.insertTransitions(record.clientId, record.id, offline(seconds), now),
    ),
  );
  for (const { server } of silent) server.states.set('server:', { state: 'offline', since: now });
  return silent.map(({ server }) => server);
}

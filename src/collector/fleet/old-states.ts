import { amount } from '../../words/times.ts';
import type { Settings } from '../settings.ts';
import { isToldByAgent } from './disk-health.ts';
import { offlineAfterSeconds, tooLongSilent } from './presence.ts';
import type { KnownState, ServerState, Sighting, StateKind, Transition } from './types.ts';

type Reporter = Sighting['reportedBy'];

/** Who tells of things of a kind; of disks both may. */
const TOLD_BY: Partial<Record<StateKind, Reporter>> = {
  service: 'agent',
  container: 'agent',
  pool: 'webhook',
  replication: 'webhook',
};
const REPORTERS = ['agent', 'webhook'] as const satisfies Reporter[];
/** What is taken out one day and does not come back. */
const PASSING: readonly string[] = ['pool', 'disk', 'replication'] satisfies StateKind[];
/** Long enough to be seen by who comes back from a week away. */
const REMEMBERED_MS = 14 * 86_400_000;

function split(key: string): { kind: StateKind; subject: string } {
  const colon = key.indexOf(':');
  return { kind: key.slice(0, colon) as StateKind, subject: key.slice(colon + 1) };
}

/** Whether a pool, disk or task has been unknown for so long that it was taken out: history, not the present. */
export function isHistory(key: string, { state, since }: KnownState, now: number): boolean {
  return state === 'unknown' && now - since > REMEMBERED_MS && PASSING.includes(split(key).kind);
}

/** Who tells of the state under a key; nobody of the server itself. */
function tellerOf(key: string, { facts }: ServerState): Reporter | undefined {
  const { kind, subject } = split(key);
  if (kind !== 'disk') return TOLD_BY[kind];
  return isToldByAgent(facts, subject) ? 'agent' : 'webhook';
}

/**
 * States that prove nothing any more, because who tells of them has ended while another still reports for the server.
 * @param listeningSince since when this hub could hear anybody
 */
export function lostTrackOf(
  server: ServerState,
  settings: Settings,
  listeningSince: number,
  now: number,
): Transition[] {
  return REPORTERS.flatMap((reporter) => {
    const lastSeenAt = server.heardAt[reporter] ?? 0;
    const silence = {
      lastSeenAt,
      listeningSince,
      offlineAfterSeconds: offlineAfterSeconds(reporter, settings),
    };
    const seconds = tooLongSilent(silence, now);
    if (seconds === null) return [];
    return [...server.states].flatMap(([key, { state }]) => {
      if (state === 'unknown' || tellerOf(key, server) !== reporter) return [];
      const reason = `No report of it for ${amount(seconds * 1000)}`;
      return [{ ...split(key), state: 'unknown', at: now, reason }];
    });
  });
}

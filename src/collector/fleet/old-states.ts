import { amount } from '../../words/times.ts';
import type { Settings } from '../settings.ts';
import { offlineAfterSeconds, tooLongSilent } from './presence.ts';
import type { KnownState, ServerState, Sighting, StateKind, Transition } from './types.ts';

type Reporter = Sighting['reportedBy'];

/** What only an agent tells of, and only a workflow. */
const TOLD_BY: Record<Reporter, readonly StateKind[]> = {
  agent: ['service', 'container'],
  webhook: ['pool', 'disk', 'replication'],
};
const REPORTERS = Object.keys(TOLD_BY) as Reporter[];
/** Long enough to be seen by who comes back from a week away. */
const REMEMBERED_MS = 14 * 86_400_000;

function kindOf(key: string, reporter: Reporter): StateKind | undefined {
  return TOLD_BY[reporter].find((kind) => key.startsWith(`${kind}:`));
}

/** Whether a pool, disk or task has been unknown for so long that it was taken out: history, not the present. */
export function isHistory(key: string, { state, since }: KnownState, now: number): boolean {
  return state === 'unknown' && now - since > REMEMBERED_MS && kindOf(key, 'webhook') !== undefined;
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
      const kind = kindOf(key, reporter);
      if (kind === undefined || state === 'unknown') return [];
      const reason = `No report of it for ${amount(seconds * 1000)}`;
      return [{ kind, subject: key.slice(kind.length + 1), state: 'unknown', at: now, reason }];
    });
  });
}

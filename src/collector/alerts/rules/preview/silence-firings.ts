import type { SilenceWatch } from '../schema.ts';
import type { Firings } from './firings.ts';
import type { History } from './history.ts';
import { periodsOf } from './periods.ts';

/**
 * Counts how often a rule on silence would have fired on one server. A shorter silence than the one after which the
 * hub took it for offline was never noted: with a shorter limit it is at least so often.
 * @param notedAfterSeconds silence after which the hub takes it for offline now
 * @returns when the first thing is known of its presence, in ms; null: nothing
 */
export async function countSilences(
  history: History,
  watch: SilenceWatch,
  serverId: string,
  notedAfterSeconds: number,
  firings: Firings,
): Promise<number | null> {
  const limitSeconds = watch.warning_seconds ?? watch.critical_seconds ?? 0;
  const changes = await history.fleet.statesSince(history.ctx, serverId, 'server', history.from);
  for (const { state, from, to } of periodsOf(changes, history.from, history.to)) {
    if (state !== 'offline') continue;
    if (notedAfterSeconds + (to - from) / 1000 >= limitSeconds) firings.fire('');
  }
  return changes[0]?.at ?? null;
}

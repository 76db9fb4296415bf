import { presenceOf } from '../../fleet/index.ts';
import { dueTimes } from './due.ts';
import { MINUTE_MS } from './moment.ts';
import { type DemoParts, demoContext, isRemoved, type Reporter } from './reporter.ts';

/**
 * Reports of one write: some MB, and a pause for others after each. It spans no more than a day, because a hub refuses
 * what is older than it keeps, and that may be a day.
 */
const REPORTS_PER_SEND = 1000;
/** After so long a silence the hub has noticed. */
const NOTICED_MS = 4 * MINUTE_MS;

/** The next times at which it should have reported and has not. */
function dueOf({ metrics }: DemoParts, reporter: Reporter, beginAt: number, now: number): number[] {
  const { serverId, pace, untilAt } = reporter;
  const after = metrics.latest(serverId)?.at ?? beginAt;
  return dueTimes({ serverId, pace, after, until: Math.min(untilAt, now) }, now, REPORTS_PER_SEND);
}

/** Reports what is missing up to now, from its newest stored report on: whatever ended the demo before, no hole stays. */
export async function catchUp(
  parts: DemoParts,
  reporter: Reporter,
  beginAt: number,
  now: number,
): Promise<void> {
  const isThere = () => parts.fleet.allServerIds().includes(reporter.serverId);
  for (let times = dueOf(parts, reporter, beginAt, now); times.length > 0 && isThere(); ) {
    await reporter.send(times);
    times = dueOf(parts, reporter, beginAt, now);
  }
}

/**
 * Makes one system and its history. The silent one must come before the others: its silence is noticed when it
 * began, at which none of them has been heard of.
 */
export async function tellHistory(
  parts: DemoParts,
  reporter: Reporter,
  beginAt: number,
  now: number,
): Promise<void> {
  const { fleet } = parts;
  const { serverId, untilAt } = reporter;
  if (isRemoved(fleet, serverId)) return;
  if (!fleet.allServerIds().includes(serverId)) await reporter.introduce(beginAt);
  await catchUp(parts, reporter, beginAt, now);
  const isOnline = presenceOf(fleet.get(demoContext(fleet), serverId)) === 'online';
  if (untilAt < now && isOnline) await fleet.markOffline(0, untilAt + NOTICED_MS);
}

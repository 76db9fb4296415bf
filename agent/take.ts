import type { Backlog } from './backlog.ts';
import type { HubClock } from './hub-clock.ts';
import type { Heartbeat } from './protocol.ts';

/** One heartbeat as of now. @param now milliseconds since 1970 */
export type Collect = (expectedServices: readonly string[], now: number) => Promise<Heartbeat>;

export interface TakeOptions {
  backlog: Backlog;
  hubClock: HubClock;
  collect: Collect;
}

/** Takes a heartbeat and puts it last. */
export async function take(
  { backlog, hubClock, collect }: TakeOptions,
  expectedServices: readonly string[],
): Promise<void> {
  const { atMs, takenAt } = hubClock.stamp();
  backlog.add({ json: JSON.stringify(await collect(expectedServices, atMs)), takenAt });
}

import { hashOf } from './random.ts';
import { DAY_MS } from './story.ts';

/**
 * How often something reports, by age of the report: as in life for the newest day, seldom for the days before, whose
 * charts show quarters of an hour. Neighbours differ by little enough that no chart takes the step for a gap.
 */
export type Pace = readonly { youngerThanMs: number; everyMs: number }[];

/** Each reports at a second of its own. */
function phaseOf(serverId: string, everyMs: number): number {
  return hashOf(`${serverId} phase`) % everyMs;
}

/** The first time after `at` on a grid. */
function nextOf(at: number, everyMs: number, phaseMs: number): number {
  return (Math.floor((at - phaseMs) / everyMs) + 1) * everyMs + phaseMs;
}

export interface Waiting {
  serverId: string;
  pace: Pace;
  /** Of the newest report there is. */
  after: number;
  until: number;
}

/** The next times at which something should have reported: those of one day, at most `limit`. */
export function dueTimes({ serverId, pace, after, until }: Waiting, now: number, limit: number): number[] {
  const phaseMs = phaseOf(serverId, pace[0]?.everyMs ?? 1);
  const stepAt = (at: number) => pace.find(({ youngerThanMs }) => now - at <= youngerThanMs)?.everyMs;
  const times: number[] = [];
  let at = after;
  while (times.length < limit) {
    at = nextOf(at, stepAt(at) ?? until, phaseMs);
    if (at > Math.min(until, (times[0] ?? at) + DAY_MS)) break;
    times.push(at);
  }
  return times;
}

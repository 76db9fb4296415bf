import type { RuleDefinition } from '../rules/schema.ts';
import type { Level } from '../types.ts';

/** What is remembered between reports of one thing that a rule watches. Times are sample times in ms. */
export interface Track {
  /** The level that has lasted for long enough; null: none. */
  level: Level | null;
  /** Since when it has been at least at a warning without a break, and in how many reports. */
  warningSince: number | null;
  warningCount: number;
  criticalSince: number | null;
  criticalCount: number;
  lastAt: number;
}

/** A break between two reports that is longer proves nothing of the time between: what must last starts anew. */
export const MAX_GAP_MS = { agent: 5 * 60_000, webhook: 2 * 3_600_000 } as const;

type Lasting = Pick<RuleDefinition, 'for_seconds' | 'consecutive'>;

const isDue = ({ for_seconds, consecutive }: Lasting, since: number | null, count: number, at: number) =>
  since !== null && at - since >= for_seconds * 1000 && count >= consecutive;

/** The level that counts: one that stands goes on at once, a new one must have lasted. */
function levelOf(track: Track, reached: Level | null, rule: Lasting): Level | null {
  const { level: standing, warningSince, warningCount, criticalSince, criticalCount, lastAt } = track;
  if (reached === null) return null;
  const isCritical = standing === 'critical' || isDue(rule, criticalSince, criticalCount, lastAt);
  if (reached === 'critical' && isCritical) return 'critical';
  return standing !== null || isDue(rule, warningSince, warningCount, lastAt) ? 'warning' : null;
}

/**
 * What is remembered after another report: a level counts once it has lasted for the rule's time and reports.
 * @param track as it was; undefined at the first report
 * @param reached level of this report's value or state
 * @param at sample time of the report, in ms
 */
export function settle(
  track: Track | undefined,
  reached: Level | null,
  rule: Lasting,
  at: number,
  maxGapMs: number = MAX_GAP_MS.agent,
): Track {
  const before = track && at - track.lastAt <= maxGapMs ? track : undefined;
  const isCritical = reached === 'critical';
  const next: Track = {
    level: track?.level ?? null,
    warningSince: reached === null ? null : (before?.warningSince ?? at),
    warningCount: reached === null ? 0 : (before?.warningCount ?? 0) + 1,
    criticalSince: isCritical ? (before?.criticalSince ?? at) : null,
    criticalCount: isCritical ? (before?.criticalCount ?? 0) + 1 : 0,
    lastAt: at,
  };
  return { ...next, level: levelOf(next, reached, rule) };
}

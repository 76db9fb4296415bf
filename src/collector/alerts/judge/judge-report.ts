import type { ExpectedService, Sighting } from '../../fleet/index.ts';
import { keyOf } from '../memory.ts';
import type { MetricWatch, Rule, StateWatch } from '../rules/schema.ts';
import type { Level, Reporter } from '../types.ts';
import { applyLevel, type Judged } from './apply-level.ts';
import { type Covered, covers } from './covers.ts';
import type { Draft } from './draft.ts';
import { isTrouble, levelOfState, levelOfValue } from './level.ts';
import { MAX_GAP_MS, settle, type Track } from './settle.ts';
import type { Watched, Watchers } from './watchers.ts';

/** What a judgement must know of a server. */
export interface JudgedServer extends Covered {
  expected: readonly ExpectedService[];
}

/** One report as it is judged. */
export interface JudgedReport {
  /** Sample time in ms. */
  at: number;
  reportedBy: Reporter;
  names: readonly string[];
  values: readonly (number | null)[];
  states: Sighting['states'];
  /** It waited for longer than two intervals. */
  isLate: boolean;
}

interface Turn {
  draft: Draft;
  server: JudgedServer;
  report: JudgedReport;
}

/** So long after a start, what has not come up yet is not taken for broken. */
export const BOOT_SECONDS = 300;
export const BOOTING_KINDS: readonly string[] = ['service', 'container'];

/** What stood before the hub started is known by its alert alone. */
function trackOf({ draft, report }: Turn, key: string): Track | undefined {
  const track = draft.tracks.get(key);
  const standing = draft.standing.get(key);
  if (track || !standing) return track;
  return {
    level: standing.level,
    warningSince: null,
    warningCount: 0,
    criticalSince: null,
    criticalCount: 0,
    lastAt: report.at,
  };
}

/** Settles a level and acts on what counts then. Of what is well and was well nothing is remembered. */
function judge(
  turn: Turn,
  rule: Rule,
  subject: string,
  reached: Level | null,
  finding: Judged['finding'],
): void {
  const { draft, report } = turn;
  const key = keyOf(rule.id, subject);
  const track = settle(trackOf(turn, key), reached, rule, report.at, MAX_GAP_MS[report.reportedBy]);
  draft.tracks.set(key, reached === null && track.level === null ? null : track);
  if (reached !== null) draft.tellers.set(key, report.reportedBy);
  applyLevel(draft, { rule, subject, level: track.level, finding, isLate: report.isLate });
}

const limitOf = ({ warning, critical }: MetricWatch, level: Level | null): number | null =>
  level === 'critical' ? critical : (warning ?? critical);

function judgeValue(turn: Turn, { watchers }: Watched, value: number): void {
  const { draft, server } = turn;
  for (const { rule, watch, subject, key } of watchers) {
    const known = draft.tracks.get(key) ?? draft.standing.get(key) ?? draft.dismissed.get(key);
    if (!known && !isTrouble(watch, value)) continue;
    if (!covers(rule, server, subject)) continue;
    const standing = trackOf(turn, key)?.level ?? null;
    const reached = levelOfValue(watch, value, standing);
    judge(turn, rule, subject, reached, { type: 'value', value, limit: limitOf(watch, reached) });
  }
}

/** Each series that a rule watches; the fullest disk alone only where nothing tells of file systems or pools. */
function judgeValues(turn: Turn, watchers: Watchers): void {
  const { names, values } = turn.report;
  let fullest: { watched: Watched; value: number } | null = null;
  let hasStorage = false;
  for (let i = 0; i < names.length; i += 1) {
    const watched = watchers.ofSeries(names[i] ?? '');
    const value = values[i];
    if (watched === null || value === null || value === undefined) continue;
    if (watched.isStorage) hasStorage = true;
    if (watched.isFullestDisk) fullest = { watched, value };
    else judgeValue(turn, watched, value);
  }
  if (fullest && !hasStorage) judgeValue(turn, fullest.watched, fullest.value);
}

function isBooting({ names, values }: JudgedReport): boolean {
  const uptimeSeconds = values[names.indexOf('uptime_seconds')];
  return uptimeSeconds != null && uptimeSeconds < BOOT_SECONDS;
}

type State = Sighting['states'][number];

function judgeState(turn: Turn, rule: Rule, watch: StateWatch, { kind, subject, state }: State): void {
  const { server, report } = turn;
  const service = server.expected.find(({ name }) => name === subject);
  if (kind === 'service' && !service) return;
  const reached = levelOfState(watch, state, service?.critical ?? false);
  if (reached === 'unknown' || !covers(rule, server, subject)) return;
  if (reached !== null && BOOTING_KINDS.includes(kind) && isBooting(report)) return;
  judge(turn, rule, subject, reached, { type: 'state', state });
}

function judgeStates(turn: Turn, watchers: Watchers): void {
  for (const state of turn.report.states) {
    if (state.kind === 'server') continue;
    for (const { rule, watch } of watchers.ofState(state.kind)) judgeState(turn, rule, watch, state);
  }
}

/** Compares one report with the rules. */
export function judgeReport(
  draft: Draft,
  watchers: Watchers,
  server: JudgedServer,
  report: JudgedReport,
): void {
  const turn = { draft, server, report };
  judgeValues(turn, watchers);
  judgeStates(turn, watchers);
}

import { covers } from '../../judge/covers.ts';
import { BOOT_SECONDS, BOOTING_KINDS, type JudgedServer } from '../../judge/judge-report.ts';
import { levelOfState } from '../../judge/level.ts';
import type { Rule, StateWatch } from '../schema.ts';
import type { Firings } from './firings.ts';
import { type History, samplesOf } from './history.ts';
import { type Period, periodsOf, type StateChange } from './periods.ts';

/** Every report has one of these, whoever sends it. */
const ANY_REPORT = ['uptime_seconds', 'cpu_percent', 'memory_percent', 'disk_percent'];

/** One report: its sample time in ms, and whether its machine had just started. */
interface Seen {
  at: number;
  isBooting: boolean;
}

async function reportsOf(history: History, serverId: string): Promise<Seen[]> {
  const reports: Seen[] = [];
  for await (const { times, series } of samplesOf(history, serverId, ANY_REPORT)) {
    const uptimes = series.find(({ name }) => name === 'uptime_seconds')?.values ?? [];
    times.forEach((time, i) => {
      reports.push({ at: Date.parse(time), isBooting: (uptimes[i] ?? BOOT_SECONDS) < BOOT_SECONDS });
    });
  }
  return reports;
}

/** Where the first report at a time or after it stands. */
function placeOf(reports: readonly Seen[], at: number): number {
  let low = 0;
  let high = reports.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((reports[middle]?.at ?? at) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The reports of a period. The first one is the change itself, where its report is not stored. */
function within(reports: readonly Seen[], { from, to }: Period): Seen[] {
  const inside = reports.slice(placeOf(reports, from), placeOf(reports, to));
  return inside[0]?.at === from ? inside : [{ at: from, isBooting: false }, ...inside];
}

interface Judged extends Period {
  reached: ReturnType<typeof levelOfState>;
}

/** What was true when, of what the rule is about; of services only of expected ones. */
function judgedPeriods(
  changes: readonly StateChange[],
  history: History,
  rule: Rule,
  watch: StateWatch,
  server: JudgedServer,
): Judged[] {
  const expected = new Map(server.expected.map(({ name, critical }) => [name, critical]));
  const isWatched = ({ subject }: StateChange) =>
    (watch.kind !== 'service' || expected.has(subject)) && covers(rule, server, subject);
  return periodsOf(changes.filter(isWatched), history.from, history.to).map((period) => ({
    ...period,
    reached: levelOfState(watch, period.state, expected.get(period.subject) ?? false),
  }));
}

function lookAtPeriod(firings: Firings, kind: StateWatch['kind'], judged: Judged, reports: Seen[]): void {
  const { subject, reached } = judged;
  if (reached === 'unknown') return;
  for (const { at, isBooting } of within(reports, judged)) {
    if (reached === null || !isBooting || !BOOTING_KINDS.includes(kind)) firings.report(subject, reached, at);
  }
}

const earliest = (times: readonly number[]) => times.reduce((a, b) => Math.min(a, b));

/**
 * Counts how often a rule on states would have fired on one server.
 * @returns when the first of its states began, in ms; null: there is none
 */
export async function countStates(
  history: History,
  rule: Rule,
  watch: StateWatch,
  server: JudgedServer,
  firings: Firings,
): Promise<number | null> {
  const { serverId } = server;
  const changes = await history.fleet.statesSince(history.ctx, serverId, watch.kind, history.from);
  const periods = judgedPeriods(changes, history, rule, watch, server);
  const bad = periods.filter(({ reached }) => reached === 'warning' || reached === 'critical');
  if (bad.length > 0) {
    const from = earliest(bad.map((period) => period.from));
    const reports = await reportsOf({ ...history, from }, serverId);
    for (const period of periods) lookAtPeriod(firings, watch.kind, period, reports);
  }
  return changes.length === 0 ? null : earliest(changes.map(({ at }) => at));
}

import type { Range } from '../../../metrics/index.ts';
import { type Covered, covers } from '../../judge/covers.ts';
import { isTrouble, levelOfValue } from '../../judge/level.ts';
import { type Watched, watchersOf } from '../../judge/watchers.ts';
import type { MetricWatch, Rule } from '../schema.ts';
import type { Firings } from './firings.ts';
import { type History, samplesOf } from './history.ts';

/** The fullest disk speaks only where no file system or pool does. */
const BESIDE: Record<string, readonly string[]> = { disk_percent: ['mount_percent', 'pool_percent'] };

interface SeriesOfRule {
  watched: Watched;
  subject: string;
  isCovered: boolean;
  values: readonly (number | null)[];
}

/** The series of an answer that a rule has to do with. */
function seriesOf({ series }: Range, rule: Rule, server: Covered): SeriesOfRule[] {
  const watchers = watchersOf([rule]);
  return series.flatMap(({ name, subject, values }) => {
    const watched = watchers.ofSeries(name);
    const about = subject ?? '';
    return watched ? [{ watched, subject: about, isCovered: covers(rule, server, about), values }] : [];
  });
}

function look(firings: Firings, watch: MetricWatch, subject: string, value: number, at: number): void {
  if (!firings.isKnown(subject) && !isTrouble(watch, value)) return;
  firings.report(subject, levelOfValue(watch, value, firings.levelOf(subject)), at);
}

function lookAtReport(
  firings: Firings,
  watch: MetricWatch,
  series: readonly SeriesOfRule[],
  i: number,
  at: number,
): void {
  const told = series.filter(({ values }) => typeof values[i] === 'number');
  const hasStorage = told.some(({ watched }) => watched.isStorage);
  for (const { watched, subject, isCovered, values } of told) {
    if (!isCovered || watched.watchers.length === 0 || (watched.isFullestDisk && hasStorage)) continue;
    look(firings, watch, subject, values[i] ?? 0, at);
  }
}

/**
 * Counts how often a rule on figures would have fired on one server.
 * @returns when the first report was, in ms; null: there is none
 */
export async function countValues(
  history: History,
  rule: Rule,
  watch: MetricWatch,
  server: Covered,
  firings: Firings,
): Promise<number | null> {
  const names = [watch.metric, ...(BESIDE[watch.metric] ?? [])];
  let first: number | null = null;
  for await (const range of samplesOf(history, server.serverId, names)) {
    const series = seriesOf(range, rule, server);
    range.times.forEach((time, i) => {
      const at = Date.parse(time);
      first ??= at;
      lookAtReport(firings, watch, series, i, at);
    });
  }
  return first;
}

import { splitName } from '../../metrics/index.ts';
import { keyOf } from '../memory.ts';
import type { MetricWatch, Rule, StateWatch } from '../rules/schema.ts';

/** A rule on one series. */
export interface Watcher {
  rule: Rule;
  watch: MetricWatch;
  subject: string;
  key: string;
}

/** Who watches a series, and whether it tells of a file system or pool: those speak before the fullest disk does. */
export interface Watched {
  watchers: readonly Watcher[];
  isStorage: boolean;
  isFullestDisk: boolean;
}

export interface Watchers {
  ofSeries: (name: string) => Watched | null;
  ofState: (kind: StateWatch['kind']) => readonly { rule: Rule; watch: StateWatch }[];
}

const FULLEST_DISK = 'disk_percent';
const MOUNT = 'mount_percent';
const POOL = 'pool_percent';
/** Far more series than fifty servers have; a name is forgotten and learnt again beyond. */
const MAX_NAMES = 50_000;

/** Whether a series tells of a file system or pool, beside which the fullest disk alone says nothing. */
export const isStorage = (metric: string): boolean => metric === MOUNT || metric === POOL;

/** Whether an alert is on the fullest disk, as the only one that was told of. */
export const isOnFullestDisk = ({ watch }: Rule, subject: string): boolean =>
  watch.type === 'metric' && watch.metric === FULLEST_DISK && subject === '';

/** Rules on the fullest disk watch each file system where there are any. */
const watches = (watch: MetricWatch, metric: string): boolean =>
  watch.metric === metric || (watch.metric === FULLEST_DISK && metric === MOUNT);

function watchedBy(rules: readonly Rule[], name: string): Watched | null {
  const { metric, subject } = splitName(name);
  const watchers = rules.flatMap((rule): Watcher[] => {
    const { watch } = rule;
    if (watch.type !== 'metric' || !watches(watch, metric)) return [];
    return [{ rule, watch, subject: subject ?? '', key: keyOf(rule.id, subject ?? '') }];
  });
  return watchers.length === 0 && !isStorage(metric)
    ? null
    : { watchers, isStorage: isStorage(metric), isFullestDisk: metric === FULLEST_DISK };
}

/**
 * Rules by what they watch. Looking names up must cost next to nothing: every series of every report is.
 * @param rules those that are on
 */
export function watchersOf(rules: readonly Rule[]): Watchers {
  const bySeries = new Map<string, Watched | null>();
  const byKind = new Map<StateWatch['kind'], { rule: Rule; watch: StateWatch }[]>();
  for (const rule of rules) {
    const { watch } = rule;
    if (watch.type === 'state') byKind.set(watch.kind, [...(byKind.get(watch.kind) ?? []), { rule, watch }]);
  }
  return {
    ofSeries: (name) => {
      const known = bySeries.get(name);
      if (known !== undefined) return known;
      if (bySeries.size >= MAX_NAMES) bySeries.clear();
      const watched = watchedBy(rules, name);
      bySeries.set(name, watched);
      return watched;
    },
    ofState: (kind) => byKind.get(kind) ?? [],
  };
}

import { describe } from './catalogue.ts';
import { createInterner, type Layout, layoutOf, sameNames } from './layout.ts';
import { rate } from './rates.ts';
import type { LaidOutRow } from './store.ts';
import type { Latest, Report } from './types.ts';

/** One report in memory: plain doubles (NaN where unknown) take a third of what numbers and nulls do. */
interface Sample {
  layout: Layout;
  at: number;
  values: number[];
}

interface Newest {
  sample: Sample;
  before: Sample | null;
}

/** How long the newest figures of each stand beside those of the other, in milliseconds. */
export interface StandsFor {
  reportMs: number;
  pushMs: number;
}

function known(sample: Sample, i: number): number | null {
  const value = sample.values[i];
  return value === undefined || Number.isNaN(value) ? null : value;
}

function valuesOf(sample: Sample): Map<string, number | null> {
  return new Map(sample.layout.names.map((name, i) => [name, known(sample, i)]));
}

function ratesOf({ sample, before }: Newest): Map<string, number> {
  const rates = new Map<string, number>();
  if (!before) return rates;
  const isSame = before.layout.names === sample.layout.names;
  for (const [i, name] of sample.layout.names.entries()) {
    if (describe(name).kind !== 'counter') continue;
    const value = known(sample, i);
    const earlier = known(before, isSame ? i : before.layout.names.indexOf(name));
    if (value === null || earlier === null) continue;
    const perSecond = rate({ at: before.at, value: earlier }, { at: sample.at, value });
    if (perSecond !== null) rates.set(name, perSecond);
  }
  return rates;
}

function toldBy(newest: Newest): Latest {
  return {
    at: newest.sample.at,
    get values() {
      return valuesOf(newest.sample);
    },
    get rates() {
      return ratesOf(newest);
    },
  };
}

/** What the machine itself tells, and beside it what a workflow pushes of it; old figures of neither. */
function together(own: Newest, pushed: Newest, stands: StandsFor): Latest {
  const aheadMs = own.sample.at - pushed.sample.at;
  if (-aheadMs > stands.reportMs) return toldBy(pushed);
  if (aheadMs > stands.pushMs) return toldBy(own);
  return {
    at: own.sample.at,
    get values() {
      return new Map([...valuesOf(pushed.sample), ...valuesOf(own.sample)]);
    },
    get rates() {
      return ratesOf(own);
    },
  };
}

/** The newest report of every server, in memory; its maps are built for those who look. */
export function createLatest(standsFor: () => StandsFor) {
  const reported = new Map<string, Newest>();
  const pushed = new Map<string, Newest>();
  const intern = createInterner();
  const likeThis = ({ isPushed }: Report) => (isPushed ? pushed : reported);

  /** The layout of a report: the server's current one, recognised without hashing, or a new one. */
  function layoutFor(report: Report): Layout {
    const current = likeThis(report).get(report.serverId)?.sample.layout;
    if (current && sameNames(current.names, report.names)) return current;
    return layoutOf(report.clientId, report.serverId, intern(report.names));
  }

  function accept(report: Report): void {
    const servers = likeThis(report);
    const newest = servers.get(report.serverId);
    if (newest && newest.sample.at >= report.at) return;
    const values = report.values.map((value) => value ?? Number.NaN);
    const sample = { layout: layoutFor(report), at: report.at, values };
    servers.set(report.serverId, { sample, before: newest?.sample ?? null });
  }

  return {
    accept,
    /** Rows for the store, and the layouts among them that may not be stored yet. A repeated report has none. */
    layOut(reports: readonly Report[]): { rows: LaidOutRow[]; layouts: Layout[] } {
      const layouts = new Map<number, Layout>();
      const newestLike = (report: Report) => likeThis(report).get(report.serverId)?.sample;
      const fresh = reports.filter((report) => newestLike(report)?.at !== report.at);
      const rows = fresh.map((report) => {
        const layout = layoutFor(report);
        if (newestLike(report)?.layout !== layout) layouts.set(layout.id, layout);
        return { layout, at: report.at, values: report.values };
      });
      return { rows, layouts: [...layouts.values()] };
    },
    latest(serverId: string): Latest | null {
      const own = reported.get(serverId);
      const other = pushed.get(serverId);
      if (own && other) return together(own, other, standsFor());
      const only = own ?? other;
      return only ? toldBy(only) : null;
    },
    /** The client that a server reports for, or null when it never reported. */
    clientOf: (serverId: string): string | null =>
      (reported.get(serverId) ?? pushed.get(serverId))?.sample.layout.clientId ?? null,
    layoutIds: (): number[] =>
      [...reported.values(), ...pushed.values()].map(({ sample }) => sample.layout.id),
    forgotten: (serverId: string): void => {
      reported.delete(serverId);
      pushed.delete(serverId);
    },
  };
}

export type LatestReports = ReturnType<typeof createLatest>;

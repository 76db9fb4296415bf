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

/** The newest report of every server, in memory; its maps are built for those who look. */
export function createLatest() {
  const servers = new Map<string, Newest>();
  const intern = createInterner();

  /** The layout of a report: the server's current one, recognised without hashing, or a new one. */
  function layoutFor(report: Report): Layout {
    const current = servers.get(report.serverId)?.sample.layout;
    if (current && sameNames(current.names, report.names)) return current;
    return layoutOf(report.clientId, report.serverId, intern(report.names));
  }

  function accept(report: Report): void {
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
      const fresh = reports.filter(({ serverId, at }) => servers.get(serverId)?.sample.at !== at);
      const rows = fresh.map((report) => {
        const layout = layoutFor(report);
        if (servers.get(report.serverId)?.sample.layout !== layout) layouts.set(layout.id, layout);
        return { layout, at: report.at, values: report.values };
      });
      return { rows, layouts: [...layouts.values()] };
    },
    latest(serverId: string): Latest | null {
      const newest = servers.get(serverId);
      if (!newest) return null;
      return {
        at: newest.sample.at,
        get values() {
          return valuesOf(newest.sample);
        },
        get rates() {
          return ratesOf(newest);
        },
      };
    },
    /** The client that a server reports for, or null when it never reported. */
    clientOf: (serverId: string): string | null => servers.get(serverId)?.sample.layout.clientId ?? null,
    layoutIds: (): number[] => [...servers.values()].map(({ sample }) => sample.layout.id),
    forgotten: (serverId: string): void => {
      servers.delete(serverId);
    },
  };
}

export type LatestReports = ReturnType<typeof createLatest>;

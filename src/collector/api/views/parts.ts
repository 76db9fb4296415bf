import type { Fleet, ServerState } from '../../fleet/index.ts';
import { presenceOf } from '../../fleet/index.ts';
import type { Latest, Metrics } from '../../metrics/index.ts';
import type { Level } from '../schema/views.ts';
import { standing } from './standing.ts';

/** The two modules that every view of a server draws on. */
export interface ViewParts {
  fleet: Fleet;
  metrics: Metrics;
}

/** A time as the API writes it. */
export function iso(at: number): string;
export function iso(at: number | null | undefined): string | null;
export function iso(at: number | null | undefined): string | null {
  return at === null || at === undefined ? null : new Date(at).toISOString();
}

const NOTHING: Latest = { at: 0, values: new Map(), rates: new Map() };

/** A server with its newest numbers and how well it is. */
export function observed(metrics: Metrics, server: ServerState) {
  const latest = metrics.latest(server.record.id) ?? NOTHING;
  const serviceState = (name: string) => server.states.get(`service:${name}`)?.state;
  const { level, reasons } = standing({
    presence: presenceOf(server),
    values: latest.values,
    cpuCores: server.facts.cpuCores ?? null,
    expected: server.expected,
    serviceState,
  });
  return { server, latest, level: level as Level, reasons, status: presenceOf(server) };
}

export type Observed = ReturnType<typeof observed>;

import type { Sighting, StateKind } from '../../fleet/index.ts';
import type { Samples } from '../../metrics/index.ts';
import { type Family, type Measure, measureOf } from './measures.ts';
import type { Push, PushedMetric } from './schema.ts';
import { stateOf } from './states.ts';
import { measure, numberIn } from './units.ts';

/** What was not stored of a push, and why. */
export interface Ignored {
  name: string;
  reason: string;
}

/** A push as samples and states. */
export interface Reading extends Samples {
  states: Sighting['states'];
  /** Kinds that it names any subject of: those it leaves out are not known any more. */
  speaksOf: StateKind[];
  /** Units of what is kept as it was told, by name. */
  reportedUnits: Record<string, string>;
  accepted: number;
  ignored: Ignored[];
}

interface Taken {
  values: Map<string, number>;
  states: Map<string, Sighting['states'][number]>;
  units: Map<string, string>;
}

const seriesName = (metric: string, subject: string) => (subject === '' ? metric : `${metric}:${subject}`);

const TWICE = 'It is there twice';

function takeState(taken: Taken, kind: Family, subject: string, word: unknown): string | null {
  const key = `${kind}:${subject}`;
  if (taken.states.has(key)) return TWICE;
  taken.states.set(key, { kind, subject, state: stateOf(kind, word) });
  return null;
}

function takeOther(taken: Taken, metric: PushedMetric, subject: string): string | null {
  const name = seriesName('reported_value', subject);
  if (taken.values.has(name)) return TWICE;
  const number = numberIn(metric.value);
  if (number === null) return 'The value is not a number';
  if (Math.abs(number) > 1e15) return 'The value is out of bounds';
  taken.values.set(name, number);
  if (metric.unit) taken.units.set(subject, metric.unit);
  return null;
}

function takeFigure(
  taken: Taken,
  metric: PushedMetric,
  figure: Extract<Measure, { type: 'figure' }>,
): string | null {
  const name = seriesName(figure.metric, figure.subject);
  if (taken.values.has(name)) return TWICE;
  const measured = measure(figure.quantity, metric.value, metric.unit);
  if (!measured.ok) return measured.reason;
  taken.values.set(name, measured.value);
  return null;
}

/** A pool's metrics may carry its health beside them, as the requirement's example does. */
function takeStatusBeside(taken: Taken, metric: PushedMetric, measured: Measure): void {
  if (measured.type !== 'figure' || measured.family !== 'pool') return;
  const status = metric.metadata?.status;
  if (typeof status === 'string') takeState(taken, 'pool', measured.subject, status);
}

/** Takes one metric over; answers why not when it could not. */
function take(taken: Taken, metric: PushedMetric, measured: Measure): string | null {
  if (/[\p{Cc}\p{Cs}]/u.test(metric.metric_name)) return 'The name cannot be printed';
  if (measured.type === 'figure') return takeFigure(taken, metric, measured);
  if (measured.type === 'other') return takeOther(taken, metric, measured.subject);
  const isWord = typeof metric.value === 'string' || typeof metric.value === 'boolean';
  return takeState(taken, measured.kind, measured.subject, isWord ? metric.value : metric.metadata?.status);
}

const hundredths = (value: number) => Math.round(value * 100) / 100;

function percentOf(used: number | undefined, total: number | undefined): number | null {
  if (used === undefined || total === undefined || total <= 0) return null;
  return Math.min(100, hundredths((used / total) * 100));
}

function subjectsOf(taken: Taken, metric: string): string[] {
  const prefix = `${metric}:`;
  return [...taken.values.keys()].flatMap((name) =>
    name.startsWith(prefix) ? [name.slice(prefix.length)] : [],
  );
}

/** Shares follow from amounts; the fullest pool stands for the disk of a machine that tells of none. */
function derive({ values }: Taken, pools: readonly string[]): void {
  const memory = percentOf(values.get('memory_used_gb'), values.get('memory_total_gb'));
  if (memory !== null) values.set('memory_percent', memory);
  let fullest = -1;
  for (const pool of pools) {
    const used = values.get(`pool_used_gb:${pool}`);
    const total = values.get(`pool_total_gb:${pool}`);
    const percent = percentOf(used, total);
    if (percent === null || used === undefined || total === undefined) continue;
    values.set(`pool_percent:${pool}`, percent);
    if (percent <= fullest) continue;
    fullest = percent;
    values.set('disk_percent', percent).set('disk_used_gb', used).set('disk_total_gb', total);
  }
}

function familyOf(measured: Measure): Family | null {
  if (measured.type === 'state') return measured.kind;
  return measured.type === 'figure' ? measured.family : null;
}

/** Only what the push says of its own system counts. */
function foreign(push: Push, item: { system_id?: string | null | undefined }): boolean {
  return item.system_id != null && item.system_id.trim() !== push.system.id;
}

/**
 * Reads a push: its metrics as series in the hub's units, its states, and what could not be used.
 * Series are sorted by name, so that the order of a workflow's nodes never makes a new layout.
 */
export function readPush(push: Push): Reading {
  const taken: Taken = { values: new Map(), states: new Map(), units: new Map() };
  const ignored: Ignored[] = [];
  const measured = (push.metrics ?? []).map((metric) => ({
    metric,
    measure: measureOf(metric.metric_type, metric.metric_name),
  }));
  for (const { metric, measure: one } of measured) {
    const reason = foreign(push, metric) ? 'It is of another system' : take(taken, metric, one);
    if (reason !== null) ignored.push({ name: metric.metric_name, reason });
  }
  const own = measured.filter(({ metric }) => !foreign(push, metric));
  for (const { metric, measure: one } of own) takeStatusBeside(taken, metric, one);
  derive(taken, subjectsOf(taken, 'pool_used_gb'));
  const series = [...taken.values].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    names: series.map(([name]) => name),
    values: series.map(([, value]) => value),
    states: [...taken.states.values()],
    speaksOf: [...new Set(own.flatMap(({ measure: one }) => familyOf(one) ?? []))],
    reportedUnits: Object.fromEntries(taken.units),
    accepted: measured.length - ignored.length,
    ignored,
  };
}

/** What a push says is wrong with its own system; null when it says nothing of that. */
export function alertsIn(push: Push): { severity: string; message: string }[] | null {
  if (!push.alerts) return null;
  return push.alerts
    .filter((alert) => !foreign(push, alert))
    .map(({ severity, message }) => ({ severity: severity ?? '', message }));
}

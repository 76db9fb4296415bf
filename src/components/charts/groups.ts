import type { ServerView } from '../../collector/api/schema/views.ts';
import type { Series } from '../../collector/metrics/schema.ts';
import { celsiusFigure, type Figure, percentFigure, plainFigure, rateFigure } from '../../words/figures.ts';

/** What decides which charts a server has. */
type Charted = Pick<ServerView, 'reported_by' | 'latest' | 'pools' | 'disks' | 'sensors'>;

/** Agents measure all of it; a workflow pushes what somebody told it to. */
const hasMetric =
  (metric: string) =>
  ({ reported_by, latest }: Charted): boolean =>
    reported_by === 'agent' || latest[metric] != null;

/** One chart: which metrics it draws and how it names them. */
export interface Group {
  id: string;
  title: string;
  unit: string;
  /** Name of the line by metric; a metric with subjects is named by them. */
  lines: Record<string, string>;
  isPercent: boolean;
  figure: (value: number | null) => Figure;
  isFor: (server: Charted) => boolean;
}

export const GROUPS: readonly Group[] = [
  {
    id: 'cpu',
    title: 'CPU in use',
    unit: '%',
    lines: { cpu_percent: 'Busy', cpu_iowait_percent: 'Waiting for disks' },
    isPercent: true,
    figure: percentFigure,
    isFor: hasMetric('cpu_percent'),
  },
  {
    id: 'memory',
    title: 'Memory in use',
    unit: '%',
    lines: { memory_percent: 'Memory', swap_percent: 'Swap' },
    isPercent: true,
    figure: percentFigure,
    isFor: hasMetric('memory_percent'),
  },
  {
    id: 'load',
    title: 'Load',
    unit: 'tasks running or waiting',
    lines: { load_1m: '1 min', load_5m: '5 min', load_15m: '15 min' },
    isPercent: false,
    figure: plainFigure,
    isFor: hasMetric('load_1m'),
  },
  {
    id: 'network',
    title: 'Network traffic',
    unit: 'per second',
    lines: { network_rx_bytes: 'Received', network_tx_bytes: 'Sent' },
    isPercent: false,
    figure: rateFigure,
    isFor: hasMetric('network_rx_bytes'),
  },
  {
    id: 'disk',
    title: 'Disk space used',
    unit: '%',
    lines: { mount_percent: 'Fullest' },
    isPercent: true,
    figure: percentFigure,
    isFor: ({ reported_by }) => reported_by === 'agent',
  },
  {
    id: 'pools',
    title: 'Pool space used',
    unit: '%',
    lines: { pool_percent: 'Fullest' },
    isPercent: true,
    figure: percentFigure,
    isFor: ({ pools }) => pools.some(({ percent }) => percent !== null),
  },
  {
    id: 'temperature',
    title: 'Temperature',
    unit: '°C',
    lines: { disk_temperature_celsius: 'Disk', temperature_celsius: 'Sensor' },
    isPercent: false,
    figure: celsiusFigure,
    isFor: ({ disks, sensors }) =>
      [...disks, ...sensors].some(({ temperature_celsius }) => temperature_celsius !== null),
  },
];

/** Ids of the charts of one server, known before its series are. */
export const chartsOf = (server: Charted): string[] =>
  GROUPS.filter((group) => group.isFor(server)).map(({ id }) => id);

/** Every metric that the charts draw, for one request. */
export const CHARTED = GROUPS.flatMap((group) => Object.keys(group.lines));

export interface Line {
  name: string;
  values: Series['values'];
}

/** As many lines as there are colours. */
export const MOST_LINES = 6;

const newest = (series: Series): number => series.values.findLast((value) => value !== null) ?? -1;

/**
 * The lines of one chart, in its own order; subjects of one metric by their newest value, largest first. Of several
 * metrics the largest of each comes before the second of any.
 */
export function linesOf(group: Group, series: readonly Series[]): Line[] {
  return Object.entries(group.lines)
    .flatMap(([metric, name]) => {
      const found = series.filter((one) => one.metric === metric).sort((a, b) => newest(b) - newest(a));
      return found.map((one, rank) => ({ name: one.subject ?? name, values: one.values, rank }));
    })
    .sort((a, b) => a.rank - b.rank)
    .filter((line) => line.values.some((value) => value !== null))
    .slice(0, MOST_LINES)
    .map(({ name, values }) => ({ name, values }));
}

export const RANGES = [
  ['1h', '1 h', 3_600_000, 'the last hour'],
  ['24h', '24 h', 86_400_000, 'the last 24 hours'],
  ['7d', '7 d', 7 * 86_400_000, 'the last 7 days'],
  ['30d', '30 d', 30 * 86_400_000, 'the last 30 days'],
  ['1y', '1 y', 365 * 86_400_000, 'the last year'],
] as const;
export type RangeId = (typeof RANGES)[number][0];

const SIX_HOURS_MS = 6 * 3_600_000;

/** A new server has little to show: its first hours are seen best in the last hour. */
export function firstRange(registeredAt: number, now: number): RangeId {
  return now - registeredAt < SIX_HOURS_MS ? '1h' : '24h';
}

/** The address of everything the charts draw over the stretch that ends now. */
export function rangeAddress(serverId: string, range: RangeId, now: number): string {
  const [, , span] = RANGES.find(([id]) => id === range) ?? RANGES[1];
  const params = new URLSearchParams({
    from: new Date(now - span).toISOString(),
    to: new Date(now).toISOString(),
    metric: CHARTED.join(','),
  });
  return `/api/v1/metrics/${encodeURIComponent(serverId)}?${params}`;
}

import type { AlertDetail } from '../../collector/api/schema/alerts.ts';
import { readingFigure } from '../../words/figures.ts';
import { GROUPS, type Group } from '../charts/groups.ts';
import type { Mark } from '../charts/marks.ts';

const HOUR_MS = 3_600_000;

/** Which stretch of which series tells of an alert. */
export interface AlertChartView {
  serverId: string;
  /** Series, as "mount_percent:/data". */
  metric: string;
  unit: string;
  threshold: number | null;
  createdAt: string;
  /** null: it goes on, and so does the chart. */
  resolvedAt: string | null;
  marks: Mark[];
}

const FOR_THE_WORSE = new Set(['opened', 'worsened', 'reopened']);
const FOR_THE_BETTER = new Set(['eased', 'resolved']);

function marksOf(events: AlertDetail['events']): Mark[] {
  return events
    .filter(({ kind }) => FOR_THE_WORSE.has(kind) || FOR_THE_BETTER.has(kind))
    .map(({ at, kind }) => ({ at: Date.parse(at), isGood: FOR_THE_BETTER.has(kind) }));
}

/** What the chart of an alert needs; null when nothing was measured. */
export function chartView(alert: AlertDetail): AlertChartView | null {
  if (alert.metric === null) return null;
  return {
    serverId: alert.server_id,
    metric: alert.metric,
    unit: alert.unit,
    threshold: alert.threshold_value,
    createdAt: alert.created_at,
    resolvedAt: alert.resolved_at,
    marks: marksOf(alert.events),
  };
}

/** From an hour before it began to an hour after it was over, or now, in ms. */
export function chartSpan({ createdAt, resolvedAt }: AlertChartView, now: number) {
  const end = resolvedAt === null ? now : Math.min(now, Date.parse(resolvedAt) + HOUR_MS);
  return { from: Date.parse(createdAt) - HOUR_MS, to: end };
}

/** The address of what the chart draws. */
export function chartAddress(view: AlertChartView, now: number): string {
  const { from, to } = chartSpan(view, now);
  const params = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    metric: view.metric,
  });
  return `/api/v1/metrics/${encodeURIComponent(view.serverId)}?${params}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "disk_pending_sectors" as people say it; a reading of a workflow goes by its own name. */
function plainName(base: string, subject: string): string {
  return base === 'reported_value' ? subject : capital(base.replaceAll('_', ' '));
}

const TITLES: Record<string, string> = { disk_percent: 'Disk space used' };

/** How to draw one series: as the server's own charts do where they draw it, else by its name and unit. */
export function groupOf({ metric, unit }: Pick<AlertChartView, 'metric' | 'unit'>): Group {
  const [base = '', subject = ''] = metric.split(/:(.*)/, 2);
  const known = GROUPS.find(({ lines }) => Object.hasOwn(lines, base));
  if (known) return { ...known, lines: { [base]: known.lines[base] ?? base } };
  const title = TITLES[base] ?? plainName(base, subject);
  return {
    id: metric,
    title,
    unit,
    lines: { [base]: title },
    isPercent: unit === '%',
    figure: (value) => readingFigure(value, unit),
    isFor: () => true,
  };
}

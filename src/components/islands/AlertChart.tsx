import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Range } from '../../collector/metrics/schema.ts';
import { textOf } from '../../words/figures.ts';
import { type AlertChartView, chartAddress, groupOf } from '../alerts/alert-chart.ts';
import { LineChart } from '../charts/LineChart.tsx';
import { useTheme } from '../charts/use-theme.ts';
import { calmly, listen } from '../client/live.ts';
import type { Problem } from '../client/problem.ts';
import { request } from '../client/request.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import styles from './AlertChart.module.css';

const REFRESH_MS = 10_000;

/** The samples around an alert; renewed by its server's reports while it goes on. */
function useSamples(view: AlertChartView): { range: Range | null; problem: Problem | null } {
  const [range, setRange] = useState<Range | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const load = calmly(async () => {
      const answer = await request<Range>('GET', chartAddress(view, Date.now()));
      if (answer.ok) setRange(answer.data);
      setProblem(answer.ok ? null : answer.problem);
    }, REFRESH_MS);
    load();
    return listen((change) => {
      if (view.resolvedAt === null && (change === null || change.id === view.serverId)) load();
    });
  }, [view]);
  return { range, problem };
}

/** How an alert's metric went: from an hour before it began until now, or an hour after it was over. */
export default function AlertChart({ view }: { view: AlertChartView }) {
  const { range, problem } = useSamples(view);
  const theme = useTheme();
  const group = useMemo(() => groupOf(view), [view]);
  const level =
    view.threshold === null
      ? ''
      : `The dashed level is the limit of ${textOf(group.figure(view.threshold))}. `;
  return (
    <div class="stack">
      {problem && <ProblemNote problem={problem} />}
      {range === null ? (
        <div class={styles.placeholder} aria-busy={problem === null} />
      ) : (
        <LineChart
          group={group}
          range={range}
          stretch="the time around the alert"
          marks={view.marks}
          threshold={view.threshold}
          theme={theme}
        />
      )}
      <p class="small soft">
        {level}A dotted upright is where it changed: green for the better, red for the worse.
      </p>
    </div>
  );
}

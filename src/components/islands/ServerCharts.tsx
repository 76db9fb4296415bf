import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Range } from '../../collector/metrics/schema.ts';
import { GROUPS, RANGES, type RangeId, rangeAddress } from '../charts/groups.ts';
import { LineChart } from '../charts/LineChart.tsx';
import type { Mark } from '../charts/marks.ts';
import { useTheme } from '../charts/use-theme.ts';
import { calmly, listen } from '../client/live.ts';
import type { Problem } from '../client/problem.ts';
import { request } from '../client/request.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import styles from './ServerCharts.module.css';

interface Props {
  serverId: string;
  firstRange: RangeId;
  /** Ids of the charts it has. */
  charts: string[];
  /** Changes of state, and whether for the better. */
  changes: { at: string; isGood: boolean }[];
}

const REFRESH_MS = 10_000;
/** Longer stretches hardly move between two reports. */
const LIVE: ReadonlySet<RangeId> = new Set(['1h', '24h']);

function useRange(serverId: string, rangeId: RangeId): { range: Range | null; problem: Problem | null } {
  const [range, setRange] = useState<Range | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let isWanted = true;
    const load = calmly(async () => {
      const answer = await request<Range>('GET', rangeAddress(serverId, rangeId, Date.now()));
      // The person may have chosen another stretch meanwhile.
      if (!isWanted) return;
      if (answer.ok) setRange(answer.data);
      setProblem(answer.ok ? null : answer.problem);
    }, REFRESH_MS);
    load();
    const stop = listen((change) => {
      if (LIVE.has(rangeId) && (change === null || change.id === serverId)) load();
    });
    return () => {
      isWanted = false;
      stop();
    };
  }, [serverId, rangeId]);
  return { range, problem };
}

function RangeSwitch({ chosen, onChoose }: { chosen: RangeId; onChoose: (range: RangeId) => void }) {
  return (
    <fieldset class={styles.switch}>
      <legend class="visually-hidden">Stretch of time</legend>
      {RANGES.map(([id, label, , words]) => (
        <label key={id} title={words}>
          <input type="radio" name="range" value={id} checked={id === chosen} onChange={() => onChoose(id)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function MarksNote({ marks, range }: { marks: readonly Mark[]; range: Range | null }) {
  const from = Date.parse(range?.from ?? '');
  if (!marks.some(({ at }) => at >= from)) return null;
  return (
    <p class="small soft">A dotted upright is a change of state: green for the better, red for the worse.</p>
  );
}

/** What a server has been doing: a chart for each kind of measure over one stretch of time. */
export default function ServerCharts({ serverId, firstRange, charts, changes }: Props) {
  const [rangeId, setRangeId] = useState<RangeId>(firstRange);
  const { range, problem } = useRange(serverId, rangeId);
  const theme = useTheme();
  const marks = useMemo<Mark[]>(
    () => changes.map(({ at, isGood }) => ({ at: Date.parse(at), isGood })),
    [changes],
  );
  const groups = GROUPS.filter(({ id }) => charts.includes(id));
  const stretch = RANGES.find(([id]) => id === rangeId)?.[3] ?? '';
  return (
    <div class="stack">
      <div class="spread">
        <h2 id="doing">What it is doing</h2>
        <RangeSwitch chosen={rangeId} onChoose={setRangeId} />
      </div>
      {problem && <ProblemNote problem={problem} />}
      <MarksNote marks={marks} range={range} />
      <div class={styles.charts} aria-busy={range === null}>
        {range === null
          ? groups.map((group) => <div class={styles.placeholder} key={group.id} />)
          : groups.map((group) => (
              <LineChart
                key={group.id}
                group={group}
                range={range}
                stretch={stretch}
                marks={marks}
                theme={theme}
              />
            ))}
      </div>
    </div>
  );
}

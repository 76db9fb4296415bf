import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Range } from '../../collector/metrics/schema.ts';
import { textOf } from '../../words/figures.ts';
import { Quantity } from '../ui/Quantity.tsx';
import { ChartTable } from './ChartTable.tsx';
import { configOf, DASHES, type Ink } from './config.ts';
import { type Group, type Line, linesOf } from './groups.ts';
import styles from './LineChart.module.css';
import { type Mark, marksPlugin } from './marks.ts';
import { drawChart } from './parts.ts';
import { newestOf } from './points.ts';
import { thresholdPlugin } from './threshold.ts';

interface Props {
  group: Group;
  range: Range;
  /** "the last 24 hours" */
  stretch: string;
  marks: readonly Mark[];
  /** A level across the chart, in its unit. */
  threshold?: number | null;
  /** Changes when the theme does, so that the canvas is drawn in its colours. */
  theme: number;
}

/** Canvas knows no custom properties: the colours are read from elements that use them. */
function readInk(figure: Element): Ink & { good: string; bad: string } {
  const colour = (selector: string) => {
    const element = figure.querySelector(selector);
    return element ? getComputedStyle(element).color : '';
  };
  const lines = [...figure.querySelectorAll('[data-line]')].map((swatch) => getComputedStyle(swatch).color);
  return {
    lines,
    text: colour('[data-ink="text"]'),
    grid: colour('[data-ink="grid"]'),
    good: colour('[data-ink="good"]'),
    bad: colour('[data-ink="bad"]'),
    font: getComputedStyle(figure).fontFamily,
  };
}

function Legend({ group, lines }: { group: Group; lines: Line[] }) {
  return (
    <ul class={styles.legend}>
      {lines.map((line, index) => (
        <li key={line.name}>
          <svg class={styles.swatch} data-line={index} viewBox="0 0 24 4" aria-hidden="true">
            <path d="M0 2h24" stroke-dasharray={DASHES[index]?.join(' ')} />
          </svg>
          {line.name}{' '}
          <strong>
            <Quantity figure={group.figure(newestOf(line.values))} />
          </strong>
        </li>
      ))}
    </ul>
  );
}

function useDrawing({ group, range, marks, threshold = null, theme }: Props, lines: Line[], times: number[]) {
  const figure: Ref<HTMLElement> = useRef(null);
  const canvas: Ref<HTMLCanvasElement> = useRef(null);
  useEffect(() => {
    if (!figure.current || !canvas.current) return;
    const ink = readInk(figure.current);
    const ends = { from: Date.parse(range.from), to: Date.parse(range.to) };
    const config = configOf({ group, lines, times, threshold, ink, ...ends });
    const chart = drawChart(canvas.current, {
      ...config,
      plugins: [marksPlugin(marks, ink), thresholdPlugin(threshold, ink.bad)],
    });
    return () => chart.destroy();
  }, [group, range, marks, threshold, theme]);
  return { figure, canvas };
}

/** One chart with its title, unit, legend and the same in a table. */
export function LineChart(props: Props) {
  const { group, range, stretch } = props;
  const [isTable, setIsTable] = useState(false);
  const times = range.times.map((time) => Date.parse(time));
  const lines = linesOf(group, range.series);
  const { figure, canvas } = useDrawing(props, lines, times);
  const told = lines.map((line) => `${line.name} ${textOf(group.figure(newestOf(line.values)))}`);
  return (
    <figure class={styles.chart} ref={figure}>
      <figcaption class={styles.caption}>
        <h3>
          {group.title} <span class="unit">{group.unit}</span>
        </h3>
        <Legend group={group} lines={lines} />
      </figcaption>
      <div class={styles.canvas}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={`${group.title}, ${stretch}. Newest: ${told.join(', ')}`}
        />
        {lines.length === 0 && <p class={styles.nothing}>Nothing measured in {stretch}</p>}
      </div>
      <span class={styles.inks} aria-hidden="true">
        <i data-ink="text" />
        <i data-ink="grid" />
        <i data-ink="good" />
        <i data-ink="bad" />
      </span>
      {lines.length > 0 && (
        <details class={styles.details} onToggle={(event) => setIsTable(event.currentTarget.open)}>
          <summary class={styles.toggle}>As a table</summary>
          {isTable && <ChartTable group={group} lines={lines} times={times} />}
        </details>
      )}
    </figure>
  );
}

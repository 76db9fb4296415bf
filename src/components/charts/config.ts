import { textOf } from '../../words/figures.ts';
import { exact } from '../../words/times.ts';
import type { Group, Line } from './groups.ts';
import type { LineConfig } from './parts.ts';
import { loners, pointsOf } from './points.ts';
import { tickLabel, timeTicks } from './time-axis.ts';

/** Dashes tell lines apart where colours do not. The legend draws the same. */
export const DASHES: readonly number[][] = [[], [6, 3], [2, 3], [8, 3, 2, 3], [1, 2], [10, 4]];

export interface Ink {
  text: string;
  grid: string;
  lines: string[];
  font: string;
}

export interface Drawing {
  group: Group;
  lines: Line[];
  times: number[];
  /** A level that has to be in sight. */
  threshold: number | null;
  from: number;
  to: number;
  ink: Ink;
}

const PIXELS_PER_TICK = 80;

function datasets({ lines, times, ink }: Drawing): LineConfig['data']['datasets'] {
  return lines.map((line, index) => {
    const data = pointsOf(times, line.values);
    return {
      ...look(ink, index),
      label: line.name,
      data,
      pointRadius: loners(data).map((is) => (is ? 2 : 0)),
    };
  });
}

function look(ink: Ink, index: number) {
  return {
    borderColor: ink.lines[index],
    backgroundColor: ink.lines[index],
    borderDash: DASHES[index],
    borderWidth: 1.5,
    pointHitRadius: 8,
    spanGaps: false,
  };
}

function timeScale({ from, to, ink }: Drawing) {
  return {
    type: 'linear' as const,
    min: from,
    max: to,
    grid: { display: false },
    border: { color: ink.grid },
    afterBuildTicks: (axis: { width: number; ticks: { value: number }[] }) => {
      const most = Math.max(2, Math.floor(axis.width / PIXELS_PER_TICK));
      axis.ticks = timeTicks(from, to, most).map((value) => ({ value }));
    },
    ticks: {
      color: ink.text,
      maxRotation: 0,
      callback: (value: string | number) => tickLabel(Number(value)),
    },
  };
}

function valueScale({ group, ink, lines, threshold }: Drawing) {
  return {
    type: 'linear' as const,
    min: 0,
    ...(group.isPercent
      ? { max: 100 }
      : { grace: '10%', ...(threshold !== null && { suggestedMax: threshold }) }),
    grid: { color: ink.grid },
    border: { display: false },
    ticks: {
      color: ink.text,
      display: lines.length > 0,
      maxTicksLimit: 5,
      callback: (value: string | number) =>
        group.isPercent ? String(value) : textOf(group.figure(Number(value))),
    },
  };
}

/** Everything Chart.js needs for one chart. */
export function configOf(drawing: Drawing): LineConfig {
  const { group, ink } = drawing;
  return {
    type: 'line',
    data: { datasets: datasets(drawing) },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      maintainAspectRatio: false,
      font: { family: ink.font },
      interaction: { mode: 'index', intersect: false },
      scales: { x: timeScale(drawing), y: valueScale(drawing) },
      plugins: {
        tooltip: {
          callbacks: {
            title: ([item]) => (item?.parsed.x == null ? '' : exact(item.parsed.x)),
            label: (item) => `${item.dataset.label}: ${textOf(group.figure(item.parsed.y))}`,
          },
        },
      },
    },
  };
}

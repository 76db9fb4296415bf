import {
  Chart,
  type ChartConfiguration,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js';

// The one place that registers parts of Chart.js; another, or "chart.js/auto", would bring in the rest.
Chart.register(LineController, LineElement, PointElement, LinearScale, Tooltip);

export type LineConfig = ChartConfiguration<'line', { x: number; y: number | null }[]>;

/** Draws a line chart; call `destroy` on what it returns. */
export function drawChart(canvas: HTMLCanvasElement, config: LineConfig): { destroy: () => void } {
  return new Chart(canvas, config);
}

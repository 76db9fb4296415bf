import type { Plugin } from 'chart.js';

/** Draws a level across the chart, dashed; null: none. */
export function thresholdPlugin(threshold: number | null, colour: string): Plugin<'line'> {
  return {
    id: 'threshold',
    beforeDatasetsDraw: ({ ctx, chartArea, scales }) => {
      const axis = scales.y;
      if (!axis || threshold === null || threshold < axis.min || threshold > axis.max) return;
      const y = axis.getPixelForValue(threshold);
      ctx.save();
      ctx.lineWidth = 1;
      ctx.setLineDash([6, 4]);
      ctx.strokeStyle = colour;
      ctx.beginPath();
      ctx.moveTo(chartArea.left, y);
      ctx.lineTo(chartArea.right, y);
      ctx.stroke();
      ctx.restore();
    },
  };
}

import type { Plugin } from 'chart.js';

/** A change of state on the time axis. */
export interface Mark {
  /** Milliseconds. */
  at: number;
  isGood: boolean;
}

/** Draws a thin upright line at each mark. */
export function marksPlugin(marks: readonly Mark[], colours: { good: string; bad: string }): Plugin<'line'> {
  return {
    id: 'marks',
    beforeDatasetsDraw: ({ ctx, chartArea, scales }) => {
      const axis = scales.x;
      if (!axis) return;
      ctx.save();
      ctx.lineWidth = 1;
      ctx.setLineDash([2, 2]);
      for (const { at, isGood } of marks) {
        if (at < axis.min || at > axis.max) continue;
        const x = axis.getPixelForValue(at);
        ctx.strokeStyle = isGood ? colours.good : colours.bad;
        ctx.beginPath();
        ctx.moveTo(x, chartArea.top);
        ctx.lineTo(x, chartArea.bottom);
        ctx.stroke();
      }
      ctx.restore();
    },
  };
}

/**
 * The path of a line over `values` (0–100, null: a gap) in a box of `values.length - 1` by 100, y downwards.
 * A value between two gaps becomes a stroke of no length, which round caps show as a dot.
 */
export function sparklinePath(values: readonly (number | null)[]): string {
  let path = '';
  let drawing = false;
  values.forEach((value, index) => {
    if (value === null) {
      drawing = false;
      return;
    }
    const y = 100 - Math.round(Math.min(100, Math.max(0, value)));
    const ends = values[index + 1] == null;
    path += drawing ? `L${index} ${y}` : `M${index} ${y}${ends ? 'h0' : ''}`;
    drawing = true;
  });
  return path;
}

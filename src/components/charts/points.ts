export interface Point {
  /** Milliseconds. */
  x: number;
  y: number | null;
}

/** Steps that are longer than this many usual ones are gaps. */
const GAP = 2.5;

function usualStep(times: readonly number[]): number {
  const steps = times
    .slice(1)
    .map((time, index) => time - (times[index] ?? time))
    .sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 2)] ?? Number.POSITIVE_INFINITY;
}

/** The points of one line. Where reports are missing, a point without a value breaks the line. */
export function pointsOf(times: readonly number[], values: readonly (number | null)[]): Point[] {
  const most = usualStep(times) * GAP;
  return times.flatMap((x, index) => {
    const before = times[index - 1];
    const point = { x, y: values[index] ?? null };
    return before !== undefined && x - before > most ? [{ x: before + 1, y: null }, point] : [point];
  });
}

/** Whether each point stands alone between gaps: a line does not show it, so it needs a dot. */
export function loners(points: readonly Point[]): boolean[] {
  return points.map(({ y }, index) => {
    const hasNeighbour = points[index - 1]?.y != null || points[index + 1]?.y != null;
    return y !== null && !hasNeighbour;
  });
}

const average = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

export interface TableRow {
  /** Milliseconds: the start of the stretch that the row sums up. */
  at: number;
  /** Averages, one per line. */
  values: (number | null)[];
}

/** The lines of a chart as at most `most` rows of averages, oldest first. */
export function tableRows(
  times: readonly number[],
  lines: readonly (readonly (number | null)[])[],
  most: number,
): TableRow[] {
  const size = Math.max(1, Math.ceil(times.length / most));
  const rows: TableRow[] = [];
  for (let start = 0; start < times.length; start += size) {
    const known = (line: readonly (number | null)[]) =>
      line.slice(start, start + size).filter((value) => value !== null);
    rows.push({ at: times[start] ?? 0, values: lines.map((line) => average(known(line))) });
  }
  return rows;
}

/** The newest value that is known. */
export function newestOf(values: readonly (number | null)[]): number | null {
  return values.findLast((value) => value !== null) ?? null;
}

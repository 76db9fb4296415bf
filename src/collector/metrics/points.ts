import type { Column } from './columns.ts';

/**
 * Series of one server along shared times, ascending and without repeats. Each name has `width` columns
 * (1 for samples as sent; average, minimum, maximum and count for roll-ups), name after name.
 */
export interface Points {
  names: readonly string[];
  width: number;
  times: number[];
  columns: Column[];
}

/** One report as it was stored. */
export interface Row {
  names: readonly string[];
  at: number;
  values: Column;
}

export function noPoints(width: number): Points {
  return { names: [], width, times: [], columns: [] };
}

/** All names of `parts`, in the order in which they first appear. */
function union(parts: readonly { names: readonly string[] }[]): readonly string[] {
  const [first] = parts;
  if (first && parts.every((part) => part.names === first.names)) return first.names;
  return [...new Set(parts.flatMap((part) => part.names))];
}

/** Where each time is to be read: part and row, ascending; of equal times the earliest part's. */
function order(parts: readonly Points[]): { time: number; part: number; row: number }[] {
  const places = parts.flatMap(({ times }, part) => times.map((time, row) => ({ time, part, row })));
  const isAscending = places.every((place, i) => i === 0 || (places[i - 1]?.time ?? 0) < place.time);
  if (isAscending) return places;
  places.sort((a, b) => a.time - b.time || a.part - b.part);
  return places.filter((place, i) => i === 0 || places[i - 1]?.time !== place.time);
}

/** One `Points` out of several; where two know the same time, the earlier part wins. */
export function mergePoints(parts: readonly Points[], width: number): Points {
  if (parts.length === 1 && parts[0]) return parts[0];
  const names = union(parts);
  const places = order(parts);
  const columns = names.flatMap((name) => {
    const starts = parts.map((part) => part.names.indexOf(name) * width);
    return Array.from({ length: width }, (_, k) => {
      const sources = parts.map((part, i) => part.columns[(starts[i] ?? -1) + k]);
      const known = sources.map((source, i) => ((starts[i] ?? -1) < 0 ? undefined : source));
      return places.map(({ part, row }) => known[part]?.[row] ?? null);
    });
  });
  return { names, width, times: places.map((place) => place.time), columns };
}

/** Rows in any order as points; of equal times the first row's. */
export function pointsOf(rows: readonly Row[]): Points {
  const names = union(rows);
  const sorted = rows.toSorted((a, b) => a.at - b.at).filter((row, i, all) => row.at !== all[i - 1]?.at);
  const positions = new Map<readonly string[], number[]>();
  for (const row of sorted) {
    if (!positions.has(row.names))
      positions.set(
        row.names,
        names.map((name) => row.names.indexOf(name)),
      );
  }
  const columns = names.map((_, i) =>
    sorted.map((row) => row.values[positions.get(row.names)?.[i] ?? -1] ?? null),
  );
  return { names, width: 1, times: sorted.map((row) => row.at), columns };
}

/** The points whose times pass. */
export function filterTimes(points: Points, passes: (time: number, row: number) => boolean): Points {
  const rows = points.times.map((time, row) => (passes(time, row) ? row : -1)).filter((row) => row >= 0);
  if (rows.length === points.times.length) return points;
  return {
    ...points,
    times: rows.map((row) => points.times[row] ?? 0),
    columns: points.columns.map((column) => rows.map((row) => column[row] ?? null)),
  };
}

/** Points cut at multiples of `spanMs`, by the start of their span. */
export function splitBySpan(points: Points, spanMs: number): Map<number, Points> {
  const starts = new Set(points.times.map((time) => floorTo(time, spanMs)));
  return new Map(
    [...starts].map((start) => [start, filterTimes(points, (t) => floorTo(t, spanMs) === start)]),
  );
}

/** The multiple of `step` at or below `value`. */
export function floorTo(value: number, step: number): number {
  return Math.floor(value / step) * step;
}

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

interface Place {
  time: number;
  part: number;
  row: number;
}

/** Where each time is to be read, ascending; of equal times the earliest part's. */
function placesOf(parts: readonly Points[]): Place[] {
  const places = parts.flatMap(({ times }, part) => times.map((time, row) => ({ time, part, row })));
  places.sort((a, b) => a.time - b.time || a.part - b.part);
  return places.filter((place, i) => i === 0 || places[i - 1]?.time !== place.time);
}

/** Each part begins after the one before it ends. */
function isSequence(parts: readonly Points[]): boolean {
  const [, ...later] = parts;
  return later.every(
    ({ times }, i) => (parts[i]?.times.at(-1) ?? 0) < (times[0] ?? Number.POSITIVE_INFINITY),
  );
}

/** The columns of each name in each part, or none. */
function sourcesOf(
  parts: readonly Points[],
  names: readonly string[],
  width: number,
): (Column | undefined)[][] {
  const starts = parts.map((part) => new Map(part.names.map((name, i) => [name, i * width])));
  return names.flatMap((name) =>
    Array.from({ length: width }, (_, k) =>
      parts.map(({ columns }, i) => columns[(starts[i]?.get(name) ?? Number.NaN) + k]),
    ),
  );
}

/** One `Points` out of several; where two know the same time, the earlier part wins. */
export function mergePoints(all: readonly Points[], width: number): Points {
  const parts = all.filter((part) => part.times.length > 0);
  if (parts.length === 0) return noPoints(width);
  if (parts.length === 1 && parts[0]) return parts[0];
  const names = union(parts);
  const sources = sourcesOf(parts, names, width);
  if (isSequence(parts)) {
    const emptyColumn: Column = [];
    const unknown = parts.map(({ times }) => times.map(() => null));
    const columns = sources.map((source) =>
      emptyColumn.concat(...source.map((column, i) => column ?? unknown[i] ?? [])),
    );
    return { names, width, times: parts.flatMap((part) => part.times), columns };
  }
  const places = placesOf(parts);
  const columns = sources.map((source) => places.map(({ part, row }) => source[part]?.[row] ?? null));
  return { names, width, times: places.map((place) => place.time), columns };
}

/** Rows in any order as points; of equal times the first row's. */
export function pointsOf(rows: readonly Row[]): Points {
  const sorted = rows.toSorted((a, b) => a.at - b.at).filter((row, i, all) => row.at !== all[i - 1]?.at);
  const layouts = [...new Set(sorted.map((row) => row.names))];
  const names = union(layouts.map((own) => ({ names: own })));
  const positions = new Map(layouts.map((own) => [own, names.map((name) => own.indexOf(name))]));
  const columns = names.map((_, i) =>
    sorted.map((row) => row.values[positions.get(row.names)?.[i] ?? -1] ?? null),
  );
  return { names, width: 1, times: sorted.map((row) => row.at), columns };
}

function sliceRows(points: Points, start: number, end: number): Points {
  const columns = points.columns.map((column) => column.slice(start, end));
  return { ...points, times: points.times.slice(start, end), columns };
}

/** The points whose times pass. */
export function filterTimes(points: Points, passes: (time: number, row: number) => boolean): Points {
  const rows = points.times.map((time, row) => (passes(time, row) ? row : -1)).filter((row) => row >= 0);
  if (rows.length === points.times.length) return points;
  const [first = 0] = rows;
  if (rows.at(-1) === first + rows.length - 1) return sliceRows(points, first, first + rows.length);
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

/** One line of the table that `npm run bench` prints. */
export interface BenchRow {
  what: string;
  measured: number;
  unit: string;
  /** Measured in the same run, or null where the budget stands alone. */
  reference: { what: string; value: number } | null;
  /** Measured ÷ reference. */
  ratio: number | null;
  budget: string;
  met: boolean;
}

/** The middle of `values`. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

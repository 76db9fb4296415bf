const USUAL = 50;
const MOST = 200;

/** How many entries a page holds: as many as asked for, 50 unless told, from 1 to 200. */
export function limitOf(asked: number | undefined, usual = USUAL): number {
  return Math.min(Math.max(asked ?? usual, 1), MOST);
}

/**
 * A page, and the id after which the next one begins; null: there is none.
 * @param found in order, one more than the page holds where there are more
 */
export function pageOf<T extends { id: string }>(
  found: readonly T[],
  limit: number,
): { rows: T[]; cursor: string | null } {
  const rows = found.slice(0, limit);
  return { rows, cursor: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}

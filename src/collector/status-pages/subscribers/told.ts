import type { CrowdCount } from '../../notify/index.ts';

/** Browsers of visitors that were told of an update. */
export interface Told {
  delivered: number;
  waiting: number;
  failed: number;
}

export const NOBODY: Readonly<Told> = { delivered: 0, waiting: 0, failed: 0 };

/** Whoever has meanwhile been told something newer, or wants no more, counts nowhere. */
const COLUMNS: Record<CrowdCount['state'], keyof Told | null> = {
  delivered: 'delivered',
  pending: 'waiting',
  failed: 'failed',
  cancelled: null,
};

/** How many were told of each update, by its id; an update that is not there was told nobody. */
export function toldOfUpdates(counts: readonly CrowdCount[]): Map<string, Told> {
  const told = new Map<string, Told>();
  for (const { event, state, n } of counts) {
    const column = COLUMNS[state];
    const updateId = event.slice(event.indexOf(':') + 1);
    const before = told.get(updateId) ?? NOBODY;
    told.set(updateId, column === null ? before : { ...before, [column]: before[column] + n });
  }
  return told;
}

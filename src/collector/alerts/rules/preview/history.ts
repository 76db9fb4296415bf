import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Ctx } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import type { Fleet } from '../../../fleet/index.ts';
import type { Metrics, Range } from '../../../metrics/index.ts';

/** Where stored reports and states are read from, and the times to look at, in ms. */
export interface History {
  metrics: Pick<Metrics, 'range'>;
  fleet: Pick<Fleet, 'list' | 'statesSince'>;
  ctx: Ctx;
  clientIds: readonly string[];
  from: number;
  to: number;
}

/** Two days of a report a minute are read and looked at in some 10 ms; more at once would hold up reports. */
const PIECE_MS = 2 * 86_400_000;
const SMALLEST_MS = 60_000;

const isTooMuch = (error: unknown) => error instanceof AppError && error.options.field === 'resolution';

/** One piece of time; halved while it holds more than the store answers at once. */
async function* pieces(
  history: History,
  serverId: string,
  names: readonly string[],
  from: number,
  to: number,
): AsyncGenerator<Range> {
  const { clientIds } = history;
  const query = { clientIds, serverId, metrics: names, from, to, resolution: 'raw' } as const;
  const range = await history.metrics.range(query, to).catch((error: unknown) => {
    if (!isTooMuch(error) || to - from < SMALLEST_MS) throw error;
    return null;
  });
  if (range) return yield range;
  const middle = Math.floor((from + to) / 2);
  yield* pieces(history, serverId, names, from, middle);
  yield* pieces(history, serverId, names, middle + 1, to);
}

/**
 * The samples of a server as they were sent, oldest first, a piece of time after the other. Others get their turn
 * between two pieces: reading the database does not wait for anything.
 */
export async function* samplesOf(
  history: History,
  serverId: string,
  names: readonly string[],
): AsyncGenerator<Range> {
  for (let from = history.from; from <= history.to; from += PIECE_MS) {
    yield* pieces(history, serverId, names, from, Math.min(from + PIECE_MS - 1, history.to));
    await nextTurn();
  }
}

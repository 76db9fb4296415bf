import type { Statement } from '../../../../db/open.ts';
import { clock } from '../../../words/times.ts';
import { quietUntil } from '../quiet-hours.ts';
import type { QuietHours } from '../routing.ts';
import type { Review, ReviewDelivery } from '../types.ts';
import type { Batch } from './attempt.ts';
import { isCrowd } from './crowd.ts';
import type { DeliveryRow, OutboxStore } from './store.ts';

/** What of the rows that are due goes out now, and what is written about the others. */
export interface Sorted {
  rows: DeliveryRow[];
  statements: Statement[];
}

interface Circumstances {
  quietHours: QuietHours | null;
  /** Whether the target may be told of a client. */
  isFor: (clientId: string) => boolean;
  /** Threads of which the target has been told. */
  told: ReadonlySet<string>;
  review: ReviewDelivery;
  now: number;
}

const severityOf = ({ notification }: DeliveryRow): string => {
  const { severity } = JSON.parse(notification) as { severity: string };
  return severity;
};

function byQuietHours(row: DeliveryRow, { quietHours, now }: Circumstances): Review | null {
  if (!quietHours || (quietHours.lets_critical_through && severityOf(row) === 'critical')) return null;
  const until = quietUntil(quietHours, now);
  return until === null
    ? null
    : { type: 'wait', until, reason: `Quiet hours until ${clock(until, quietHours.zone)}` };
}

function decide(row: DeliveryRow, circumstances: Circumstances): Review {
  const { told, isFor, review, now } = circumstances;
  if (!isFor(row.clientId)) return { type: 'cancel', reason: 'Its person may not see this any more' };
  if (row.event === 'resolved' && !told.has(row.thread)) {
    return { type: 'cancel', reason: 'Nobody here was told of it' };
  }
  const reviewed = review(row, now);
  return reviewed.type === 'send' ? (byQuietHours(row, circumstances) ?? reviewed) : reviewed;
}

/** Sorts the rows of one target: those that go out, that wait on, that need not be said any more. */
export function sortOut(
  store: OutboxStore,
  rows: readonly DeliveryRow[],
  circumstances: Circumstances,
): Sorted {
  const sorted: Sorted = { rows: [], statements: [] };
  for (const row of rows) {
    const decision = decide(row, circumstances);
    if (decision.type === 'send') sorted.rows.push(row);
    else if (decision.type === 'wait')
      sorted.statements.push(store.postpone(row.id, decision.until, decision.reason));
    else sorted.statements.push(store.finish([row.id], 'cancelled', decision.reason, circumstances.now));
  }
  return sorted;
}

/**
 * Rows of one look, without those whose message it may have cut in two: under one id only one message may go.
 * @param rows as they are due
 * @param most how many a look finds
 */
export function wholeMessages(rows: readonly DeliveryRow[], most: number): readonly DeliveryRow[] {
  if (rows.length < most) return rows;
  const lastDueAt = rows.at(-1)?.dueAt;
  const whole = rows.filter(({ batch, dueAt }) => batch === null || dueAt !== lastDueAt);
  return whole.length > 0 ? whole : rows;
}

/** What one message can gather. */
const MOST_IN_ONE = 50;

/** What goes as one message. A message for several is in the hub's words, which are not those of visitors. */
function groupOf({ id, target, batch, event }: DeliveryRow): string {
  if (isCrowd(target)) return id;
  return batch ?? (event === 'resolved' ? 'over' : 'trouble');
}

/**
 * Rows that go as one message: those that went together before, and of the new ones those of trouble and those of its
 * end apart.
 */
export function batchesOf(rows: readonly DeliveryRow[]): Batch[] {
  const groups = Map.groupBy(rows, groupOf);
  return [...groups.values()].flatMap((group) => {
    const starts = Array.from({ length: Math.ceil(group.length / MOST_IN_ONE) }, (_, i) => i * MOST_IN_ONE);
    return starts.map((start) => group.slice(start, start + MOST_IN_ONE) as unknown as Batch);
  });
}

import type { Statement } from '../../../../db/open.ts';
import { newId } from '../../id.ts';
import type { NewDelivery } from '../types.ts';
import { isCrowd } from './crowd.ts';
import type { DeliveryRow, OutboxStore } from './store.ts';

/** Which targets were or will be told of each thread that is not over. */
export type Told = Map<string, Set<string>>;

const RESOLVED = 'resolved';
/** What is told again names what is new: `worsened:critical`, `reminder:…`. */
const isAnew = ({ event }: DeliveryRow) => event.includes(':');

function rowOf(
  { clientId, thread, target, event, notification, dueAt }: NewDelivery,
  now: number,
): DeliveryRow {
  return {
    id: newId(now),
    clientId,
    thread,
    target: target.key,
    targetName: target.name,
    event,
    notification: JSON.stringify(notification),
    state: 'pending',
    reason: null,
    attempts: 0,
    batch: null,
    dueAt,
    createdAt: now,
    finishedAt: null,
  };
}

function follow(told: Told, { thread, target, event }: NewDelivery): void {
  if (isCrowd(target.key)) return;
  if (event === RESOLVED) told.delete(thread);
  else told.set(thread, (told.get(thread) ?? new Set()).add(target.key));
}

export interface EnqueueParts {
  store: OutboxStore;
  told: Told;
  /** Says that something is due at a time, in ms. */
  expect: (dueAt: number) => void;
}

/**
 * The statements that put what there is to tell into the outbox, for the batch of what it tells of. What has not been
 * said yet of the same thread to the same target need not be said beside it.
 */
export function enqueue(
  { store, told, expect }: EnqueueParts,
  deliveries: readonly NewDelivery[],
  now: number,
): { statements: Statement[]; committed: () => void } {
  const rows = deliveries.map((delivery) => rowOf(delivery, now));
  return {
    statements: [
      ...store.insert(rows),
      ...store.cancelOlder(rows.filter(isAnew), 'A newer message says it', now),
    ],
    committed: () => {
      for (const delivery of deliveries) {
        follow(told, delivery);
        expect(delivery.dueAt);
      }
    },
  };
}

import type { Database, Statement } from '../../../../db/open.ts';
import { reasonOf } from '../../errors.ts';
import { newId } from '../../id.ts';
import type { Log } from '../../log.ts';
import type { Notification } from '../notification.ts';
import { waitAfter } from './back-off.ts';
import { isCrowd } from './crowd.ts';
import { digestOf } from './digest.ts';
import type { DeliveryRow, OutboxStore } from './store.ts';
import type { Sent, Way } from './way.ts';

export interface AttemptParts {
  database: Database;
  store: OutboxStore;
  log: Log;
}

/** Rows that go as one message. */
export type Batch = readonly [DeliveryRow, ...DeliveryRow[]];
type Failed = Extract<Sent, { ok: false }>;

/** Until a person changes something nothing can arrive. */
const DEAD: ReadonlySet<string> = new Set(['unauthorized', 'target_gone', 'address_refused', 'gone']);
const SECOND_MS = 1000;

const idsOf = (batch: Batch) => batch.map(({ id }) => id);

/** The same on every retry. What was tried before and has waited alone since may have given its own id to others. */
function idOf([{ id, batch, attempts }]: Batch, now: number): string {
  return batch ?? (attempts === 0 ? id : newId(now));
}

/** What is said; a retry says it under the same id, whatever has dropped out of the batch meanwhile. */
function notificationOf(batch: Batch, id: string): Notification {
  const [first, ...others] = batch;
  const read = ({ notification }: DeliveryRow) => JSON.parse(notification) as Notification;
  return others.length === 0
    ? { ...read(first), id }
    : digestOf([read(first), ...others.map((row) => read(row))], id);
}

/** What nobody foresaw is an attempt that failed: it is made again after a while, not each second. */
async function send({ log }: AttemptParts, way: Way, notification: Notification, now: number): Promise<Sent> {
  return way.send(notification, now).catch((error: unknown): Failed => {
    log.error('sending failed', { error: reasonOf(error) });
    return { ok: false, retry: true, reason: 'server', message: 'The hub could not send it' };
  });
}

function afterFailure(
  store: OutboxStore,
  batch: Batch,
  { retry, message, retryAfterSeconds }: Failed,
  isDead: boolean,
  now: number,
): Statement[] {
  const attempts = Math.max(...batch.map((row) => row.attempts)) + 1;
  const wait = retry ? waitAfter(attempts, retryAfterSeconds) : null;
  return [
    wait === null
      ? store.finish(idsOf(batch), 'failed', message, now)
      : store.retryAt(idsOf(batch), now + wait, message),
    ...(isDead ? [store.finishTarget(batch[0].target, message, now)] : []),
  ];
}

/** When the target may have its next message, in ms; null: at once. */
function nextAfter(sent: Sent, isDead: boolean, now: number): number | null {
  if (sent.ok || !(isDead || sent.retry)) return null;
  return now + (sent.retryAfterSeconds ?? 0) * SECOND_MS;
}

/**
 * Sends one message and writes down how it went. Its rows are marked before, so that it is known after a restart
 * what went together.
 * @param clock what time it is, in ms: an attempt can take a while
 * @returns when the target may have its next message; null: at once
 */
export async function attempt(
  parts: AttemptParts,
  way: Way,
  batch: Batch,
  clock: () => number,
): Promise<number | null> {
  const { database, store, log } = parts;
  const [{ target }] = batch;
  const id = idOf(batch, clock());
  await database.write([store.begin(idsOf(batch), id)]);
  const sent = await send(parts, way, notificationOf(batch, id), clock());
  const now = clock();
  const isDead = !sent.ok && DEAD.has(sent.reason);
  // A visitor whose browser is gone is nobody's trouble.
  const note = isCrowd(target) ? log.debug : log.warn;
  if (!sent.ok) note('a message did not arrive', { target, reason: sent.reason, detail: sent.message });
  await database.write(
    sent.ok ? [store.delivered(idsOf(batch), now)] : afterFailure(store, batch, sent, isDead, now),
  );
  await way.note(sent, isDead, now);
  return nextAfter(sent, isDead, now);
}

import { reasonOf } from '../../errors.ts';
import type { ReviewDelivery } from '../types.ts';
import { type AttemptParts, attempt, type Batch } from './attempt.ts';
import { isCrowd } from './crowd.ts';
import { batchesOf, sortOut, wholeMessages } from './sort-out.ts';
import { type DeliveryRow, MOST_AT_ONCE } from './store.ts';
import type { Way, WayTo } from './way.ts';

export interface DeliveryParts extends AttemptParts {
  wayTo: WayTo;
}

/** What is due a little later joins a message that goes now. */
const JOIN_MS = 3000;
/** Each can take as long as a request may: those that do not answer must leave room for the others. */
const MOST_TARGETS = 40;
/** Of these: an alert finds room however many visitors are being told. */
const MOST_OF_CROWD = 30;

/** The caller's time, running on. */
function clockFrom(now: number): () => number {
  const startedAt = performance.now();
  return () => Math.round(now + performance.now() - startedAt);
}

/** What waits for another attempt is not hurried by what is new. */
const isReady = ({ batch, dueAt }: DeliveryRow, now: number) => batch === null || dueAt <= now;

/** Delivers what the outbox holds: each target on its own, so that a slow one holds up nobody else. */
export function openDelivery(parts: DeliveryParts) {
  const { database, store, log, wayTo } = parts;
  const running = new Map<string, Promise<void>>();
  /** Targets that asked to be left alone, and until when. */
  const held = new Map<string, number>();
  /** Before then nothing is due, and the database need not be asked. */
  let nextDueAt = 0;
  let lastRunAt = 0;
  let isStopping = false;
  let isLooking = false;
  let whenDue = (): void => undefined;

  /** What of the rows goes out now, as messages; what is decided of the others is written. */
  async function messagesOf(
    rows: readonly DeliveryRow[],
    way: Way,
    review: ReviewDelivery,
    now: number,
  ): Promise<Batch[]> {
    const target = rows[0]?.target ?? '';
    const threads = rows.map(({ thread }) => thread);
    const told = await store.toldThreads(target, threads);
    const sorted = sortOut(store, rows, { ...way, told, review, now });
    await database.write(sorted.statements);
    return batchesOf(sorted.rows);
  }

  async function deliverTo(
    target: string,
    rows: readonly DeliveryRow[],
    review: ReviewDelivery,
    clock: () => number,
  ): Promise<void> {
    const way = await wayTo(target);
    if (typeof way === 'string') {
      const ids = rows.map(({ id }) => id);
      return database.write([store.finish(ids, 'cancelled', way, clock())]);
    }
    for (const batch of await messagesOf(rows, way, review, clock())) {
      if (isStopping) return;
      const next = await attempt(parts, way, batch, clock);
      if (next === null) continue;
      held.set(target, next);
      return;
    }
  }

  function start(target: string, rows: readonly DeliveryRow[], review: ReviewDelivery, now: number): void {
    const work = deliverTo(target, rows, review, clockFrom(now))
      .catch((error: unknown) => log.error('delivery failed', { target, error: reasonOf(error) }))
      .finally(() => running.delete(target));
    running.set(target, work);
  }

  /** Targets that get nothing now: those with a message on its way, and those that asked to wait. */
  function busy(now: number): string[] {
    for (const [target, until] of held) if (until <= now) held.delete(target);
    return [...running.keys(), ...held.keys()];
  }

  const isFull = () => isStopping || running.size >= MOST_TARGETS;
  const hasRoomFor = (target: string) =>
    !isCrowd(target) || [...running.keys()].filter(isCrowd).length < MOST_OF_CROWD;

  function expect(dueAt: number): void {
    nextDueAt = Math.min(nextDueAt, dueAt);
    whenDue();
  }

  /** What waits and is due about now. What is committed while the database is asked counts too. */
  async function due(now: number): Promise<readonly DeliveryRow[]> {
    if (now < nextDueAt) return [];
    nextDueAt = Number.POSITIVE_INFINITY;
    try {
      const rows = await store.due(now + JOIN_MS, busy(now));
      expect(rows.length > 0 ? now : ((await store.nextDueAt()) ?? Number.POSITIVE_INFINITY));
      return wholeMessages(rows, MOST_AT_ONCE);
    } catch (error) {
      nextDueAt = 0;
      throw error;
    }
  }

  /** Resolves once nothing is on its way. */
  async function settled(): Promise<void> {
    while (running.size > 0) await Promise.all(running.values());
  }

  return {
    /** Job: begins to deliver what is due; does not wait for it. Never beside itself. */
    deliverDue: async (review: ReviewDelivery, now: number): Promise<void> => {
      if (isLooking) return;
      isLooking = true;
      const found = await due(now).finally(() => {
        isLooking = false;
      });
      lastRunAt = now;
      for (const [target, rows] of Map.groupBy(found, (row) => row.target)) {
        if (isFull() || !hasRoomFor(target)) return;
        if (running.has(target) || rows.every(({ dueAt }) => dueAt > now)) continue;
        const ready = rows.filter((row) => isReady(row, now));
        start(target, ready, review, now);
      }
    },
    /** When something is due next, in ms; infinite: nothing waits. */
    nextDueAt: (): number => nextDueAt,
    /** Tells whoever wakes the job that something may be due sooner than before. */
    onDue: (listener: () => void): void => {
      whenDue = listener;
    },
    /** Says that something is due at a time, in ms. */
    expect,
    /** A person has changed something about the target: it may be asked again. */
    release: (target: string): void => {
      held.delete(target);
    },
    /** When the job ran last, in ms. */
    lastRunAt: () => lastRunAt,
    settled,
    /** Begins nothing more, and resolves once what is on its way has ended. */
    drain: (): Promise<void> => {
      isStopping = true;
      return settled();
    },
  };
}

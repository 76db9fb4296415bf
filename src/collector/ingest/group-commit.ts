import { isBusy, type Statement } from '../../../db/open.ts';
import { AppError } from '../errors.ts';
import type { Report } from '../metrics/index.ts';

/** What one delivery writes; worked out as late as the flush, so that it builds on the commit before it. */
export interface Prepared {
  statements: Statement[];
  reports: Report[];
  committed: () => void;
}

/** What one caller brings: all for one server, because the next delivery must see what this one changed. */
export interface Delivery {
  serverId: string;
  /** Number of heartbeats in it. */
  size: number;
  prepare: () => Prepared;
}

export interface GroupCommitOptions {
  write: (statements: Statement[]) => Promise<void>;
  /** Statements that store these reports, and what to do once they are stored. */
  append: (reports: readonly Report[]) => Statement[];
  appended: (reports: readonly Report[]) => void;
}

export interface GroupCommit {
  /** Resolves once the delivery is on disk. @throws AppError `unavailable` when too much waits already */
  deliver: (delivery: Delivery) => Promise<void>;
  /** Resolves once nothing waits any more. */
  drain: () => Promise<void>;
}

interface Waiting extends Delivery {
  resolve: () => void;
  reject: (error: unknown) => void;
}

const FLUSH_EVERY_MS = 5;
const FLUSH_SIZE = 200;
/** About five seconds at full speed: whoever comes later would be told too late. */
const MAX_WAITING = 10_000;
const RETRY_AFTER_SECONDS = 5;

/** The next deliveries to commit together: at most one for each server, up to the flush size. */
export function takeBatch(queue: Waiting[]): { batch: Waiting[]; rest: Waiting[] } {
  const batch: Waiting[] = [];
  const rest: Waiting[] = [];
  const servers = new Set<string>();
  let size = 0;
  for (const item of queue) {
    const fits = !servers.has(item.serverId) && (size === 0 || size + item.size <= FLUSH_SIZE);
    // A server whose earlier delivery waits must not be overtaken by its later one.
    servers.add(item.serverId);
    if (fits) size += item.size;
    (fits ? batch : rest).push(item);
  }
  return { batch, rest };
}

/**
 * Collects deliveries and commits them together: every 5 ms or 200 heartbeats, never sooner than the last
 * commit took. A caller is answered after the commit that holds its heartbeats.
 */
export function openGroupCommit(options: GroupCommitOptions): GroupCommit {
  let queue: Waiting[] = [];
  let waiting = 0;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let lastCommitMs = 0;

  async function commit(batch: Waiting[]): Promise<void> {
    const prepared = batch.map((item) => item.prepare());
    const reports = prepared.flatMap((part) => part.reports);
    await options.write([...prepared.flatMap((part) => part.statements), ...options.append(reports)]);
    for (const part of prepared) part.committed();
    options.appended(reports);
    for (const item of batch) item.resolve();
  }

  /**
   * A file that another process holds is nobody's fault: alone each would wait for it as long again, and so would all
   * that came meanwhile.
   */
  function refuseAll(batch: Waiting[], error: unknown): void {
    for (const item of [...batch, ...queue]) item.reject(error);
    queue = [];
  }

  /**
   * One bad delivery must not take the others down: alone, each finds out for itself. Also one that was alone
   * before, because it may have failed on what has changed since: a server that a person added meanwhile.
   */
  async function commitOrSplit(batch: Waiting[]): Promise<void> {
    try {
      await commit(batch);
    } catch (error) {
      if (isBusy(error)) refuseAll(batch, error);
      else for (const item of batch) await commit([item]).catch(item.reject);
    }
  }

  async function flush(): Promise<void> {
    const { batch, rest } = takeBatch(queue);
    queue = rest;
    const startedAt = performance.now();
    await commitOrSplit(batch);
    lastCommitMs = performance.now() - startedAt;
  }

  function start(): void {
    timer = null;
    running = flush().finally(() => {
      running = null;
      schedule();
    });
  }

  function schedule(): void {
    if (running !== null || queue.length === 0) return;
    const isFull = waiting >= FLUSH_SIZE && lastCommitMs < FLUSH_EVERY_MS;
    if (timer && !isFull) return;
    if (timer) clearTimeout(timer);
    timer = setTimeout(start, isFull ? 0 : Math.max(FLUSH_EVERY_MS, lastCommitMs));
  }

  return {
    deliver: async (delivery) => {
      if (waiting > 0 && waiting + delivery.size > MAX_WAITING) {
        const message = 'The hub has more reports than it can store right now';
        throw new AppError('unavailable', message, { retryAfterSeconds: RETRY_AFTER_SECONDS });
      }
      waiting += delivery.size;
      const stored = new Promise<void>((resolve, reject) => {
        queue.push({ ...delivery, resolve, reject });
        schedule();
      });
      await stored.finally(() => {
        waiting -= delivery.size;
      });
    },
    drain: async () => {
      while (queue.length > 0 || running !== null) {
        if (running !== null) await running;
        else if (timer) {
          clearTimeout(timer);
          start();
        }
      }
    },
  };
}

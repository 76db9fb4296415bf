import { Cron } from 'croner';
import { reasonOf } from './errors.ts';
import type { Log } from './log.ts';

export interface Job {
  name: string;
  /** croner pattern, seconds first. */
  schedule: string;
  run: (now: number) => Promise<unknown>;
}

interface Scheduled extends Job {
  pattern: Cron;
  dueAt: number;
  running: Promise<void> | null;
}

/** A clock that was set, or a machine that slept, is noticed after this long. */
const MOST_MS = 30_000;

const nextAt = (pattern: Cron, now: number) =>
  pattern.nextRun(new Date(now))?.getTime() ?? Number.POSITIVE_INFINITY;

/**
 * Starts jobs: each never beside itself, and one failure is logged and does not stop the next run.
 * One timer for all: croner's own, one for each job, took a third of an idle hub's CPU.
 * `holdsLease` says whether this node is the one that runs jobs.
 */
export function startJobs(
  jobs: readonly Job[],
  log: Log,
  holdsLease: () => boolean,
): { stop: () => Promise<void> } {
  let lookedAt = Date.now();
  const all = jobs.map((job): Scheduled => {
    const pattern = new Cron(job.schedule);
    return { ...job, pattern, dueAt: nextAt(pattern, lookedAt), running: null };
  });
  let timer = arm();

  async function runOnce({ name, run }: Job, now: number): Promise<void> {
    try {
      await run(now);
    } catch (error) {
      log.error('job failed', { job: name, error: reasonOf(error) });
    }
  }

  function start(job: Scheduled, now: number): void {
    if (job.running || !holdsLease()) return;
    job.running = runOnce(job, now).then(() => {
      job.running = null;
    });
  }

  function look(): void {
    const now = Date.now();
    const wasSetBack = now < lookedAt;
    lookedAt = now;
    for (const job of all) {
      const isDue = job.dueAt <= now;
      if (isDue) start(job, now);
      if (isDue || wasSetBack) job.dueAt = nextAt(job.pattern, now);
    }
    timer = arm();
  }

  function arm(): NodeJS.Timeout {
    const dueAt = Math.min(...all.map((job) => job.dueAt));
    return setTimeout(look, Math.min(dueAt - Date.now(), MOST_MS)).unref();
  }

  return {
    stop: async () => {
      clearTimeout(timer);
      await Promise.all(all.map(({ running }) => running));
    },
  };
}

import { Cron } from 'croner';
import { reasonOf } from './errors.ts';
import type { Log } from './log.ts';

export interface Job {
  name: string;
  /** croner pattern, seconds first. */
  schedule: string;
  run: (now: number) => Promise<unknown>;
}

/**
 * Starts a job: never beside itself, and one failure is logged and does not stop the next run.
 * `holdsLease` says whether this node is the one that runs jobs.
 */
export function startJob(job: Job, log: Log, holdsLease: () => boolean): { stop: () => Promise<void> } {
  let running: Promise<void> | null = null;
  const runOnce = async () => {
    if (!holdsLease()) return;
    await job.run(Date.now());
  };
  const cron = new Cron(job.schedule, { protect: true, unref: true }, () => {
    running = runOnce()
      .catch((error: unknown) => log.error('job failed', { job: job.name, error: reasonOf(error) }))
      .finally(() => {
        running = null;
      });
    return running;
  });
  return {
    stop: async () => {
      cron.stop();
      await running;
    },
  };
}

import { reasonOf } from '../errors.ts';
import type { Log } from '../log.ts';

/** Something that is to be done when it is due. */
export interface Due {
  name: string;
  run: (now: number) => Promise<unknown>;
  /** When it is due next, in ms; infinite: not at all. */
  nextAt: () => number;
}

/** Never more often, whatever is due. */
const LEAST_MS = 1000;
/** What is due later is found by whoever looks by the clock. */
const MOST_MS = 30_000;

/**
 * Runs something within a second of when it is due. Looking every second would do the same and cost an idle hub more
 * than all its other work.
 */
export function startWakeUp({ name, run, nextAt }: Due, log: Log, holdsLease: () => boolean) {
  let timer: NodeJS.Timeout | null = null;
  let wakesAt = Number.POSITIVE_INFINITY;
  let isStopped = false;

  async function fire(): Promise<void> {
    timer = null;
    wakesAt = Number.POSITIVE_INFINITY;
    await run(Date.now()).catch((error: unknown) =>
      log.error('job failed', { job: name, error: reasonOf(error) }),
    );
    arm();
  }

  /** To be called whenever something may be due sooner than before. */
  function arm(): void {
    const now = Date.now();
    const at = Math.max(nextAt(), now + LEAST_MS);
    if (isStopped || !holdsLease() || at >= wakesAt || at - now > MOST_MS) return;
    if (timer) clearTimeout(timer);
    wakesAt = at;
    timer = setTimeout(() => void fire(), at - now);
    timer.unref();
  }

  return {
    arm,
    stop: (): void => {
      isStopped = true;
      if (timer) clearTimeout(timer);
    },
  };
}

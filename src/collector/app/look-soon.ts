import type { Changes } from '../changes.ts';
import type { Log } from '../log.ts';
import { startWakeUp } from './wake-up.ts';

export interface LookParts {
  changes: Changes;
  look: (now: number) => Promise<void>;
  log: Log;
  holdsLease: () => boolean;
}

/** Looks at public pages about a second after something in the fleet changed, however much changes meanwhile. */
export function lookSoon({ changes, look, log, holdsLease }: LookParts): { stop: () => void } {
  let dueAt = Number.POSITIVE_INFINITY;
  const run = (now: number) => {
    dueAt = Number.POSITIVE_INFINITY;
    return look(now);
  };
  const wakeUp = startWakeUp({ name: 'look at status pages', run, nextAt: () => dueAt }, log, holdsLease);
  const unsubscribe = changes.subscribe(() => {
    dueAt = Number.NEGATIVE_INFINITY;
    wakeUp.arm();
  });
  return {
    stop: () => {
      unsubscribe();
      wakeUp.stop();
    },
  };
}

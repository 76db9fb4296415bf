import { setTimeout as sleep } from 'node:timers/promises';

/** How long the library itself waits for a lock. It keeps the whole process from doing anything else meanwhile. */
export const BUSY_MS = 50;
/** Others hold the file for moments: a backup, somebody with a shell. */
const PATIENCE_MS = 5000;
const PAUSE_MS = 50;

/** Does something with the database, waiting for others to let its file go. @throws what the last attempt threw */
export type Patient = <T>(attempt: () => Promise<T>) => Promise<T>;

/** True when something could not be done because another process held the file all the time. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Error &&
  (String(Reflect.get(error, 'code')).startsWith('SQLITE_BUSY') || isBusy(error.cause));

async function again<T>(attempt: () => Promise<T>, renew: () => Promise<void>, until: number): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error)) throw error;
      await renew();
      if (performance.now() > until) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

/**
 * Does things again and again while another process holds the file, each for five seconds. Between two attempts the
 * process goes on with everything else.
 * @param renew makes a fresh connection: one that has met a lock can commit nothing any more
 */
export function patient(renew: () => Promise<void>, patienceMs = PATIENCE_MS): Patient {
  return (attempt) => again(attempt, renew, performance.now() + patienceMs);
}

/** Runs works one after the other, each when the one before has ended, however that was. */
export function oneByOne(): Patient {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work, work);
    last = done.catch(() => undefined);
    return done;
  };
}

/**
 * As `patient`, in turn. Its five seconds begin when it is asked, not when its turn comes: what has waited so long
 * behind another that failed fails with it, or each of many would be told no five seconds after the one before.
 */
export function patientInTurn(
  inTurn: Patient,
  renew: () => Promise<void>,
  patienceMs = PATIENCE_MS,
): Patient {
  let held: unknown = null;
  const tryUntil = async <T>(attempt: () => Promise<T>, until: number): Promise<T> => {
    if (held !== null && performance.now() > until) throw held;
    try {
      const result = await again(attempt, renew, until);
      held = null;
      return result;
    } catch (error) {
      held = isBusy(error) ? error : null;
      throw error;
    }
  };
  return (attempt) => {
    const until = performance.now() + patienceMs;
    return inTurn(() => tryUntil(attempt, until));
  };
}

import type { Database, Statement } from '../../../db/open.ts';
import type { FleetStore } from './store.ts';

/**
 * A hub that was away for longer knows nothing of that time: as long as a server may be silent before it is offline.
 * A shorter restart misses no report, because agents keep theirs.
 */
export const ABSENT_AFTER_MS = 3 * 60_000;

/** A time in which the hub was away, in integer ms. */
export interface Absence {
  fromAt: number;
  toAt: number;
}

/** Notes that the hub works, and from that when it was away: stopped, asleep, or unable to write. */
export async function openPulse({ database, store }: { database: Database; store: FleetStore }, now: number) {
  let at = await store.pulse();
  let lastAbsence = await store.lastAbsence();

  const absenceAt = (now: number): Absence | null =>
    at !== null && now - at > ABSENT_AFTER_MS ? { fromAt: at, toAt: now } : null;

  async function beat(now: number): Promise<void> {
    const absence = absenceAt(now);
    // A clock that was far ahead and is set right: nobody would count as heard before that time comes.
    const wasAhead = lastAbsence !== null && lastAbsence.toAt > now;
    const statements: Statement[] = [
      store.setPulse(now),
      ...(wasAhead ? store.cutAbsences(now) : []),
      ...(absence === null ? [] : [store.insertAbsence(absence)]),
    ];
    await database.write(statements);
    at = now;
    lastAbsence = absence ?? (wasAhead ? await store.lastAbsence() : lastAbsence);
  }

  await beat(now);
  return {
    /** Job: notes that the hub works, each minute. It fails where nothing can be written. */
    beat,
    /** When the hub was last known to work, in ms. */
    at: (): number => at ?? now,
    /** The newest time in which it was away; null: none is known. */
    lastAbsence: (): Absence | null => lastAbsence,
    absencesSince: (from: number): Promise<Absence[]> => store.absencesSince(from),
  };
}

export type Pulse = Awaited<ReturnType<typeof openPulse>>;

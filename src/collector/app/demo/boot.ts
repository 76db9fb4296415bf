import { chance, hashOf } from './random.ts';
import { DAY_MS, type Story } from './story.ts';

const MINUTE_MS = 60_000;
const FOUR_IN_THE_MORNING_MS = 4 * 60 * MINUTE_MS;

/** The newest start of a machine: at four in the morning, every 17 to 40 days, each at times of its own. */
export function bootOf(machineId: string, { seed, today, offsetMs }: Story, at: number): number {
  const own = hashOf(`${seed} ${machineId} boot`);
  const everyMs = (17 + Math.floor(chance(own, 0) * 24)) * DAY_MS;
  const midnight = Math.floor((today + offsetMs) / DAY_MS) * DAY_MS - offsetMs;
  const minutes = Math.floor(chance(own, 1) * 50);
  const daysBefore = 3 + Math.floor(chance(own, 2) * 13);
  const one = midnight + FOUR_IN_THE_MORNING_MS + minutes * MINUTE_MS - daysBefore * DAY_MS;
  return one + Math.floor((at - one) / everyMs) * everyMs;
}

import type { PublicDay, PublicState } from '../../words/status/public-page.ts';

/** Days in a row of which the same is to be said. */
export interface TroubledDays {
  /** First and last of them, as "2026-11-25". */
  from: string;
  to: string;
  state: PublicState;
  text: string;
}

/**
 * The days that were not all well, newest first; those in a row that read the same are one entry. Days before anything was
 * known are none of them: nobody looked then.
 * @param days oldest first
 */
export function troubledDays(days: readonly PublicDay[], textOf: (day: PublicDay) => string): TroubledDays[] {
  const runs: TroubledDays[] = [];
  const begin = days.findIndex(({ state }) => state !== 'unknown');
  for (const [i, day] of days.entries()) {
    if (begin === -1 || i < begin || day.state === 'working') continue;
    const { date, state } = day;
    const text = textOf(day);
    const last = runs.at(-1);
    if (last && last.to === days[i - 1]?.date && last.text === text && last.state === state) last.to = date;
    else runs.push({ from: date, to: date, state, text });
  }
  return runs.reverse();
}

import { dateAfter, instantOf, localTimeOf, weekdayOf } from '../../../words/local-time.ts';
import type { MaintenanceWindow, Timetable } from './schema.ts';

type Planned = Pick<MaintenanceWindow, 'zone' | 'timetable'>;

/** One time that a window is open, in integer ms; its end is not in it. */
export interface Opening {
  from: number;
  to: number;
}

const split = (local: string) => {
  const [date = '', clock = ''] = local.split('T');
  return { date, clock };
};

type Once = Extract<Timetable, { type: 'once' }>;
type Weekly = Extract<Timetable, { type: 'weekly' }>;

const openingOnce = (zone: string, { starts, ends }: Once): Opening => ({
  from: instantOf(zone, split(starts)),
  to: instantOf(zone, split(ends)),
});

function openingOn(zone: string, { starts, ends }: Weekly, date: string): Opening {
  const isOverMidnight = ends <= starts;
  return {
    from: instantOf(zone, { date, clock: starts }),
    to: instantOf(zone, { date: isOverMidnight ? dateAfter(date, 1) : date, clock: ends }),
  };
}

/** Yesterday's may still be open. */
const OPEN_DAYS = [-1, 0];
/** Each day of the week comes twice: a change of clocks may swallow the opening of one week. */
const DAYS_AHEAD = Array.from({ length: 15 }, (_, days) => days);

/** The openings that begin on some days, counted from today, in order. */
function openingsOn({ zone, timetable }: Planned, days: readonly number[], now: number): Opening[] {
  if (timetable.type === 'once') return [openingOnce(zone, timetable)];
  const today = localTimeOf(zone, now).date;
  return days
    .map((day) => dateAfter(today, day))
    .filter((date) => timetable.days.includes(weekdayOf(date)))
    .map((date) => openingOn(zone, timetable, date))
    .filter(({ from, to }) => to > from);
}

/** The opening that goes on, of several the one that lasts longest. Local times decide, also when clocks change. */
export function openingAt(window: Planned, now: number): Opening | null {
  const open = openingsOn(window, OPEN_DAYS, now).filter(({ from, to }) => from <= now && now < to);
  return open.sort((a, b) => b.to - a.to)[0] ?? null;
}

/** Until when a window is open, in ms; null when it is not. */
export function activeUntil(window: Planned, now: number): number | null {
  return openingAt(window, now)?.to ?? null;
}

/** When a window opens next, in ms; null when it does not any more. */
export function nextStart(window: Planned, now: number): number | null {
  const starts = openingsOn(window, DAYS_AHEAD, now).map(({ from }) => from);
  return starts.find((from) => from > now) ?? null;
}

/** When a window is over for good, in ms; null for one that comes again. */
export function endOf({ zone, timetable }: Planned): number | null {
  return timetable.type === 'once' ? openingOnce(zone, timetable).to : null;
}

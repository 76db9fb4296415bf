/** A day of the calendar and a time on the clock, in some zone: "2026-11-25" and "22:00". */
export interface LocalTime {
  date: string;
  clock: string;
}

/** A time on the clock, as "22:00". */
export const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Making one takes long: one for each zone. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formatters.set(zone, made);
  return made;
}

/** Whether that is a time zone, as "Europe/London". */
export function isZone(zone: string): boolean {
  try {
    formatter(zone);
    return true;
  } catch {
    return false;
  }
}

/** What calendar and clock of a zone show at an instant (integer ms). */
export function localTimeOf(zone: string, at: number): LocalTime {
  const parts = new Map(
    formatter(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    clock: `${part('hour')}:${part('minute')}`,
  };
}

const asUtc = ({ date, clock }: LocalTime) => Date.parse(`${date}T${clock}:00Z`);

/** How far a zone's clock is ahead of UTC at an instant, in ms; whole minutes, as all zones are today. */
function offsetMs(zone: string, at: number): number {
  const minute = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  return asUtc(localTimeOf(zone, minute)) - minute;
}

/**
 * The instant at which a zone's calendar and clock show a time, in integer ms. A time that a change of clocks skips
 * counts by the clock from before the change (02:30 becomes 03:30); of one that comes twice it is the first.
 */
export function instantOf(zone: string, local: LocalTime): number {
  const wall = asUtc(local);
  const offsets = [offsetMs(zone, wall - DAY_MS), offsetMs(zone, wall + DAY_MS)];
  const fitting = offsets
    .map((offset) => wall - offset)
    .filter((at) => asUtc(localTimeOf(zone, at)) === wall);
  return fitting.length > 0 ? Math.min(...fitting) : wall - (offsets[0] ?? 0);
}

/** The day so many days later on the calendar. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

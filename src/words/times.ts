const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something lasts, in its two largest units: "12d 4h", "3h 20m", "45s". */
export function duration(seconds: number): string {
  const total = Math.max(0, Math.floor(seconds));
  const days = Math.floor(total / 86_400);
  const hours = Math.floor((total % 86_400) / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  if (days > 0) return hours > 0 ? `${days}d ${hours}h` : `${days}d`;
  if (hours > 0) return minutes > 0 ? `${hours}h ${minutes}m` : `${hours}h`;
  return minutes > 0 ? `${minutes}m` : `${total}s`;
}

const STEPS: [number, number, string, string][] = [
  [MINUTE, SECOND, 's', 's'],
  [HOUR, MINUTE, 'min', 'min'],
  [DAY, HOUR, 'h', 'h'],
  [60 * DAY, DAY, 'day', 'days'],
  [730 * DAY, 30 * DAY, 'month', 'months'],
  [Number.POSITIVE_INFINITY, 365 * DAY, 'year', 'years'],
];

/** How long in its largest unit alone, of milliseconds: "45 s", "5 min", "3 days". */
export function amount(elapsed: number): string {
  for (const [below, unit, one, many] of STEPS) {
    if (elapsed >= below) continue;
    const count = Math.floor(elapsed / unit);
    return `${count} ${count === 1 ? one : many}`;
  }
  return '';
}

/**
 * How long until something, of milliseconds: "8 h". The begun minute counts, so that what was just asked for is not
 * already less.
 */
export const timeLeft = (left: number): string => amount(Math.ceil(Math.max(left, 0) / MINUTE) * MINUTE);

/** How long ago: "just now", "5 min ago", "3 days ago". Clocks that run ahead count as now. */
export function ago(at: number, now: number): string {
  const elapsed = now - at;
  return elapsed < 10 * SECOND ? 'just now' : `${amount(elapsed)} ago`;
}

/** A zone name such as "Europe/London"; absent: the zone of the machine. */
export type Zone = string | undefined;

const LOCALE = 'en-GB';
const FORMATS = {
  clock: { hour: '2-digit', minute: '2-digit' },
  exact: { dateStyle: 'medium', timeStyle: 'medium' },
  day: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Making one takes over a hundred times as long as using it, and memory that comes back late: one for each zone. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function format(name: keyof typeof FORMATS, at: number, timeZone: Zone): string {
  const key = `${name} ${timeZone}`;
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(LOCALE, { ...FORMATS[name], timeZone });
  formatters.set(key, formatter);
  return formatter.format(at);
}

/** "14:02". */
export const clock = (at: number, timeZone?: Zone): string => format('clock', at, timeZone);

/** "20 Nov 2026, 14:02:10": what stands behind a relative time. */
export const exact = (at: number, timeZone?: Zone): string => format('exact', at, timeZone);

/** "20 Nov". */
export const day = (at: number, timeZone?: Zone): string => format('day', at, timeZone);

/** A moment as people name it: "14:02" today, "Tue 14:02" this week, "3 Nov" before. */
export function moment(at: number, now: number, timeZone?: Zone): string {
  if (day(at, timeZone) === day(now, timeZone) && now - at < DAY) return clock(at, timeZone);
  if (now - at >= 6 * DAY) return day(at, timeZone);
  return `${format('weekday', at, timeZone)} ${clock(at, timeZone)}`;
}

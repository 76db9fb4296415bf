import { dateAfter, localTimeOf } from '../local-time.ts';
import type { StatusWords } from './words.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The same weekday a week away would be mistaken for today's. */
const NAMED_DAYS = 6;

const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;
const DATE = { day: 'numeric', month: 'long' } as const;
const FORMATS = {
  clock: CLOCK,
  weekday: { weekday: 'long', ...CLOCK },
  date: { ...DATE, ...CLOCK },
  dateOfYear: { ...DATE, year: 'numeric', ...CLOCK },
  exact: { ...DATE, year: 'numeric', ...CLOCK, second: '2-digit', timeZoneName: 'short' },
  day: DATE,
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Making one takes over a hundred times as long as using it: one for each language and zone. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function format({ locale }: StatusWords, name: keyof typeof FORMATS, timeZone: string, at: number): string {
  const key = `${locale} ${name} ${timeZone}`;
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...FORMATS[name], timeZone });
  formatters.set(key, formatter);
  return formatter.format(at);
}

/** A moment as people name it: "14:05" today, "Tuesday 14:05" this week, else "3 November at 14:05". */
export function momentIn(words: StatusWords, zone: string, at: number, now: number): string {
  const { date } = localTimeOf(zone, at);
  const today = localTimeOf(zone, now).date;
  if (date === today) return format(words, 'clock', zone, at);
  if (date >= dateAfter(today, -NAMED_DAYS) && date <= dateAfter(today, NAMED_DAYS))
    return format(words, 'weekday', zone, at);
  return format(words, date.slice(0, 4) === today.slice(0, 4) ? 'date' : 'dateOfYear', zone, at);
}

type Tell = (at: number) => string;

function between(words: StatusWords, zone: string, [from, to]: [number, number], tell: Tell): string {
  const isOneDay = localTimeOf(zone, from).date === localTimeOf(zone, to).date;
  return words.fromTo(tell(from), isOneDay ? format(words, 'clock', zone, to) : tell(to));
}

/** From when to when, the day named once where it is the same: "From Tuesday 14:00 to 16:00". */
export function spanIn(words: StatusWords, zone: string, from: number, to: number, now: number): string {
  return between(words, zone, [from, to], (at) => momentIn(words, zone, at, now));
}

/** The same for readers of any day: "From 3 November 2026 at 14:00 to 16:00". */
export function datedSpanIn(words: StatusWords, zone: string, from: number, to: number): string {
  return between(words, zone, [from, to], (at) => format(words, 'dateOfYear', zone, at));
}

/** "25 November 2026 at 14:05:30 GMT": what stands behind every other time. */
export function exactIn(words: StatusWords, zone: string, at: number): string {
  return format(words, 'exact', zone, at);
}

/** A day of the calendar, of "2026-11-25": "25 November". */
export function dayIn(words: StatusWords, _zone: string, date: string): string {
  return format(words, 'day', 'UTC', Date.parse(`${date}T00:00:00Z`));
}

const agoFormatters = new Map<string, Intl.RelativeTimeFormat>();

/** How long ago that is, of ms: "12 minutes ago". Less than a minute, and clocks that run ahead, count as a minute. */
export function ageIn({ locale }: StatusWords, ageMs: number): string {
  const formatter = agoFormatters.get(locale) ?? new Intl.RelativeTimeFormat(locale);
  agoFormatters.set(locale, formatter);
  const ago = (unitMs: number, unit: 'minute' | 'hour' | 'day') =>
    formatter.format(-Math.max(1, Math.floor(ageMs / unitMs)), unit);
  if (ageMs >= 2 * DAY_MS) return ago(DAY_MS, 'day');
  return ageMs >= 2 * HOUR_MS ? ago(HOUR_MS, 'hour') : ago(MINUTE_MS, 'minute');
}

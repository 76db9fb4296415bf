/** A hub looks each minute; ten without a look is more than a restart. */
const OLD_MS = 10 * 60_000;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const UNITS = [
  [2 * DAY_MS, DAY_MS, 'day'],
  [2 * HOUR_MS, HOUR_MS, 'hour'],
  [0, MINUTE_MS, 'minute'],
] as const;

/** Whether a page is older than it should be. @param checkedAt when its state was last looked at, in ms */
export const isOld = (checkedAt: number, now: number): boolean => now - checkedAt > OLD_MS;

/** How long ago that is, of ms: "12 minutes ago"; as the hub's own pages say it (`ageIn` of words/status). */
export function ageSince(locale: string, ageMs: number): string {
  const [, unitMs, unit] = UNITS.find(([from]) => ageMs >= from) ?? UNITS[2];
  return new Intl.RelativeTimeFormat(locale).format(-Math.max(1, Math.floor(ageMs / unitMs)), unit);
}

/** "25 November 2026 at 14:05:30 GMT". */
const exactTime = (locale: string, timeZone: string, at: number): string =>
  new Date(at).toLocaleString(locale, { timeZone, dateStyle: 'long', timeStyle: 'long' });

interface Wording {
  /** The sentence, with {time} and {age} in it. */
  template: string;
  /** As "en-GB". */
  locale: string;
  zone: string;
}

/** What a page says that is older than it should be. */
export function staleText({ template, locale, zone }: Wording, checkedAt: number, now: number): string {
  return template
    .replace('{time}', () => exactTime(locale, zone, checkedAt))
    .replace('{age}', () => ageSince(locale, now - checkedAt));
}

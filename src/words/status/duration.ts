const MINUTE_MS = 60_000;

/** What a language needs to say how long something went on. */
interface DurationWords {
  days: (count: number) => string;
  underAMinute: string;
}

/**
 * How long something went on, in its two largest units: "1 day 2 h", "2 h 5 min", "5 min".
 * @param ms never negative; begun minutes do not count
 */
export function durationOf(ms: number, { days: daysOf, underAMinute }: DurationWords): string {
  const total = Math.floor(ms / MINUTE_MS);
  const days = Math.floor(total / 1440);
  const hours = Math.floor((total % 1440) / 60);
  const minutes = total % 60;
  const parts = [
    days > 0 ? daysOf(days) : '',
    hours > 0 ? `${hours} h` : '',
    minutes > 0 && days === 0 ? `${minutes} min` : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' ') : underAMinute;
}

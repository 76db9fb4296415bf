import { dayIn } from '../../words/status/index.ts';
import type { PublicDay } from '../../words/status/public-page.ts';
import type { StatusWords } from '../../words/status/words.ts';

interface Props {
  days: readonly PublicDay[];
  uptime: string;
  zone: string;
  words: StatusWords;
}

/** How many of them a phone shows. */
const ON_A_PHONE = 30;

/** Short, as they stand in the page a thousand times. */
const CLASSES = { working: undefined, impaired: 'i', down: 'd', maintenance: 'm', unknown: 'u' };

/** Each day as a bar with its own words: read by screen readers, shown when pointed at. */
export function DayBars({ days, uptime, zone, words }: Props) {
  return (
    <div class="calendar">
      <ol class="days" aria-label={words.headings.days}>
        {days.map((day) => (
          <li class={CLASSES[day.state]}>
            <span>{`${dayIn(words, zone, day.date)}: ${words.day(day)}`}</span>
          </li>
        ))}
      </ol>
      <p class="span">
        <span class="wide">{words.daysAgo(days.length)}</span>
        <span class="narrow">{words.daysAgo(Math.min(ON_A_PHONE, days.length))}</span>
        <span class="uptime">{uptime}</span>
        <span>{words.today}</span>
      </p>
    </div>
  );
}

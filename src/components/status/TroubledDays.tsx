import { dayIn } from '../../words/status/index.ts';
import type { PublicComponent } from '../../words/status/public-page.ts';
import type { StatusWords } from '../../words/status/words.ts';
import { StatusMark } from './StatusMark.tsx';
import { troubledDays } from './troubled-days.ts';

interface Props {
  component: Pick<PublicComponent, 'key' | 'name' | 'days'>;
  zone: string;
  words: StatusWords;
}

/** The days on which not all was well, in words. Nothing when there are none. */
export function TroubledDays({ component, zone, words }: Props) {
  const runs = troubledDays(component.days, words.day);
  if (runs.length === 0) return null;
  const dayName = (date: string) => dayIn(words, zone, date);
  return (
    <details id={`days-${component.key}`}>
      <summary>
        {words.headings.troubledDays}
        <span class="visually-hidden">{`: ${component.name}`}</span>
      </summary>
      <ul class="troubled">
        {runs.map(({ from, to, state, text }) => (
          <li>
            <StatusMark state={state} />
            <span>
              <b>{from === to ? dayName(from) : `${dayName(from)} – ${dayName(to)}`}</b>
              {`: ${text}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

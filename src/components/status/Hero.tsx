import { CHECKED_AT, CHECKED_TEXT } from '../../words/status/stamp.ts';
import { Lamp } from '../ui/Lamp.tsx';
import type { Shown } from './shown.ts';
import { levelOf } from './status-level.ts';

interface Props extends Pick<Shown, 'page' | 'words'> {
  sentence: string;
}

const TIME_MARK = '{time}';
const AGE_MARK = '{age}';

/** Lamp and sentence: all that most people came for, and when it was true. */
export function Hero({ page, words, sentence }: Props) {
  return (
    <section class="hero">
      <Lamp level={levelOf(page.state)} size="large" />
      <div class="part">
        <p class="sentence">{sentence}</p>
        {page.intro !== null && <p class="soft said">{page.intro}</p>}
        <p class="small soft">
          <time
            id="checked"
            datetime={CHECKED_AT}
            data-locale={words.locale}
            data-zone={page.zone}
            data-stale={words.stale(TIME_MARK, AGE_MARK)}
          >
            {CHECKED_TEXT}
          </time>
        </p>
      </div>
    </section>
  );
}

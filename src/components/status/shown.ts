import type { PublicPage } from '../../words/status/public-page.ts';
import type { StatusWords } from '../../words/status/words.ts';

/** What every part of a page is drawn from. `now` in ms: when it is drawn. */
export interface Shown {
  page: PublicPage;
  words: StatusWords;
  now: number;
}

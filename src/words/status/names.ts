import type { StatusWords } from './words.ts';

/** More than this many names are a list, not a sentence. */
const NAMED = 2;

/** Names as one speaks them: "Films", "Films and Photos", "Films, Photos and 3 more". */
export function namesIn(words: StatusWords, names: readonly string[]): string {
  const more = names.length - NAMED;
  if (more > 0) return words.andMore(names.slice(0, NAMED).join(', '), more);
  return new Intl.ListFormat(words.locale).format(names);
}

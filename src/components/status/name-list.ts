import type { StatusWords } from '../../words/status/words.ts';

/** All names, where there is room for them: "Films, Photos and Music". */
export const nameList = (names: readonly string[], { locale }: Pick<StatusWords, 'locale'>): string =>
  new Intl.ListFormat(locale).format(names);

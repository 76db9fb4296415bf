import type { StatusPageView } from '../../collector/api/schema/status-pages.ts';
import { wordsOf } from '../../words/status/index.ts';
import { LANGUAGES } from '../../words/status/words.ts';
import type { ComponentOption } from './IncidentFields.tsx';
import type { LanguageOption } from './PagePreview.tsx';

/** The languages of public pages, each as its speakers call it. */
export const languageOptions = (): LanguageOption[] =>
  LANGUAGES.map((language) => [language, wordsOf(language).ownName] as const);

/** The components of a page, by key and name. */
export const componentOptions = ({ groups }: Pick<StatusPageView, 'groups'>): ComponentOption[] =>
  groups.flatMap(({ components }) => components.map(({ key, name }) => [key, name] as const));

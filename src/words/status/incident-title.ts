import { namesIn } from './names.ts';
import type { PublicIncident, PublicUpdate } from './public-page.ts';
import type { StatusWords } from './words.ts';

/** What an incident is called: by its own title, or after what it concerns. */
export function incidentTitleOf(
  { title, concerns }: Pick<PublicIncident, 'title' | 'concerns'>,
  words: StatusWords,
): string {
  if (title !== null) return title;
  return concerns.length > 0 ? words.incidentTitle(namesIn(words, concerns)) : words.generalIncident;
}

/** What an update says: the words that are there in every language, then its writer's own. */
export function updateText(
  { template, text }: Pick<PublicUpdate, 'template' | 'text'>,
  words: StatusWords,
): string {
  return [template === null ? null : words.templates[template], text]
    .filter((part) => part !== null)
    .join(' ');
}

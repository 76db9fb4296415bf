import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import type { Language, StatusWords } from './words.ts';

export { incidentTitleOf, updateText } from './incident-title.ts';
export { languageFor } from './language-for.ts';
export { namesIn } from './names.ts';
export { percentFigure, percentOf } from './percent.ts';
export { sentenceOf } from './sentence.ts';
export { ageIn, datedSpanIn, dayIn, exactIn, momentIn, spanIn } from './times.ts';

const WORDS: Record<Language, StatusWords> = { en, de, fr, es };

/** All that a public page says in a language. */
export const wordsOf = (language: Language): StatusWords => WORDS[language];

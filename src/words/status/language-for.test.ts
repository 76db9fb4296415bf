import { expect, it } from 'vitest';
import { languageFor } from './index.ts';
import type { Language } from './words.ts';

it.each<[string, string | undefined, Language, Language]>([
  ['no header: that of the page', undefined, 'es', 'es'],
  ['an empty one: that of the page', '', 'es', 'es'],
  ['a language by its name', 'fr', 'en', 'fr'],
  ['a country’s own', 'de-AT', 'en', 'de'],
  ['capitals', 'DE-ch', 'en', 'de'],
  ['script and country', 'de-Latn-CH', 'en', 'de'],
  ['the first of a browser’s list that is there', 'nl-NL,nl;q=0.9,fr;q=0.8,en;q=0.7', 'en', 'fr'],
  ['the one wanted most, not the one named first', 'en;q=0.3, es;q=0.8', 'en', 'es'],
  ['of two wanted alike the one named first', 'fr;q=0.5,de;q=0.5', 'en', 'fr'],
  ['none that is there: that of the page', 'nl, pl;q=0.9', 'fr', 'fr'],
  ['any: that of the page', '*', 'fr', 'fr'],
  ['any rather than one', 'de;q=0.2, *;q=0.5', 'fr', 'fr'],
  ['any but that of the page', '*, en;q=0', 'en', 'de'],
  ['never one that is refused', 'de;q=0, es;q=0.1', 'de', 'es'],
  ['spaces around', ' es ; q=0.9 ,\tfr;q=0.1', 'en', 'es'],
  ['what is no weight is no wish', 'de;q=2, fr;q=banana, es;q=0.1', 'en', 'es'],
  ['nonsense: that of the page', ';;q=,-,de_AT,\u0000', 'en', 'en'],
  ['a name that only begins like one', 'deutsch, frr', 'en', 'en'],
  ['more wishes than any browser has', `${'xx,'.repeat(5000)}de`, 'en', 'en'],
])('%s', (_, header, fallback, expected) => {
  expect(languageFor(header, fallback)).toBe(expected);
});

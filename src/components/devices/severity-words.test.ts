import { expect, it } from 'vitest';
import { severitiesInWords } from './severity-words.ts';

it.each([
  { severities: ['high', 'critical'] as const, words: 'broken, serious' },
  { severities: ['low'] as const, words: 'worth knowing' },
  { severities: [] as const, words: 'no alerts' },
  { severities: ['critical', 'high', 'medium', 'low'] as const, words: 'every alert' },
])('$severities: $words', ({ severities, words }) => {
  expect(severitiesInWords(severities)).toBe(words);
});

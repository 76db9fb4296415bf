import { describe, expect, it } from 'vitest';
import { ageIn, exactIn, wordsOf } from '../../words/status/index.ts';
import { LANGUAGES } from '../../words/status/words.ts';
import { ageSince, isOld, staleText } from './status-age.ts';

const NOW = Date.parse('2026-11-25T14:07:00Z');
const MINUTE_MS = 60_000;

describe('how old a page is', () => {
  it('is told when nobody looked for more than ten minutes', () => {
    expect(isOld(NOW - 10 * MINUTE_MS, NOW)).toBe(false);
    expect(isOld(NOW - 10 * MINUTE_MS - 1, NOW)).toBe(true);
  });

  it.each([0, 1, 59, 119, 120, 47 * 60, 48 * 60, 9999])(
    'of %d minutes reads as the hub says it',
    (minutes) => {
      for (const language of LANGUAGES) {
        const words = wordsOf(language);
        expect(ageSince(words.locale, minutes * MINUTE_MS)).toBe(ageIn(words, minutes * MINUTE_MS));
      }
    },
  );

  it.each(LANGUAGES)('reads in %s as the hub would say it', (language) => {
    const words = wordsOf(language);
    const checkedAt = NOW - 12 * MINUTE_MS;
    const wording = { template: words.stale('{time}', '{age}'), locale: words.locale, zone: 'Europe/Berlin' };
    expect(staleText(wording, checkedAt, NOW)).toBe(
      words.stale(exactIn(words, 'Europe/Berlin', checkedAt), ageIn(words, 12 * MINUTE_MS)),
    );
  });
});

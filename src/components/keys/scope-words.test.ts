import { expect, it } from 'vitest';
import { SCOPES } from '../../collector/context.ts';
import { SCOPE_WORDS, scopeWord } from './scope-words.ts';

it('explains every scope once', () => {
  expect(SCOPE_WORDS.map(([scope]) => scope).sort()).toEqual([...SCOPES].sort());
});

it.each([
  ['ingest', 'Post measurements'],
  ['brand:new', 'brand:new'],
])('says %s in words', (scope, word) => {
  expect(scopeWord(scope)).toBe(word);
});

import { describe, expect, it } from 'vitest';
import { accessHashOf } from './access.ts';

const HASH = accessHashOf('k7mw-3pqr-tuvw-9xyz');

describe('the hash of a word', () => {
  it.each([
    { as: 'without its hyphens', word: 'k7mw3pqrtuvw9xyz' },
    { as: 'in capitals', word: 'K7MW-3PQR-TUVW-9XYZ' },
    { as: 'with blanks, as phones add them', word: ' k7mw 3pqr tuvw 9xyz ' },
  ])('is the same $as', ({ word }) => {
    expect(accessHashOf(word)).toBe(HASH);
  });

  it('is another for another word, and is no word itself', () => {
    expect(accessHashOf('k7mw-3pqr-tuvw-9xya')).not.toBe(HASH);
    expect(accessHashOf(HASH)).not.toBe(HASH);
    expect(HASH).toMatch(/^[\w-]{43}$/);
  });
});

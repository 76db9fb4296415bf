import { describe, expect, it } from 'vitest';
import { bytes, shorten } from './shorten.ts';

const doubled = (text: string) => text.replaceAll('&', '&amp;');

describe('a text', () => {
  it.each([
    { what: 'that fits stays', text: 'abc', limit: 3, options: {}, short: 'abc' },
    { what: 'too long is cut', text: 'abcdef', limit: 4, options: {}, short: 'abc…' },
    { what: 'is cut after a word without its space', text: 'ab cdef', limit: 4, options: {}, short: 'ab…' },
    { what: 'is not cut within a character', text: '🏮🏮🏮', limit: 4, options: {}, short: '🏮…' },
    { what: 'may fit in bytes', text: 'ää', limit: 4, options: { size: bytes }, short: 'ää' },
    { what: 'is cut by bytes', text: 'äääää', limit: 8, options: { size: bytes }, short: 'ää…' },
    { what: 'is written, and fits', text: 'a&b', limit: 7, options: { write: doubled }, short: 'a&amp;b' },
    {
      what: 'is cut before what is written',
      text: 'a&b',
      limit: 6,
      options: { write: doubled },
      short: 'a…',
    },
    { what: 'ends as it should', text: 'abcdef', limit: 4, options: { more: '..' }, short: 'ab..' },
    { what: 'without any room is nothing', text: 'abc', limit: 0, options: {}, short: '' },
    { what: 'with less than no room is nothing', text: 'abc', limit: -5, options: {}, short: '' },
    { what: 'with room for one is a sign of more', text: 'abc', limit: 1, options: {}, short: '…' },
  ])('$what', ({ text, limit, options, short }) => {
    expect(shorten(text, limit, options)).toBe(short);
  });
});

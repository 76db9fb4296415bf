import { describe, expect, it } from 'vitest';
import { waitAfter } from './back-off.ts';

describe('after a failed attempt it waits', () => {
  it.each([
    { what: '10 s after the first', attempts: 1, asked: undefined, seconds: 10 },
    { what: '30 s after the second', attempts: 2, asked: undefined, seconds: 30 },
    { what: 'half an hour after the fifth', attempts: 5, asked: undefined, seconds: 1800 },
    { what: 'an hour from then on', attempts: 6, asked: undefined, seconds: 3600 },
    { what: 'for as long as it is asked to', attempts: 1, asked: 75, seconds: 75 },
    { what: 'never shorter because it is asked to', attempts: 4, asked: 1, seconds: 600 },
    { what: 'no more after a day', attempts: 29, asked: 5, seconds: null },
  ])('$what', ({ attempts, asked, seconds }) => {
    expect(waitAfter(attempts, asked)).toBe(seconds === null ? null : seconds * 1000);
  });
});

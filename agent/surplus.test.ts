import { expect, test } from 'vitest';
import { surplus } from './surplus.ts';

test.each([
  ['nothing goes of what fits', [1, 1, 1], { count: 3, bytes: 3 }, 0],
  ['the first go beyond the number', [1, 1, 1], { count: 1, bytes: 9 }, 2],
  ['the first go beyond the size', [5, 1, 3], { count: 9, bytes: 4 }, 1],
  ['the stricter limit counts', [1, 1, 9], { count: 2, bytes: 10 }, 1],
  ['also one that is too large by itself', [9], { count: 9, bytes: 4 }, 1],
  ['nothing goes of nothing', [], { count: 0, bytes: 0 }, 0],
])('%s', (_, sizes, limit, expected) => {
  expect(
    surplus(
      sizes.map((bytes) => ({ bytes })),
      limit,
    ),
  ).toBe(expected);
});

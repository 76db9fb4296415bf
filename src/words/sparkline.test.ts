import { expect, it } from 'vitest';
import { sparklinePath } from './sparkline.ts';

it.each<[string, (number | null)[], string]>([
  ['a line', [0, 50, 100], 'M0 100L1 50L2 0'],
  ['whole numbers', [12.4, 12.6], 'M0 88L1 87'],
  ['gaps as gaps', [10, 20, null, null, 30, 40], 'M0 90L1 80M4 70L5 60'],
  ['a lone value as a dot', [null, 30, null], 'M1 70h0'],
  ['a lone last value as a dot', [null, 30], 'M1 70h0'],
  ['values outside the scale at its edge', [-5, 140], 'M0 100L1 0'],
  ['nothing when nothing is known', [null, null], ''],
])('draws %s', (_, values, path) => {
  expect(sparklinePath(values)).toBe(path);
});

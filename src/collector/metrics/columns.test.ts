import { describe, expect, it } from 'vitest';
import { type Column, decodeColumn, encodeColumn, exactDecimals } from './columns.ts';

const counter = Array.from({ length: 50 }, (_, i) => 5_000_000_000 + i * 1_500 + (i % 7));

describe('encodeColumn and decodeColumn', () => {
  it.each<[string, Column]>([
    ['nothing', []],
    ['one value', [12.5]],
    ['one unknown value', [null]],
    ['only unknown values', [null, null, null]],
    ['the same value everywhere', [16, 16, 16, 16]],
    ['the same value with a gap', [16, null, 16]],
    ['percentages', [12.5, 12.6, 99.9, 0, 100]],
    ['unknown values at both ends', [null, 1.25, null, 1.5, null]],
    ['negative values', [-3.5, 4, -0.001, 7]],
    ['six decimals', [0.000001, 1.000001, 2.5]],
    ['seven decimals, kept as floats', [0.0000001, 1, null, 2.5]],
    ['fractions that no decimals express', [1 / 3, Math.PI, 2 / 7]],
    ['integers too large to difference safely', [2 ** 53, 1, 2 ** 53 - 2]],
    ['large integers with decimals beside them', [2 ** 49, 0.000001]],
    ['huge and tiny floats', [1e300, -1e-300, null]],
    ['a counter', counter],
    ['a counter that starts again', [1_000_000, 2_000_000, 15, 900]],
    ['times a minute apart with jitter', [1_767_225_600_000, 1_767_225_660_012, 1_767_225_719_998]],
  ])('gives back exactly: %s', (_, values) => {
    expect(decodeColumn(encodeColumn(values), values.length)).toEqual(values);
  });

  it('gives back a thousand random values exactly', () => {
    const values = Array.from({ length: 1000 }, (_, i) =>
      i % 9 === 0 ? null : Math.round(Math.random() * 1e7) / 1e4,
    );
    expect(decodeColumn(encodeColumn(values), values.length)).toEqual(values);
  });

  it.each<[string, Column, ReturnType<typeof encodeColumn>]>([
    ['a constant as the number itself', [4, 4, 4], 4],
    ['unknown values as nothing', [null, null], null],
    ['a steady counter as second differences', [1000, 1010, 1020, 1030, 1040], '2,1000,-990,0,0,0'],
    ['small noise as it is', [0, 3, 0, 3, 0], '0,0,3,0,3,0'],
    ['a slow climb as differences', [900, 901, 901, 903, 903], '1,900,1,0,2,0'],
  ])('stores %s', (_, values, stored) => {
    expect(encodeColumn(values)).toEqual(stored);
  });
});

describe('exactDecimals', () => {
  it.each<[string, Column, number | null]>([
    ['integers need none', [1, 2, 300], 0],
    ['the value with most decimals decides', [1, 2.25, 3.5], 2],
    ['unknown values do not count', [null, 1.5, null], 1],
    ['0.1 + 0.2 is not three tenths', [0.1 + 0.2], null],
    ['too large to scale', [2 ** 51], null],
  ])('%s', (_, values, decimals) => {
    expect(exactDecimals(values)).toBe(decimals);
  });
});

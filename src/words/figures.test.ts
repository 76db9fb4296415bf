import { describe, expect, it } from 'vitest';
import {
  bytesFigure,
  celsiusFigure,
  gigabytesFigure,
  megabytesFigure,
  percentFigure,
  plainFigure,
  rateFigure,
  readingFigure,
  textOf,
  unbroken,
} from './figures.ts';

const plainText = (figure: { value: string; unit: string }) => textOf(figure).replace('\u202f', ' ');

describe('percentFigure', () => {
  it.each([
    ['rounds to whole percents', 67.4, '67 %'],
    ['says that little is not nothing', 0.3, '<1 %'],
    ['keeps an exact zero', 0, '0 %'],
    ['shows a full disk as full', 100, '100 %'],
    ['shows a dash when nothing is known', null, '–'],
  ])('%s', (_, percent, expected) => {
    expect(plainText(percentFigure(percent))).toBe(expected);
  });
});

describe('bytesFigure', () => {
  it.each([
    ['zero', 0, '0 B'],
    ['bytes without decimals', 999, '999 B'],
    ['decimal kilobytes', 1500, '1.5 kB'],
    ['no decimals from ten on', 15_400_000, '15 MB'],
    ['a disk in terabytes', 1_300_000_000_000, '1.3 TB'],
    ['the next unit rather than "1000 MB"', 999_700_000, '1.0 GB'],
    ['nothing beyond petabytes', 5e18, '5000 PB'],
    ['a dash when nothing is known', undefined, '–'],
  ])('%s', (_, bytes, expected) => {
    expect(plainText(bytesFigure(bytes))).toBe(expected);
  });
});

describe('unbroken', () => {
  it.each([
    ['a share stays in one line', 'Disk /data is 93 % full', 'Disk /data is 93\u202f% full'],
    ['each of two does', '93 % and 5 %', '93\u202f% and 5\u202f%'],
    ['a sign without a number is left alone', 'the % of it', 'the % of it'],
  ])('%s', (_, text, expected) => {
    expect(unbroken(text)).toBe(expected);
  });
});

describe('units of other figures', () => {
  it.each([
    ['gigabytes become terabytes', gigabytesFigure(3_600), '3.6 TB'],
    ['a small gigabyte figure stays readable', gigabytesFigure(0.5), '500 MB'],
    ['megabytes of a service', megabytesFigure(48.2), '48 MB'],
    ['a rate says that it is one', rateFigure(12_300_000), '12 MB/s'],
    ['an unknown rate has no unit', rateFigure(null), '–'],
    ['temperatures are whole degrees', celsiusFigure(47.6), '48 °C'],
    ['a load has two decimals and no unit', plainFigure(0.5), '0.50'],
    ['a reading keeps two decimals at most', readingFigure(12.3456, 'A'), '12.35 A'],
    ['a whole reading has none', readingFigure(230, 'V'), '230 V'],
    ['a tiny reading is not nothing', readingFigure(0.000412, 'mg'), '0.000412 mg'],
    ['a reading without a unit', readingFigure(3, ''), '3'],
    ['an unknown reading', readingFigure(null, 'V'), '–'],
    ['unknown megabytes', megabytesFigure(null), '–'],
  ])('%s', (_, figure, expected) => {
    expect(plainText(figure)).toBe(expected);
  });
});

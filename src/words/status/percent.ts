import type { StatusWords } from './words.ts';

/** Hundredths of a percent. Kept from just below what was meant: 0.57 is 56.99999… hundredths to a machine. */
const HUNDREDTHS = 10_000;
const SLACK = 1e-6;

/** A share (0 to 1) in percent with two decimals at most, never rounded up: what is not whole never reads 100. */
export function percentFigure(share: number): number {
  const most = share < 1 ? HUNDREDTHS - 1 : HUNDREDTHS;
  return Math.min(Math.floor(share * HUNDREDTHS + SLACK), most) / 100;
}

/** A share (0 to 1) as words, with its sign, from which no line break parts it: "99.98 %", "99,98 %". */
export function percentOf(share: number, words: StatusWords): string {
  return `${new Intl.NumberFormat(words.locale).format(percentFigure(share))}\u00a0%`;
}

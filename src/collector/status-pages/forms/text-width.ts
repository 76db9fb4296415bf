/** Widths as shares of the font's size, of a common sans serif a little on the wide side: a text must not stick out. */
const WIDTHS: [RegExp, number][] = [
  [/[ijl|!'.,:;’·\u00a0 ]/u, 0.33],
  [/[ftrI()[\]/"-]/u, 0.43],
  [/[mwMW@%&]/u, 0.95],
  [/[A-ZÀ-Þ]/u, 0.72],
  [/[\u0300-\u036f\u200b-\u200f]/u, 0],
  [/[ -\u04ff]/u, 0.62],
];

/** Of scripts whose characters fill a square, and of pictures. */
const WIDE = 1.1;

/** About how wide a text is drawn, in pixels at a font's size; no font is at hand to ask. */
export function textWidth(text: string, fontSize: number): number {
  const shares = [...text].map(
    (character) => WIDTHS.find(([characters]) => characters.test(character))?.[1] ?? WIDE,
  );
  return Math.ceil(shares.reduce((sum, share) => sum + share, 0) * fontSize);
}

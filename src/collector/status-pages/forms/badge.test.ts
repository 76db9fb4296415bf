import { describe, expect, it } from 'vitest';
import { xmlProblem } from '../../../../tests/well-formed.ts';
import { wordsOf } from '../../../words/status/index.ts';
import type { PublicState } from '../../../words/status/public-page.ts';
import { LANGUAGES } from '../../../words/status/words.ts';
import { stateBadge, uptimeBadge } from './index.ts';
import { textWidth } from './text-width.ts';

const STATES: PublicState[] = ['working', 'impaired', 'down', 'maintenance', 'unknown'];
const en = wordsOf('en');

/** Contrast of two colours (WCAG 2.2). */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

const fills = (svg: string, name: string) =>
  [...svg.matchAll(new RegExp(`<${name} [^>]*fill="(#[0-9a-f]{6})"`, 'g'))].map(([, fill]) => String(fill));
/** The two grounds are drawn first, the shape of the state after them. */
const groundsOf = (svg: string) => fills(svg, 'path').slice(0, 2);
const shapeOf = (svg: string) => [...svg.matchAll(/<path d="([^"]+)"/g)][2]?.[1];
const badges = [
  ...STATES.map((state) => [`that is ${state}`, stateBadge('Photos', state, en)]),
  ['of a share', uptimeBadge('Photos', 0.9998, en)],
  ['of no share', uptimeBadge('Photos', null, en)],
] as [string, string][];

describe.each(badges)('a badge %s', (_, svg) => {
  it('is read well', () => {
    const grounds = groundsOf(svg);
    const inks = fills(svg, 'text');
    expect(grounds).toHaveLength(2);
    expect(inks).toHaveLength(2);
    for (const [index, ink] of inks.entries()) {
      expect(contrast(ink, grounds[index] ?? '')).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('is a picture with a text, and well-formed', () => {
    expect(xmlProblem(svg)).toBeNull();
    const said = /<title>([^<]+)<\/title>/.exec(svg)?.[1];
    expect(svg).toContain(`role="img" aria-label="${said}"`);
    expect(svg).not.toMatch(/style|script|href|id=/);
  });
});

it('tells each state by shape, word and colour', () => {
  const svgs = STATES.map((state) => stateBadge('Photos', state, en));
  const shapes = svgs.map(shapeOf);
  const words = svgs.map((svg) => /<title>([^<]+)/.exec(svg)?.[1]);
  expect(new Set(shapes).size).toBe(STATES.length);
  expect(new Set(svgs.map((svg) => groundsOf(svg)[1])).size).toBe(STATES.length);
  expect(words).toEqual([
    'Photos: Working',
    'Photos: Partly working',
    'Photos: Not working',
    'Photos: Planned work',
    'Photos: Not known',
  ]);
});

it.each([
  [1, 'Photos · Last 90 days: 100\u00a0%'],
  [0.999999, 'Photos · Last 90 days: 99.99\u00a0%'],
  [null, 'Photos · Last 90 days: Not known'],
])('tells a share of %s', (share, said) => {
  expect(uptimeBadge('Photos', share, en)).toContain(`<title>${said}</title>`);
});

it.each(LANGUAGES)('speaks %s, whatever the name', (language) => {
  const svg = stateBadge('<b> & "c" 💡', 'unknown', wordsOf(language));
  expect(xmlProblem(svg)).toBeNull();
  expect(svg).toContain(wordsOf(language).states.unknown);
});

it.each([
  ['iii', 'mmm'],
  ['Photos', 'Photos and films'],
  ['abc', 'ABC'],
  ['abc', '写真館'],
])('takes "%s" to be narrower than "%s"', (narrow, wide) => {
  expect(textWidth(narrow, 12)).toBeLessThan(textWidth(wide, 12));
});

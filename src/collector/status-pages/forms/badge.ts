import { percentOf } from '../../../words/status/index.ts';
import type { PublicState } from '../../../words/status/public-page.ts';
import type { StatusWords } from '../../../words/status/words.ts';
import { textWidth } from './text-width.ts';
import { element, escapeXml, textElement } from './xml.ts';

/** A badge stands on foreign pages, which know none of our tokens. Each pair holds 4.5:1. */
const DARK = '#171513';
const WHITE = '#ffffff';
const LABEL = { fill: '#3b352e', ink: WHITE };
const PLAIN = { fill: '#ebe7e1', ink: DARK };

interface Look {
  fill: string;
  ink: string;
  /** In a box of 12 by 12. */
  path: string;
}

/** State is always shape and word and colour: the same as on the page. */
const LOOKS: Record<PublicState, Look> = {
  working: { fill: '#22c55e', ink: DARK, path: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1z' },
  impaired: { fill: '#eab308', ink: DARK, path: 'M6 1.2 11.4 10.6H.6z' },
  down: { fill: '#ef4444', ink: DARK, path: 'M1.2 1.2h9.6v9.6H1.2z' },
  maintenance: { fill: '#3b82f6', ink: DARK, path: 'M2 1.5h3v9H2zM7 1.5h3v9H7z' },
  unknown: { fill: '#6b7280', ink: WHITE, path: 'M6 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8z' },
};

const HEIGHT = 22;
const FONT_SIZE = 12;
const BASELINE = 15.5;
const PADDING = 7;
const SHAPE = 12;
const SHAPE_GAP = 5;

function shape({ ink, path }: Look, x: number, isHollow: boolean): string {
  const place = { d: path, transform: `translate(${x} ${(HEIGHT - SHAPE) / 2})` };
  if (!isHollow) return element('path', { ...place, fill: ink });
  return element('path', { ...place, fill: 'none', stroke: ink, 'stroke-width': 2 });
}

/** Corners are drawn, not cut off: names of clip paths would meet those of other badges in one document. */
const RADIUS = 5;
const INNER = HEIGHT - 2 * RADIUS;
const corner = (x: number, y: number): string => `a${RADIUS} ${RADIUS} 0 0 1 ${x} ${y}`;

function leftBox(width: number, fill: string): string {
  const d = `M${width} 0v${HEIGHT}H${RADIUS}${corner(-RADIUS, -RADIUS)}v${-INNER}${corner(RADIUS, -RADIUS)}z`;
  return element('path', { d, fill });
}

function rightBox(x: number, width: number, fill: string): string {
  const d = `M${x} 0h${width - RADIUS}${corner(RADIUS, RADIUS)}v${INNER}${corner(-RADIUS, RADIUS)}H${x}z`;
  return element('path', { d, fill });
}

const line = (text: string, x: number, ink: string): string =>
  element('text', { x, y: BASELINE, fill: ink }, escapeXml(text));

interface Value {
  text: string;
  fill: string;
  ink: string;
  /** Drawn before the text, at so many pixels. */
  mark: ((x: number) => string) | null;
}

function drawing(said: string, width: number, content: string[]): string {
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height: HEIGHT,
      viewBox: `0 0 ${width} ${HEIGHT}`,
      role: 'img',
      'aria-label': said,
      'font-family': 'system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, sans-serif',
      'font-size': FONT_SIZE,
    },
    textElement('title', said),
    ...content,
  );
}

function badge(label: string, value: Value): string {
  const labelWidth = textWidth(label, FONT_SIZE) + 2 * PADDING;
  const markWidth = value.mark ? SHAPE + SHAPE_GAP : 0;
  const valueWidth = textWidth(value.text, FONT_SIZE) + 2 * PADDING + markWidth;
  const valueX = labelWidth + PADDING;
  return drawing(`${label}: ${value.text}`, labelWidth + valueWidth, [
    leftBox(labelWidth, LABEL.fill),
    rightBox(labelWidth, valueWidth, value.fill),
    line(label, PADDING, LABEL.ink),
    value.mark?.(valueX) ?? '',
    line(value.text, valueX + markWidth, value.ink),
  ]);
}

const stateValue = (state: PublicState, text: string): Value => ({
  text,
  fill: LOOKS[state].fill,
  ink: LOOKS[state].ink,
  mark: (x) => shape(LOOKS[state], x, state === 'unknown'),
});

/** A badge (SVG) that says how something is: a name, then shape, word and colour of its state. */
export function stateBadge(label: string, state: PublicState, words: StatusWords): string {
  return badge(label, stateValue(state, words.states[state]));
}

/**
 * A badge (SVG) of the share of the last 90 days in which something worked. It takes no colour of a state: how much is
 * enough is for its readers to say.
 * @param uptime 0 to 1; null: nothing is known
 */
export function uptimeBadge(label: string, uptime: number | null, words: StatusWords): string {
  const name = `${label} · ${words.badge.uptime}`;
  if (uptime === null) return badge(name, stateValue('unknown', words.states.unknown));
  return badge(name, { text: percentOf(uptime, words), ...PLAIN, mark: null });
}

import type { PublicState } from '../../../words/status/public-page.ts';
import type { Span } from './types.ts';

const msOf = (spans: readonly Span[], ...states: PublicState[]): number =>
  spans.reduce((sum, { from, to, state }) => (states.includes(state) ? sum + to - from : sum), 0);

/**
 * The share, 0 to 1, of the known time in which a component could be used, well or badly. Planned work is left out, as
 * is what nobody knows; null: nothing is known.
 */
export function uptimeOf(spans: readonly Span[]): number | null {
  const upMs = msOf(spans, 'working', 'impaired');
  const knownMs = upMs + msOf(spans, 'down');
  return knownMs === 0 ? null : upMs / knownMs;
}

/** Since when a component is as it is now, in ms; null: since before the window. */
export function sinceOf(spans: readonly Span[]): number | null {
  return spans.length > 1 ? (spans.at(-1)?.from ?? null) : null;
}

import type { PublicState } from '../../../words/status/public-page.ts';
import type { Impact } from '../schema.ts';

type States = ReadonlySet<PublicState>;

const firstOf = (order: readonly PublicState[], states: States): PublicState | undefined =>
  order.find((state) => states.has(state));

/** Each rule by the states that occur among the parts. */
const RULES: Record<Impact, (states: States) => PublicState> = {
  each: (states) => firstOf(['down', 'unknown', 'impaired'], states) ?? 'working',
  part: (states) => {
    if (states.has('down')) return states.size === 1 ? 'down' : 'impaired';
    return firstOf(['impaired', 'unknown'], states) ?? 'working';
  },
  one: (states) => firstOf(['working', 'impaired', 'unknown'], states) ?? 'down',
};

/**
 * How a component is by how its parts are. A part under planned work counts as down; where nothing else is wrong, it
 * is planned work. Of no parts nothing is known.
 */
export function impactOf(impact: Impact, parts: readonly PublicState[]): PublicState {
  if (parts.length === 0) return 'unknown';
  const state = RULES[impact](new Set(parts.map((part) => (part === 'maintenance' ? 'down' : part))));
  const isWrong = state === 'down' || state === 'impaired';
  const isPlanned = isWrong && !parts.includes('down') && !parts.includes('impaired');
  return isPlanned ? 'maintenance' : state;
}

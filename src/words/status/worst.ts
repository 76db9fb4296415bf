import type { PublicState } from './public-page.ts';

/** What nobody knows may be broken, so it comes right after what is. */
const WORST_FIRST: readonly PublicState[] = ['down', 'unknown', 'impaired', 'maintenance', 'working'];

/** The worst of some states; of none, nothing is known. */
export function worstOf(states: readonly PublicState[]): PublicState {
  return WORST_FIRST.find((state) => states.includes(state)) ?? 'unknown';
}

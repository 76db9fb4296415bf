import type { Level } from '../../collector/api/schema/views.ts';
import type { PublicState } from '../../words/status/public-page.ts';

const LEVELS: Record<PublicState, Level> = {
  working: 'ok',
  impaired: 'medium',
  down: 'critical',
  maintenance: 'low',
  unknown: 'unknown',
};

/** What the lamp shows for a state: planned work is no reason for red, and no light stands for what nobody knows. */
export const levelOf = (state: PublicState): Level => LEVELS[state];

import type { PublicState } from '../../../words/status/public-page.ts';
import type { MeasuredKind } from './types.ts';

const told = (states: Record<string, PublicState>): ReadonlyMap<string, PublicState> =>
  new Map(Object.entries(states));

/** What a family notices of each state that agents and workflows tell. */
const STATES: Record<MeasuredKind, ReadonlyMap<string, PublicState>> = {
  server: told({ online: 'working', offline: 'down' }),
  service: told({ running: 'working', stopped: 'down', failed: 'down' }),
  container: told({
    running: 'working',
    // It runs, but not as it should: now and then it may answer.
    unhealthy: 'impaired',
    restarting: 'impaired',
    paused: 'down',
    stopped: 'down',
    exited: 'down',
    dead: 'down',
    created: 'down',
    removing: 'down',
  }),
  pool: told({
    online: 'working',
    degraded: 'impaired',
    faulted: 'down',
    unavail: 'down',
    offline: 'down',
    removed: 'down',
    suspended: 'down',
  }),
};

/** How something is, by the state that its transitions name. A word that means nothing here proves nothing. */
export function componentStateOf(kind: MeasuredKind, state: string): PublicState {
  return STATES[kind].get(state) ?? 'unknown';
}

import type { PublicState } from '../../words/status/public-page.ts';

/** On a square of 12: disc, triangle, square, two bars, ring. */
const PATHS: Record<PublicState, string> = {
  working: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1z',
  impaired: 'M6 1.2 11.4 10.6H.6z',
  down: 'M1.2 1.2h9.6v9.6H1.2z',
  maintenance: 'M2 1.5h3v9H2zM7 1.5h3v9H7z',
  unknown: 'M6 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8z',
};

/** The shape of a state, in its colour. Say the state in words beside it. */
export function StatusMark({ state }: { state: PublicState }) {
  return (
    <svg class="mark" data-state={state} viewBox="0 0 12 12" aria-hidden="true">
      <path d={PATHS[state]} />
    </svg>
  );
}

import type { Shape, StateMark } from '../../words/states.ts';
import styles from './State.module.css';

const PATHS: Record<Shape, string> = {
  circle: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1z',
  triangle: 'M6 1.2 11.4 10.6H.6z',
  diamond: 'M6 .4 11.6 6 6 11.6.4 6z',
  square: 'M1.2 1.2h9.6v9.6H1.2z',
  ring: 'M6 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8z',
};

/** A state as shape, word and colour. */
export function State({ mark }: { mark: StateMark }) {
  return (
    <span class={styles.state} data-level={mark.level}>
      <svg class={styles.shape} data-shape={mark.shape} viewBox="0 0 12 12" aria-hidden="true">
        <path d={PATHS[mark.shape]} />
      </svg>
      {mark.word}
    </span>
  );
}

import type { Level } from '../../collector/api/schema/views.ts';
import { lightOf } from '../../words/states.ts';
import styles from './Lamp.module.css';

interface Props {
  level: Level;
  size?: 'small' | 'large';
}

/** The mark: a porch lamp whose light is the state of the fleet. Decorative; say the state in words beside it. */
export function Lamp({ level, size = 'small' }: Props) {
  return (
    <svg
      class={`${styles.lamp} ${styles[size]}`}
      data-light={lightOf(level)}
      viewBox="0 0 32 32"
      aria-hidden="true"
    >
      <circle class={styles.halo} cx="16" cy="19" r="15" />
      <circle class={styles.halo} cx="16" cy="19" r="12" />
      <circle class={styles.halo} cx="16" cy="19" r="9" />
      <path class={styles.glass} d="M9 12h14l-2 14H11z" />
      <path class={styles.iron} d="M16 2v3M7 11.5 16 5l9 6.5zM10.5 28.5h11" />
    </svg>
  );
}

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
      <circle class={styles.glow} cx="16" cy="19" r="13" />
      <path class={styles.glass} d="M9.5 13.5h13l-1.8 11h-9.4z" />
      <path class={styles.iron} d="M16 1.5V5M6.5 12.5 16 5l9.5 7.5zM11 28h10" />
    </svg>
  );
}

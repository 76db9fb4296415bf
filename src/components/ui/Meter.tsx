import type { Level } from '../../collector/api/schema/views.ts';
import styles from './Meter.module.css';

interface Props {
  percent: number | null;
  level: Level;
}

/** A thin bar of 0–100. Decorative: the number stands beside it in text. */
export function Meter({ percent, level }: Props) {
  const width = Math.min(100, Math.max(0, percent ?? 0));
  return (
    <svg
      class={styles.meter}
      data-level={level}
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect class={styles.track} width="100" height="4" rx="2" />
      {width > 0 && <rect class={styles.fill} width={Math.max(1, Math.round(width))} height="4" />}
    </svg>
  );
}

import { sparklinePath } from '../../words/sparkline.ts';
import styles from './Sparkline.module.css';

/** A line over 0–100, the whole width and no axis: a glance, not a chart. */
export function Sparkline({ values, label }: { values: readonly (number | null)[]; label: string }) {
  const path = sparklinePath(values);
  if (path === '') return <div class={styles.nothing} />;
  const viewBox = `0 -4 ${Math.max(1, values.length - 1)} 108`;
  return (
    <svg class={styles.sparkline} viewBox={viewBox} preserveAspectRatio="none" role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}

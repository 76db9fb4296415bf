import type { StatusIconName } from '../../words/status/icons.ts';
import styles from './StatusIcon.module.css';

/** Lines on a square of 24. */
const PATHS: Record<StatusIconName, string> = {
  film: 'M4 4h16v16H4zM8 4v16M16 4v16M4 9.3h4M4 14.7h4M16 9.3h4M16 14.7h4M8 12h8',
  tv: 'M3 8h18v12H3zM8 3l4 5 4-5',
  music: 'M9 18V6l11-3v13M9 18a3 3 0 1 1-6 0 3 3 0 0 1 6 0M20 16a3 3 0 1 1-6 0 3 3 0 0 1 6 0',
  photo: 'M3 4h18v16H3zM3 17l5.5-6 4.5 5 3-3 5 5M16 8.5h.01',
  book: 'M12 6.5C9 4.5 6 4.5 3 5.5v13c3-1 6-1 9 1 3-2 6-2 9-1v-13c-3-1-6-1-9 1v13',
  game: 'M7 7h10a5 5 0 0 1 5 5.5c0 3-1 5.5-3 5.5-1.5 0-2-1-3-3H8c-1 2-1.5 3-3 3-2 0-3-2.5-3-5.5A5 5 0 0 1 7 7M8 9.5v4M6 11.5h4M15.5 10h.01M17.5 12.5h.01',
  internet: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M3 12h18M12 3c4 4 4 14 0 18-4-4-4-14 0-18',
  shield: 'M12 3l8 3v5c0 5-3 8.5-8 10-5-1.5-8-5-8-10V6zM8.5 12l2.5 2.5 4.5-4.5',
  mail: 'M3 5h18v14H3zM3 6.5l9 7 9-7',
  calendar: 'M4 5h16v15H4zM4 10h16M8 3v4M16 3v4',
  cloud: 'M7 19a4 4 0 0 1-.5-8 6 6 0 0 1 11.5 1 3.5 3.5 0 0 1-.5 7z',
  folder: 'M3 5h6l2 3h10v11H3z',
  download: 'M12 3v12M7 10.5l5 5 5-5M4 20h16',
  lock: 'M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3M12 15v2',
  home: 'M3 11.5L12 4l9 7.5M6 9.5V20h12V9.5M10 20v-6h4v6',
  light: 'M9.5 17.5h5M10.5 21h3M9.5 17.5c0-3-3.5-4-3.5-8a6 6 0 0 1 12 0c0 4-3.5 5-3.5 8',
  camera: 'M3 7h4l2-3h6l2 3h4v13H3zM12 9.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7',
  printer: 'M7 8V3h10v5M7 17H3V8h18v9h-4M7 13h10v8H7z',
  phone: 'M7 2h10v20H7zM11 18.5h2',
  server: 'M4 4h16v7H4zM4 13h16v7H4zM8 7.5h.01M8 16.5h.01',
};

/** Picture of what a component is, as large as 1.5 letters of the text around it. Decorative: its name stands beside it. */
export function StatusIcon({ name }: { name: StatusIconName }) {
  return (
    <svg class={styles.icon} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

import type { AlertView } from '../../collector/api/schema/alerts.ts';
import styles from './AlertActions.module.css';

/** How long nothing more is said: minutes, and in words. */
const SNOOZES = [
  [60, 'For 1 hour'],
  [480, 'For 8 hours'],
  [1440, 'For 1 day'],
] as const;

interface Props {
  alert: AlertView;
  /** The page of one alert acknowledges with a note. */
  hasAcknowledge?: boolean;
}

function Snooze({ about }: { about: string }) {
  return (
    <details class={styles.snooze} data-menu>
      <summary class="button">
        Snooze<span class="visually-hidden">{about}</span>
      </summary>
      <div class={styles.menu}>
        {SNOOZES.map(([minutes, words]) => (
          <button key={minutes} type="button" class="button quiet" data-act="snooze" data-minutes={minutes}>
            {words}
          </button>
        ))}
      </div>
    </details>
  );
}

/** What can be done about an alert that is not over; `alert-actions.ts` gives the buttons their life. */
export function AlertActions({ alert, hasAcknowledge = true }: Props) {
  const about = ` ${alert.title}, ${alert.server_name}`;
  return (
    <div
      class={styles.actions}
      data-alert={alert.alert_id}
      data-title={alert.title}
      data-server-name={alert.server_name}
    >
      {hasAcknowledge && alert.status === 'open' && (
        <button type="button" class="button" data-act="acknowledge">
          Acknowledge<span class="visually-hidden">{about}</span>
        </button>
      )}
      <Snooze about={about} />
      <button type="button" class="button" data-act="ask">
        Resolve…<span class="visually-hidden">{about}</span>
      </button>
    </div>
  );
}

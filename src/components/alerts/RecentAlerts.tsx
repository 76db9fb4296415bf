import type { AlertView } from '../../collector/api/schema/alerts.ts';
import { AlertList } from './AlertList.tsx';
import styles from './RecentAlerts.module.css';

/** What the hub noticed of late; nothing at all while that is nothing. */
export function RecentAlerts({ alerts, now }: { alerts: AlertView[]; now: number }) {
  if (alerts.length === 0) return null;
  return (
    <section class={styles.recent} aria-labelledby="recent-title">
      <div class="spread">
        <h2 id="recent-title">Recent alerts</h2>
        <a href="/alerts">All alerts</a>
      </div>
      <AlertList alerts={alerts} label="Recent alerts" now={now} heading="h3" />
    </section>
  );
}

import type { AlertView } from '../../collector/api/schema/alerts.ts';
import { alertMark, tellingOf } from '../../words/alert-words.ts';
import { unbroken } from '../../words/figures.ts';
import { State } from '../ui/State.tsx';
import { AlertActions } from './AlertActions.tsx';
import { AlertFacts } from './AlertFacts.tsx';
import styles from './AlertList.module.css';

interface Props {
  alerts: AlertView[];
  label: string;
  now: number;
  /** Headings of the rows come below that of their part of the page. */
  heading: 'h2' | 'h3';
  /** Clients whose alerts the reader may acknowledge, snooze and resolve. */
  operated?: readonly string[];
  /** On the page of a server its name is known. */
  showsServer?: boolean;
}

interface RowProps extends Omit<Props, 'alerts' | 'label'> {
  alert: AlertView;
  showsClient: boolean;
}

function Row({ alert, now, heading: Heading, operated, showsServer = true, showsClient }: RowProps) {
  const mayAct = alert.status !== 'resolved' && operated?.includes(alert.client_id);
  const { title, message } = tellingOf(alert);
  return (
    <li class={styles.row} data-status={alert.status}>
      <State mark={alertMark(alert)} />
      <div class={styles.what}>
        <Heading class={styles.title}>
          <a href={`/alerts/${alert.alert_id}`}>{unbroken(title)}</a>
        </Heading>
        {message !== null && <p>{unbroken(message)}</p>}
        <AlertFacts alert={alert} now={now}>
          {showsServer && <a href={`/servers/${alert.server_id}`}>{alert.server_name}</a>}
          {showsClient && <span>{alert.client_name}</span>}
        </AlertFacts>
      </div>
      {mayAct && <AlertActions alert={alert} />}
    </li>
  );
}

/** Alerts one below the other; one component, because Astro takes as long for each as Preact does for the list. */
export function AlertList({ alerts, label, ...rest }: Props) {
  const showsClient =
    rest.showsServer !== false && new Set(alerts.map(({ client_id }) => client_id)).size > 1;
  return (
    <ul class={styles.list} aria-label={label}>
      {alerts.map((alert) => (
        <Row key={alert.alert_id} alert={alert} showsClient={showsClient} {...rest} />
      ))}
    </ul>
  );
}

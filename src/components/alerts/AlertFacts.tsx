import type { ComponentChildren } from 'preact';
import type { AlertView } from '../../collector/api/schema/alerts.ts';
import { lastedWords } from '../../words/alert-words.ts';
import { Ago, Moment } from '../ui/Ago.tsx';
import styles from './AlertFacts.module.css';

interface Props {
  alert: AlertView;
  now: number;
  /** What stands before the rest, such as its server. */
  children?: ComponentChildren;
}

function When({ alert, now }: Props) {
  if (alert.resolved_at === null) return <Ago at={alert.created_at} now={now} />;
  return (
    <>
      Over <Ago at={alert.resolved_at} now={now} />, after {lastedWords(alert)}
      {alert.resolved_by !== null && `; ${alert.resolved_by} resolved it`}
    </>
  );
}

function Acknowledged({ alert, now }: Props) {
  if (alert.status !== 'acknowledged' || alert.acknowledged_at === null) return null;
  return (
    <span>
      Acknowledged by {alert.acknowledged_by ?? 'somebody'} <Ago at={alert.acknowledged_at} now={now} />
      {alert.note && `: “${alert.note}”`}
    </span>
  );
}

function Snoozed({ alert, now }: Props) {
  const until = alert.snoozed_until;
  if (alert.status === 'resolved' || until === null || Date.parse(until) <= now) return null;
  return (
    <span>
      Snoozed until <Moment at={until} now={now} />
    </span>
  );
}

/** Since when, who knows of it, and why nobody was told: in small words. */
export function AlertFacts(props: Props) {
  const { alert, children } = props;
  return (
    <p class={styles.facts}>
      {children}
      <span>
        <When {...props} />
      </span>
      <Acknowledged {...props} />
      <Snoozed {...props} />
      {alert.is_flapping && alert.status !== 'resolved' && <span>Comes and goes</span>}
      {alert.quiet_reason && <span>Not sent: {alert.quiet_reason}</span>}
    </p>
  );
}

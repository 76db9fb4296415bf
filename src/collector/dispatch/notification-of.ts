import { amount, exact } from '../../words/times.ts';
import { type Alert, adviceFor } from '../alerts/index.ts';
import { newId } from '../id.ts';
import type { Notification, NotificationEvent } from '../notify/index.ts';
import { SILENT } from './tell.ts';

/** What a message says beside what its alert does. */
export interface Context {
  serverName: string;
  /** The hub's public address; null when it has none. */
  url: string | null;
  /** Zone in which times are told. */
  zone: string;
  /** When its server was heard last, in ms; null: not known. */
  lastSeenAt: number | null;
  /** What changed, in words. */
  reason: string;
}

/** `worsened:critical` is a `worsened`. */
const kindOf = (event: string) => event.split(':', 1)[0] as NotificationEvent;

/** Of silence nobody knows more than what it may come from. */
function bullets(type: string): string {
  const lines = adviceFor(type).map((line) => `• ${line}`);
  const heading = type === SILENT ? 'Possible causes:' : 'Consider:';
  return lines.length === 0 ? '' : `\n\n${heading}\n${lines.join('\n')}`;
}

/** The end of a silence tells itself how long it was. */
function messageOf(alert: Alert, kind: string, reason: string): string {
  const { message, type, resolvedAt, resolvedBy, createdAt } = alert;
  if (kind !== 'resolved') return message + bullets(type);
  if (type === SILENT && resolvedBy === null && reason !== '') return reason;
  const lasted = `It is over after ${amount((resolvedAt ?? createdAt) - createdAt)}.`;
  return reason === '' ? lasted : `${lasted} ${reason}`;
}

type Field = Notification['fields'][number];

function fieldsOf(alert: Alert, kind: string, { zone, lastSeenAt }: Context): Field[] {
  const { subject, ruleId, type, createdAt } = alert;
  const isNew = kind === 'opened' || kind === 'resolved';
  return [
    ...(subject === '' || ruleId === 'reported' ? [] : [{ label: 'What', value: subject }]),
    ...(type === SILENT && kind !== 'resolved' && lastSeenAt !== null
      ? [{ label: 'Last seen', value: exact(lastSeenAt, zone) }]
      : []),
    ...(isNew ? [] : [{ label: 'Since', value: exact(createdAt, zone) }]),
  ];
}

/**
 * An alert as a message for people, in the manner of the product's own examples.
 * @param event as the outbox names it: `opened`, `worsened:critical`, `resolved`
 * @param at when that happens, in ms
 */
export function notificationOf(alert: Alert, event: string, context: Context, at: number): Notification {
  const { serverName, url, zone, reason } = context;
  const { id: thread, severity, title, createdAt, resolvedAt } = alert;
  const kind = kindOf(event);
  const endedAt = kind === 'resolved' ? (resolvedAt ?? at) : null;
  return {
    id: newId(at),
    thread,
    event: kind,
    severity,
    title,
    message: messageOf(alert, kind, reason),
    server: serverName,
    // One that was kept quiet for a while began before it is told.
    at: kind === 'opened' ? createdAt : (endedAt ?? at),
    zone,
    url: url === null ? null : `${url}/alerts/${thread}`,
    fields: fieldsOf(alert, kind, context),
    lastedMs: endedAt === null ? null : endedAt - createdAt,
    items: [],
  };
}

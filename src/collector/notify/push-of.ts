import type { PushMessage } from './message.ts';
import { type Notification, type Urgency, urgencyOf } from './notification.ts';
import { plainHeadline } from './wording.ts';

/** As web push names it (RFC 8030 §5.3). */
const URGENCY: Record<Urgency, PushMessage['urgency']> = {
  urgent: 'high',
  high: 'high',
  normal: 'normal',
  low: 'low',
};
/** A phone that was off for longer learns what still stands from the page. */
const TTL_SECONDS = 12 * 3600;
/** What can be acknowledged: not what is over, and not several at once. */
const ACKNOWLEDGED: readonly Notification['event'][] = ['opened', 'worsened', 'reminder', 'escalated'];

/** A hub without an address has no links, but a browser knows where it is. */
function pathOf({ url, items, thread }: Notification): string {
  if (url !== null) return new URL(url).pathname;
  return items.length > 0 ? '/alerts' : `/alerts/${thread}`;
}

/**
 * A notification as a browser shows it.
 * @param openAlerts how many alerts are open for its person, for the badge
 */
export function pushOf(notification: Notification, openAlerts: number): PushMessage {
  const { thread, event, server, message, items } = notification;
  const about = server === null ? '' : `${server}: `;
  const text = [message.split('\n\n', 1)[0], ...items].join('\n');
  return {
    title: plainHeadline(notification),
    body: about + text,
    path: pathOf(notification),
    tag: thread,
    urgency: URGENCY[urgencyOf(notification)],
    ttlSeconds: TTL_SECONDS,
    badge: openAlerts,
    ...(ACKNOWLEDGED.includes(event) && { alertId: thread }),
  };
}

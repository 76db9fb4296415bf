import { bySeverity } from '../../../words/severity.ts';
import { duration } from '../../../words/times.ts';
import type { Notification } from '../notification.ts';

const firstLine = (text: string) => text.split('\n', 1)[0] ?? '';
const count = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`;

function itemOf({ server, title, message, event, lastedMs }: Notification): string {
  const about = server === null ? '' : `${server}: `;
  if (event !== 'resolved') return about + firstLine(message);
  return `${about}${title}${lastedMs === null ? '' : `, after ${duration(lastedMs / 1000)}`}`;
}

/** "Server offline on 4 servers", "3 alerts on Media", "5 alerts on 3 servers". */
function titleOf(notifications: readonly Notification[]): string {
  const servers = new Set(notifications.map(({ server }) => server));
  const titles = new Set(notifications.map(({ title }) => title));
  const [onlyServer] = servers;
  const [onlyTitle] = titles;
  const where = servers.size === 1 ? (onlyServer ?? 'the hub') : count(servers.size, 'server');
  return titles.size === 1 && servers.size > 1
    ? `${onlyTitle} on ${where}`
    : `${count(notifications.length, 'alert')} on ${where}`;
}

/** The page that lists what a digest gathers: the one above those of its parts. */
function listOf(url: string | null): string | null {
  return url === null ? null : new URL('.', url).href.replace(/\/$/, '');
}

/**
 * Several notifications as one, a thread of its own. They are all of trouble, or all of its end.
 * @param id the same on every retry
 */
export function digestOf(
  notifications: readonly [Notification, ...Notification[]],
  id: string,
): Notification {
  const [first] = notifications;
  const isOver = first.event === 'resolved';
  const servers = new Set(notifications.map(({ server }) => server));
  // What does not fit into a message is left out at its end.
  const worstFirst = notifications.toSorted(bySeverity);
  return {
    ...first,
    id,
    thread: id,
    event: isOver ? 'resolved' : 'digest',
    severity: worstFirst[0]?.severity ?? first.severity,
    title: titleOf(notifications),
    message: isOver ? 'These are over:' : 'At about the same time:',
    server: servers.size === 1 ? first.server : null,
    url: listOf(first.url),
    fields: [],
    lastedMs: null,
    items: worstFirst.map(itemOf),
  };
}

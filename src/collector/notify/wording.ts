import { duration, exact } from '../../words/times.ts';
import type { Notification, NotificationEvent, Severity } from './notification.ts';
import { shorten, units } from './shorten.ts';

const SEVERITIES: Record<Severity, { emoji: string; word: string }> = {
  critical: { emoji: '🚨', word: 'CRITICAL' },
  high: { emoji: '🔴', word: 'HIGH' },
  medium: { emoji: '⚠', word: 'WARNING' },
  low: { emoji: 'ℹ', word: 'INFO' },
};

/** What stands before the title; null where the title says it all. */
const LEADS: Record<NotificationEvent, (word: string) => string | null> = {
  opened: (word) => word,
  worsened: (word) => `WORSE, NOW ${word}`,
  eased: (word) => `BETTER, NOW ${word}`,
  resolved: () => 'RESOLVED',
  reminder: (word) => `STILL ${word}`,
  escalated: (word) => `${word}, NOBODY HAS ANSWERED`,
  digest: (word) => word,
  test: () => 'TEST',
  action: () => null,
};

export function emojiOf({ event, severity }: Notification): string {
  if (event === 'resolved') return '✅';
  if (event === 'test') return '🔔';
  if (event === 'action') return severity === 'low' ? '✅' : '🔧';
  return SEVERITIES[severity].emoji;
}

/** The first line without its emoji: "CRITICAL: Server offline", "RESOLVED: Server offline". */
export function plainHeadline({ event, severity, title }: Notification): string {
  const lead = LEADS[event](SEVERITIES[severity].word);
  return lead === null ? title : `${lead}: ${title}`;
}

/** The first line: "🚨 CRITICAL: Server offline". */
export function headline(notification: Notification): string {
  return `${emojiOf(notification)} ${plainHeadline(notification)}`;
}

/** "25 Nov 2026, 14:02:10", with its zone where that is nobody's own. */
export function timeOf({ at, zone }: Notification): string {
  return zone === 'UTC' ? `${exact(at, zone)} UTC` : exact(at, zone);
}

type Fact = Notification['fields'][number];

function placeOf({ server }: Notification): Fact[] {
  return server === null ? [] : [{ label: 'Server', value: server }];
}

function whenOf(notification: Notification): Fact[] {
  const time = { label: 'Time', value: timeOf(notification) };
  const { lastedMs } = notification;
  return lastedMs === null ? [time] : [time, { label: 'Lasted', value: duration(lastedMs / 1000) }];
}

/** What stands in fields beside the message, in order: server, own fields, time, and how long it lasted. */
export function factsOf(notification: Notification): Fact[] {
  return [...placeOf(notification), ...notification.fields, ...whenOf(notification)];
}

/** The message and what a digest gathers below it. */
export function messageOf({ message, items }: Notification): string {
  const list = items.map((item) => `• ${item}`).join('\n');
  return [message, list].filter((part) => part !== '').join('\n\n');
}

const linesOf = (facts: Fact[]) => facts.map(({ label, value }) => `${label}: ${value}`).join('\n');

export interface BodyOptions {
  /** The most that the whole body may measure. */
  limit: number;
  /** Whether the address of the page stands below; not where the channel has a place of its own for it. */
  withUrl: boolean;
  /** What the limit counts; UTF-16 units unless told. */
  size?: (text: string) => number;
}

/**
 * Everything but the headline as plain text: message, facts, address. When room is short the own fields go first,
 * then the message is cut; server, time and address stay.
 */
export function bodyOf(notification: Notification, { limit, withUrl, size = units }: BodyOptions): string {
  const url = withUrl && notification.url !== null ? `\n${notification.url}` : '';
  const whole = linesOf(factsOf(notification)) + url;
  const short = linesOf([...placeOf(notification), ...whenOf(notification)]) + url;
  const facts = size(whole) <= limit / 2 ? whole : short;
  const message = shorten(messageOf(notification), limit - size(`\n\n${facts}`), { size });
  return message === '' ? facts : `${message}\n\n${facts}`;
}

import type { AlertEventView, AlertView, DeliveryView } from '../collector/api/schema/alerts.ts';
import { markOf, type StateMark } from './states.ts';
import { amount } from './times.ts';

/** The mark of an alert: how bad it is by its severity, or that it is over. */
export function alertMark({ severity, status }: Pick<AlertView, 'severity' | 'status'>): StateMark {
  return status === 'resolved' ? { ...markOf('ok'), word: 'Over' } : markOf(severity);
}

/**
 * What an alert is called, and what there is to say beside that; of one that a system reported the title is only the
 * beginning of what it said.
 */
export function tellingOf({ title, message }: Pick<AlertView, 'title' | 'message'>) {
  return message.startsWith(title) ? { title: message, message: null } : { title, message };
}

/** Where a thing stands that is over: how long it went on, of two ISO times; empty while it goes on. */
export function lastedWords({
  created_at: from,
  resolved_at: to,
}: Pick<AlertView, 'created_at' | 'resolved_at'>) {
  return to === null ? '' : amount(Date.parse(to) - Date.parse(from));
}

const openWords = (open: number) => (open === 1 ? '1 alert is open' : `${open} alerts are open`);

/** How many, cut where the list is: "more than 200 are acknowledged". */
function acknowledgedWords(acknowledged: number, hasMore: boolean): string {
  const count = hasMore ? `more than ${acknowledged}` : String(acknowledged);
  return `${count} ${acknowledged === 1 ? 'is' : 'are'} acknowledged`;
}

/**
 * The state of things in one breath: "3 alerts are open, 1 is acknowledged."
 * @param hasMore whether there are more acknowledged ones than were counted
 */
export function alertsSentence(open: number, acknowledged: number, hasMore = false): string {
  if (open === 0 && acknowledged === 0) return 'Nothing is wrong.';
  if (acknowledged === 0) return `${openWords(open)}.`;
  const others = acknowledgedWords(acknowledged, hasMore);
  return open === 0 ? `Nothing is open, ${others}.` : `${openWords(open)}, ${others}.`;
}

type Told = Pick<AlertEventView, 'kind' | 'actor'>;

/** With whom the sentence begins; null: it happened by itself. */
const HAPPENED: Record<AlertEventView['kind'], (actor: string | null) => string> = {
  opened: () => 'It began',
  worsened: () => 'It got worse',
  eased: () => 'It eased',
  flapping: () => 'It comes and goes',
  acknowledged: (actor) => `${actor ?? 'The hub'} acknowledged it`,
  reopened: () => 'It is open again',
  snoozed: (actor) => `${actor ?? 'The hub'} snoozed it`,
  resolved: (actor) => (actor === null ? 'It is over' : `${actor} resolved it`),
  told: () => 'Messages went out',
  quiet: () => 'Nobody was told',
};

/** What happened to an alert, without its reason: "Ana acknowledged it". */
export const eventWords = ({ kind, actor }: Told): string => HAPPENED[kind](actor);

const STATES: ReadonlySet<AlertEventView['kind']> = new Set([
  'opened',
  'worsened',
  'eased',
  'reopened',
  'flapping',
]);

/** The mark of the state that an event led to; null where it changed none. */
export function eventMark({ kind, severity }: Pick<AlertEventView, 'kind' | 'severity'>): StateMark | null {
  if (kind === 'resolved') return alertMark({ severity, status: 'resolved' });
  return STATES.has(kind) ? markOf(severity) : null;
}

type Sent = Pick<DeliveryView, 'state' | 'target_name' | 'attempts' | 'event'>;

const about = (event: string): string => (event === 'resolved' ? ' that it is over' : '');

/** How a message to somebody went: "Slack was told that it is over". */
export function deliveryWords({ state, target_name: name, attempts, event }: Sent): string {
  if (state === 'delivered') return `${name} was told${about(event)}`;
  if (state === 'cancelled') return `${name} was not told${about(event)}`;
  if (state === 'failed')
    return `${name} could not be told${about(event)}, after ${attempts} ${attempts === 1 ? 'try' : 'tries'}`;
  return `${name} is yet to be told${about(event)}`;
}

import type { DeliveryView } from '../../collector/api/schema/alerts.ts';
import type { ChannelView } from '../../collector/api/schema/channels.ts';
import { markOf, type StateMark } from '../../words/states.ts';
import { amount } from '../../words/times.ts';
import { SEVERITY_WORDS } from '../settings/severity-words.ts';

type Routing = ChannelView['routing'];
type Standing = Pick<ChannelView, 'is_enabled' | 'dead_reason' | 'failed_reason' | 'last_delivered_at'>;

const MINUTE_MS = 60_000;

/** How well messages get through to a channel. */
export function channelMark(channel: Standing): StateMark {
  const { is_enabled: isEnabled, dead_reason: dead, failed_reason: failed, last_delivered_at: at } = channel;
  if (!isEnabled) return { ...markOf('unknown'), word: 'Turned off' };
  if (dead !== null) return { ...markOf('critical'), word: 'Stopped' };
  if (failed !== null) return { ...markOf('high'), word: 'Not working' };
  return at === null ? { ...markOf('unknown'), word: 'Never used' } : markOf('ok');
}

/** Why nothing gets through, and what to do; empty while it does. */
export function channelTrouble(channel: Standing): string {
  const { is_enabled: isEnabled, dead_reason: dead, failed_reason: failed } = channel;
  if (!isEnabled) return 'Nothing is sent there until it is on again.';
  if (dead !== null)
    return `The hub has stopped sending there: ${dead} Change it, or send a test that arrives.`;
  return failed ?? '';
}

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function severitiesWords(severities: Routing['severities']): string {
  if (severities.length === SEVERITY_WORDS.length) return 'Every alert';
  const words = SEVERITY_WORDS.filter(([severity]) => severities.includes(severity)).map(([, word]) => word);
  return words.length === 0 ? 'No alerts' : `Alerts that are: ${joined(words).toLowerCase()}`;
}

function quietWords({ quiet_hours: quiet }: Routing): string {
  if (quiet === null) return '';
  const through = quiet.lets_critical_through ? ', but what is broken gets through' : '';
  return `quiet from ${quiet.from} to ${quiet.to} (${quiet.zone})${through}`;
}

/** What goes to a channel and when, each in a few words. */
export function routingWords(routing: Routing): string[] {
  const { escalate_after_minutes: wait, tags, sends_resolved: sendsResolved } = routing;
  const all = [
    severitiesWords(routing.severities),
    tags.length > 0 ? `of servers with the tag ${tags.join(' or ')}` : '',
    wait === null ? '' : `only what nobody has acknowledged for ${amount(wait * MINUTE_MS)}`,
    sendsResolved ? 'also when it is over' : '',
    quietWords(routing),
  ];
  return all.filter((words) => words !== '');
}

const DELIVERY_MARKS: Record<DeliveryView['state'], StateMark> = {
  delivered: { ...markOf('ok'), word: 'Delivered' },
  failed: { ...markOf('high'), word: 'Failed' },
  pending: { ...markOf('unknown'), word: 'Waiting' },
  cancelled: { ...markOf('unknown'), word: 'Not sent' },
};

export const deliveryMark = ({ state }: Pick<DeliveryView, 'state'>): StateMark => DELIVERY_MARKS[state];

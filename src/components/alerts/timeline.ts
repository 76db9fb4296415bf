import type { AlertDetail } from '../../collector/api/schema/alerts.ts';
import { deliveryWords, eventMark, eventWords } from '../../words/alert-words.ts';
import type { StateMark } from '../../words/states.ts';

/** One thing that happened around an alert. */
export interface Entry {
  at: string;
  /** Of the state it led to; null: it changed none. */
  mark: StateMark | null;
  what: string;
  /** Empty when nobody gave one. */
  why: string;
}

type Story = Pick<AlertDetail, 'events' | 'deliveries'>;

/** What was decided about messages is told by the messages themselves, as long as the hub keeps them. */
function eventEntries({ events, deliveries }: Story): Entry[] {
  return events
    .filter(({ kind }) => kind !== 'told' || deliveries.length === 0)
    .map((event) => ({
      at: event.at,
      mark: eventMark(event),
      what: eventWords(event),
      why: event.reason,
    }));
}

function deliveryEntries({ deliveries }: Story): Entry[] {
  return deliveries.map((delivery) => ({
    at: delivery.finished_at ?? delivery.created_at,
    mark: null,
    what: deliveryWords(delivery),
    why: delivery.reason ?? '',
  }));
}

/** Everything that happened to an alert and whom it was told, newest first. */
export function timelineOf(story: Story): Entry[] {
  const entries = [...eventEntries(story), ...deliveryEntries(story)];
  return entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).reverse();
}

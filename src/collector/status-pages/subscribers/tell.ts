import type { Language } from '../../../words/status/words.ts';
import type { NewDelivery } from '../../notify/index.ts';
import type { Telling } from '../parts.ts';
import type { Incident, StatusPage, UpdateRow } from '../types.ts';
import { addressFor, newsOf } from './message.ts';
import { KIND, type SubscriberParts } from './parts.ts';
import type { Addressee } from './store.ts';

/** What belongs together in the outbox. */
export const threadOf = (incidentId: string): string => `incident:${incidentId}`;
/** Told once to each, whatever is written again. */
export const eventOf = (updateId: string): string => `update:${updateId}`;

/** The same words for everybody of a language. */
function newsByLanguage(page: StatusPage, incident: Incident, update: UpdateRow) {
  const made = new Map<string, ReturnType<typeof newsOf>>();
  return (language: string) => {
    const news = made.get(language) ?? newsOf(page, incident, update, language as Language);
    made.set(language, news);
    return news;
  };
}

/**
 * What tells everybody who asked to be told of a page of an update, once; for the batch that publishes it.
 * @param incident as it is with the update
 */
export async function tell(
  { notify, store }: SubscriberParts,
  page: StatusPage,
  incident: Incident,
  update: UpdateRow,
  now: number,
): Promise<Telling> {
  const newsIn = newsByLanguage(page, incident, update);
  const deliveryTo = (visitor: Addressee): NewDelivery => ({
    clientId: page.clientId,
    thread: threadOf(incident.id),
    target: { key: `${KIND}:${visitor.id}`, name: 'A visitor' },
    event: eventOf(update.id),
    notification: { ...newsIn(visitor.language), url: addressFor(page, visitor) },
    dueAt: now,
  });
  return notify.enqueue((await store.addressees(page.id)).map(deliveryTo), now);
}

import type { Statement } from '../../../../db/open.ts';
import type { Telling } from '../parts.ts';
import type { Subscribe } from '../schema.ts';
import type { Incident, StatusPage, UpdateRow } from '../types.ts';
import { KIND, type SubscriberParts } from './parts.ts';
import { subscriberStore } from './store.ts';
import { subscribe } from './subscribe.ts';
import { tell, threadOf } from './tell.ts';
import { type Told, toldOfUpdates } from './told.ts';
import { wayTo } from './way.ts';

export { NOBODY, type Told } from './told.ts';

/** Opens what knows the visitors that want to be told, and lets the outbox reach them. */
export function openSubscribers(deps: Omit<SubscriberParts, 'store'>) {
  const { database, notify } = deps;
  const store = subscriberStore(database);
  const parts: SubscriberParts = { ...deps, store };
  notify.addWay(KIND, (id) => wayTo(parts, id));
  return {
    /** A visitor's browser wants to be told. @throws AppError `invalid` (endpoint), `conflict` (too many) */
    subscribe: (input: Subscribe, page: StatusPage, origin: string, now: number): Promise<void> =>
      subscribe(parts, input, page, origin, now),
    /** A browser wants to be told of nothing any more; says nothing about whether it was there. */
    unsubscribe: async (endpoint: string): Promise<void> => {
      // Addresses are stored as they are written out.
      const href = URL.canParse(endpoint) ? new URL(endpoint).href : endpoint;
      // Anybody may ask: what changes nothing must not keep those waiting who write.
      if (await store.isKnown(href)) await database.write([store.removeEndpoint(href)]);
    },
    /** How many browsers are told of a page. */
    count: (pageId: string): Promise<number> => store.countOf(pageId),
    /** Tells of an update, in the batch that publishes it. */
    tell: (page: StatusPage, incident: Incident, update: UpdateRow, now: number): Promise<Telling> =>
      tell(parts, page, incident, update, now),
    /** Says no more of an incident to whom it was not said yet; for the batch that takes it off its page. */
    untell: ({ id, clientId }: Incident, now: number): Statement =>
      notify.withdraw(clientId, threadOf(id), 'It is not on the page any more', now),
    /** How many were told of each update of an incident, by the update's id; the caller may see it. */
    toldOf: async (clientIds: string[], incidentId: string): Promise<Map<string, Told>> =>
      toldOfUpdates(await notify.crowdOf(clientIds, threadOf(incidentId))),
  };
}

export type Subscribers = ReturnType<typeof openSubscribers>;

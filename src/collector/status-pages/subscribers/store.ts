import { and, count, eq } from 'drizzle-orm';
import { type Database, type Statement, statement } from '../../../../db/open.ts';
import { subscribers } from '../../../../db/tables/status-pages.ts';
import type { SubscriberRow } from '../types.ts';

/** What is needed to write to a visitor. */
export type Addressee = Pick<SubscriberRow, 'id' | 'language' | 'origin'>;

/** Every query on visitors that want to be told. */
export function subscriberStore({ read, writer }: Database) {
  return {
    /** Adds a browser, or renews the one that a page has of that endpoint. */
    save: (row: SubscriberRow): Statement => {
      const { language, origin, p256dh, auth } = row;
      const insert = writer
        .insert(subscribers)
        .values(row)
        .onConflictDoUpdate({
          target: [subscribers.pageId, subscribers.endpoint],
          set: { language, origin, p256dh, auth },
        });
      return statement(insert);
    },

    isThere: async (pageId: string, endpoint: string): Promise<boolean> => {
      const one = and(eq(subscribers.pageId, pageId), eq(subscribers.endpoint, endpoint));
      const rows = await read.select({ id: subscribers.id }).from(subscribers).where(one);
      return rows.length > 0;
    },

    /** On any page: whoever knows an endpoint is the browser itself, or its push service. */
    isKnown: async (endpoint: string): Promise<boolean> => {
      const ofIt = eq(subscribers.endpoint, endpoint);
      const rows = await read.select({ id: subscribers.id }).from(subscribers).where(ofIt).limit(1);
      return rows.length > 0;
    },

    /** Of the hub's own looking: a target of the outbox is known by its id alone. */
    find: async (id: string): Promise<SubscriberRow | null> => {
      const [row] = await read.select().from(subscribers).where(eq(subscribers.id, id));
      return row ?? null;
    },

    countOf: async (pageId: string): Promise<number> => {
      const [row] = await read.select({ n: count() }).from(subscribers).where(eq(subscribers.pageId, pageId));
      return row?.n ?? 0;
    },

    addressees: (pageId: string): Promise<Addressee[]> => {
      const { id, language, origin } = subscribers;
      return read.select({ id, language, origin }).from(subscribers).where(eq(subscribers.pageId, pageId));
    },

    /** From every page. */
    removeEndpoint: (endpoint: string): Statement =>
      statement(writer.delete(subscribers).where(eq(subscribers.endpoint, endpoint))),

    /** Of a page that is no longer for everybody, or by another word: they have to ask again. */
    removeAll: (pageId: string): Statement =>
      statement(writer.delete(subscribers).where(eq(subscribers.pageId, pageId))),
  };
}

export type SubscriberStore = ReturnType<typeof subscriberStore>;

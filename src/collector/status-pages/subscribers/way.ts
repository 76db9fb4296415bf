import type { Language } from '../../../words/status/words.ts';
import type { Way } from '../../notify/index.ts';
import { pushFor } from './message.ts';
import { AUTH_PLACE, type SubscriberParts } from './parts.ts';

/** The way to a visitor; a text says why there is none. Whoever's browser is gone is forgotten. */
export async function wayTo({ database, notify, store }: SubscriberParts, id: string): Promise<Way | string> {
  const row = await store.find(id);
  if (!row) return 'The visitor does not want to be told any more';
  return {
    quietHours: null,
    isFor: (clientId) => clientId === row.clientId,
    send: (notification) =>
      notify.push({ ...row, place: AUTH_PLACE }, pushFor(notification, row.language as Language)),
    note: async (sent) => {
      if (!sent.ok && sent.reason === 'gone') await database.write([store.removeEndpoint(row.endpoint)]);
    },
  };
}

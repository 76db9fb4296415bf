import type { Database } from '../../../../db/open.ts';
import type { SecretBox } from '../../auth/index.ts';
import type { Notify } from '../../notify/index.ts';
import type { SubscriberStore } from './store.ts';

export interface SubscriberParts {
  database: Database;
  box: SecretBox;
  notify: Notify;
  store: SubscriberStore;
}

/** What their secrets are sealed for. */
export const AUTH_PLACE = 'subscribers.auth';
/** As targets of the outbox they are `subscriber:ID`. */
export const KIND = 'subscriber';

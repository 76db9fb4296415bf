import type { Database } from '../../../../db/open.ts';
import type { People } from '../people.ts';
import type { AuthStore } from '../store.ts';
import type { MemberStore } from './store.ts';

/** What the verbs on people and invitations work with. */
export interface MemberParts {
  database: Database;
  store: AuthStore;
  members: MemberStore;
  people: People;
  homeClientId: string;
  /** Every client's id. */
  clientIds: () => readonly string[];
  /** Called after somebody may have become an owner. */
  ownersChanged: () => Promise<void>;
}

import type { Database, Statement } from '../../../db/open.ts';
import type { Alerts } from '../alerts/index.ts';
import type { Fleet } from '../fleet/index.ts';
import type { StatusPagesMemory } from './memory.ts';
import type { StatusPagesStore } from './store.ts';
import type { Incident, StatusPage, UpdateRow } from './types.ts';

/** What goes into the batch of an update so that who asked is told of it once. */
export interface Telling {
  statements: Statement[];
  committed: () => void;
}

/** What the verbs of pages, incidents and maintenances work with. */
export interface StatusPagesParts {
  database: Database;
  store: StatusPagesStore;
  memory: StatusPagesMemory;
  fleet: Fleet;
  alerts: Alerts;
  /** Looks again at what the pages tell; after a change was committed and is in memory. */
  look: (now: number) => Promise<void>;
  /** Tells subscribers of an update. `incident` is as it is with the update. */
  tell: (page: StatusPage, incident: Incident, update: UpdateRow, now: number) => Promise<Telling>;
  /** Says no more of an incident to whom it was not said yet; for the batch that removes it. */
  untell: (incident: Incident, now: number) => Statement;
}

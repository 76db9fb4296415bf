import type {
  incidents,
  incidentUpdates,
  maintenances,
  statusPages,
  subscribers,
} from '../../../db/tables/status-pages.ts';
import type { PublicPage } from '../../words/status/public-page.ts';
import type { PageDefinition } from './schema.ts';

export type PageRow = typeof statusPages.$inferSelect;
export type IncidentRow = typeof incidents.$inferSelect;
export type UpdateRow = typeof incidentUpdates.$inferSelect;
export type MaintenanceRow = typeof maintenances.$inferSelect;
export type SubscriberRow = typeof subscribers.$inferSelect;

/** A page as its owner described it. */
export interface StatusPage extends Omit<PageRow, 'definition'> {
  definition: PageDefinition;
}

/** An incident with all that was told of it, newest first. */
export interface Incident extends IncidentRow {
  updates: UpdateRow[];
}

/** A page as the public may see it now. */
export interface Published {
  pageId: string;
  page: PublicPage;
  /** Counts up with every change of what the page tells. */
  version: number;
  /** When the hub last looked and was able to, in ms. */
  checkedAt: number;
  /** It is older than it should be, and tells so. */
  isStale: boolean;
  /** SHA-256 of the word that opens it; null: everybody may read it. */
  accessHash: string | null;
}

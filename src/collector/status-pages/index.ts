import type { Database } from '../../../db/open.ts';
import type { PublicPage } from '../../words/status/public-page.ts';
import type { Alerts } from '../alerts/index.ts';
import type { SecretBox } from '../auth/index.ts';
import type { Ctx } from '../context.ts';
import type { Fleet } from '../fleet/index.ts';
import type { Log } from '../log.ts';
import type { Notify } from '../notify/index.ts';
import { openIncidents } from './incidents/index.ts';
import { openMaintenances } from './maintenances/index.ts';
import { openStatusPagesMemory } from './memory.ts';
import { openPages } from './pages/index.ts';
import type { StatusPagesParts } from './parts.ts';
import type { PageDefinition } from './schema.ts';
import { statusPagesStore } from './store.ts';
import { openSubscribers } from './subscribers/index.ts';
import { openWatch } from './watch/index.ts';

export {
  atomFeed,
  calendar,
  rssFeed,
  stateBadge,
  statusJson,
  uptimeBadge,
} from './forms/index.ts';
export { accessHashOf } from './pages/access.ts';
export {
  incidentSchema,
  maintenanceSchema,
  type OpenIncident,
  openIncidentSchema,
  type PageDefinition,
  pageSchema,
  type Subscribe,
  subscribeSchema,
  updateSchema,
} from './schema.ts';
export { NOBODY } from './subscribers/index.ts';
export type { Incident, MaintenanceRow, Published, StatusPage, UpdateRow } from './types.ts';

export interface StatusPagesDeps {
  database: Database;
  log: Log;
  box: SecretBox;
  fleet: Fleet;
  alerts: Alerts;
  notify: Notify;
  /** Zone of the hub: that of its first page. */
  zone: string;
  retentionDays: () => number;
}

/** Opens public pages, their incidents and planned work, and who wants to be told of them. */
export async function openStatusPages(deps: StatusPagesDeps, now: number) {
  const { database, log, box, fleet, alerts, notify, zone, retentionDays } = deps;
  const store = statusPagesStore(database);
  const memory = await openStatusPagesMemory(store, now);
  const subscribers = openSubscribers({ database, box, notify });
  const watch = openWatch({ log, fleet, memory, pushKey: await notify.pushKey() });
  const { look } = watch;
  const { tell, untell } = subscribers;
  const parts: StatusPagesParts = { database, store, memory, fleet, alerts, look, tell, untell };
  const pages = openPages(parts);
  await pages.ensureDefault(fleet.homeClientId, zone, now);
  await look(now);
  return {
    pages,
    incidents: openIncidents(parts),
    maintenances: openMaintenances(parts),
    subscribers,
    /** A page of anybody by its slug, empty for that at `/status`; null: there is none. */
    bySlug: memory.bySlug,
    /** What a page would tell if it were described so. The asker may change it. @throws AppError `not_found` */
    preview: (ctx: Ctx, pageId: string, definition: PageDefinition, now: number): Promise<PublicPage> => {
      return watch.draw({ ...pages.findForChange(ctx, pageId), definition }, now);
    },
    published: watch.published,
    /** Job: looks whether what pages tell has changed. */
    look,
    /** Job: drops what was over long ago. */
    prune: async (now: number): Promise<void> => {
      await database.write(store.prune(now - retentionDays() * 86_400_000));
      await memory.reload(now);
    },
  };
}

export type StatusPages = Awaited<ReturnType<typeof openStatusPages>>;

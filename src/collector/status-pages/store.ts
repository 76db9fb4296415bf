import { and, desc, eq, gt, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { type Database, guardChanges, type Statement, statement } from '../../../db/open.ts';
import { incidents, incidentUpdates, maintenances, statusPages } from '../../../db/tables/status-pages.ts';
import { type PageDefinition, pageSchema } from './schema.ts';
import type { Incident, IncidentRow, MaintenanceRow, PageRow, StatusPage, UpdateRow } from './types.ts';

const slugOf = (slug: string): string | null => (slug === '' ? null : slug);

/** What is there of a page whose description can no longer be read: it says nothing rather than something wrong. */
const unreadable = (slug: string): PageDefinition => ({
  slug: slugOf(slug),
  title: 'Status',
  intro: null,
  zone: 'UTC',
  language: 'en',
  groups: [],
});

function definitionFrom({ slug, definition }: PageRow): PageDefinition {
  try {
    return pageSchema.parse({ ...JSON.parse(definition), slug: slugOf(slug) });
  } catch {
    return unreadable(slug);
  }
}

const pageFrom = (row: PageRow): StatusPage => ({ ...row, definition: definitionFrom(row) });
const rowOf = (page: StatusPage): PageRow => ({ ...page, definition: JSON.stringify(page.definition) });

function withUpdates(rows: readonly IncidentRow[], updates: readonly UpdateRow[]): Incident[] {
  const told = Map.groupBy(updates, ({ incidentId }) => incidentId);
  return rows.map((row) => ({ ...row, updates: told.get(row.id) ?? [] }));
}

/** Every query on pages. */
function pageQueries({ read, writer }: Database) {
  const own = ({ id, clientId }: StatusPage) =>
    and(eq(statusPages.id, id), eq(statusPages.clientId, clientId));
  /** Fails as stale when the page is gone. */
  const set = (page: StatusPage, columns: Partial<PageRow>): Statement[] => [
    statement(writer.update(statusPages).set(columns).where(own(page))),
    guardChanges(1),
  ];
  return {
    /** Of every client, oldest first: they are looked up in memory. */
    pages: async (): Promise<StatusPage[]> =>
      (await read.select().from(statusPages).orderBy(statusPages.createdAt, statusPages.id)).map(pageFrom),
    insertPage: (page: StatusPage): Statement => statement(writer.insert(statusPages).values(rowOf(page))),
    updatePage: (page: StatusPage): Statement[] => {
      const { slug, definition, updatedAt } = rowOf(page);
      return set(page, { slug, definition, updatedAt });
    },
    /** @param accessHash of the word that opens it; null: everybody may read it */
    setAccess: (page: StatusPage, accessHash: string | null, now: number): Statement[] =>
      set(page, { accessHash, updatedAt: now }),
    /** With its incidents, planned work and subscribers. */
    removePage: (page: StatusPage): Statement[] => [
      statement(writer.delete(statusPages).where(own(page))),
      guardChanges(1),
    ],
  };
}

/** Every query on incidents and what was told of them. */
function incidentQueries({ read, writer }: Database) {
  const own = ({ id, clientId }: IncidentRow) => and(eq(incidents.id, id), eq(incidents.clientId, clientId));
  const recent = (since: number): SQL | undefined =>
    or(isNull(incidents.resolvedAt), gt(incidents.resolvedAt, since), gt(incidents.startedAt, since));
  const guarded = (incident: IncidentRow, columns: Partial<IncidentRow>, where?: SQL): Statement[] => [
    statement(
      writer
        .update(incidents)
        .set(columns)
        .where(and(own(incident), where)),
    ),
    guardChanges(1),
  ];
  const told = sql`(SELECT count(*) FROM incident_updates WHERE incident_updates.incident_id = incidents.id)`;
  return {
    /** Of every page: those that go on, and those that began or ended after a moment. Newest first, so are their updates. */
    incidentsSince: async (since: number): Promise<Incident[]> => {
      const rows = await read
        .select()
        .from(incidents)
        .where(recent(since))
        .orderBy(desc(incidents.startedAt), desc(incidents.id));
      const ids = read.select({ id: incidents.id }).from(incidents).where(recent(since));
      const updates = await read
        .select()
        .from(incidentUpdates)
        .where(inArray(incidentUpdates.incidentId, ids))
        .orderBy(desc(incidentUpdates.at), desc(incidentUpdates.id));
      return withUpdates(rows, updates);
    },
    insertIncident: ({ updates: _updates, ...row }: Incident): Statement =>
      statement(writer.insert(incidents).values(row)),
    /** What it is, beside what is told of it. Fails as stale when it is gone. */
    describeIncident: (incident: Incident): Statement[] => {
      const { title, components, impact } = incident;
      return guarded(incident, { title, components, impact });
    },
    /** Where it has got to. Fails as stale when it is gone, or something was told since `before` was read. */
    moveIncident: (before: Incident, { state, resolvedAt }: IncidentRow): Statement[] =>
      guarded(before, { state, resolvedAt }, sql`${told} = ${before.updates.length}`),
    insertUpdate: (update: UpdateRow): Statement => statement(writer.insert(incidentUpdates).values(update)),
    removeIncident: (incident: IncidentRow): Statement[] => [
      statement(writer.delete(incidents).where(own(incident))),
      guardChanges(1),
    ],
  };
}

/** Every query on planned work. */
function maintenanceQueries({ read, writer }: Database) {
  const own = ({ id, clientId }: MaintenanceRow) =>
    and(eq(maintenances.id, id), eq(maintenances.clientId, clientId));
  return {
    /** Of every page: what was not over at a moment, the latest first. */
    maintenancesSince: (since: number): Promise<MaintenanceRow[]> =>
      read
        .select()
        .from(maintenances)
        .where(gt(maintenances.endsAt, since))
        .orderBy(desc(maintenances.startsAt), desc(maintenances.id)),
    insertMaintenance: (row: MaintenanceRow): Statement => statement(writer.insert(maintenances).values(row)),
    /** Fails as stale when it is gone. */
    updateMaintenance: (row: MaintenanceRow): Statement[] => {
      const { title, text, components, startsAt, endsAt } = row;
      const columns = { title, text, components, startsAt, endsAt };
      return [statement(writer.update(maintenances).set(columns).where(own(row))), guardChanges(1)];
    },
    removeMaintenance: (row: MaintenanceRow): Statement[] => [
      statement(writer.delete(maintenances).where(own(row))),
      guardChanges(1),
    ],
  };
}

/** Every query on pages, incidents and planned work. */
export function statusPagesStore(database: Database) {
  const { writer } = database;
  return {
    ...pageQueries(database),
    ...incidentQueries(database),
    ...maintenanceQueries(database),
    /** Drops what was over before a moment. */
    prune: (before: number): Statement[] => [
      statement(writer.delete(incidents).where(lt(incidents.resolvedAt, before))),
      statement(writer.delete(maintenances).where(lt(maintenances.endsAt, before))),
    ],
  };
}

export type StatusPagesStore = ReturnType<typeof statusPagesStore>;

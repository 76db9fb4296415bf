import { hash } from 'node:crypto';
import { takeTurns } from '../settings-change.ts';
import type { StatusPagesStore } from './store.ts';
import type { Incident, MaintenanceRow, StatusPage } from './types.ts';

/** What is over is shown for as long as days are. */
const SHOWN_MS = 90 * 86_400_000;

/** Pages with what is told on them, as the database has it. */
export interface StatusPagesMemory {
  /** Of every client, oldest first. */
  pages: () => readonly StatusPage[];
  /** null: there is none. */
  page: (id: string) => StatusPage | null;
  /** Empty: that at `/status`. null: there is none. */
  bySlug: (slug: string) => StatusPage | null;
  /** Those that go on, and those that began or ended in the last 90 days; newest first, so are their updates. */
  incidents: (pageId: string) => readonly Incident[];
  /** To come, going on, or over for at most 90 days; the latest first. */
  maintenances: (pageId: string) => readonly MaintenanceRow[];
  /** Another text whenever the page, its incidents or its planned work are not what they were. */
  revision: (pageId: string) => string;
  /** Reads all of it anew, after a commit. */
  reload: (now: number) => Promise<void>;
}

async function readAll(store: StatusPagesStore, now: number) {
  const since = now - SHOWN_MS;
  const pages = await store.pages();
  const incidents = Map.groupBy(await store.incidentsSince(since), ({ pageId }) => pageId);
  const maintenances = Map.groupBy(await store.maintenancesSince(since), ({ pageId }) => pageId);
  const revisionOf = (page: StatusPage) =>
    hash('sha1', JSON.stringify([page, incidents.get(page.id), maintenances.get(page.id)]));
  return {
    pages,
    revisions: new Map(pages.map((page) => [page.id, revisionOf(page)])),
    byId: new Map(pages.map((page) => [page.id, page])),
    bySlug: new Map(pages.map((page) => [page.slug, page])),
    incidents,
    maintenances,
  };
}

/** Reads pages, incidents and planned work into memory. */
export async function openStatusPagesMemory(
  store: StatusPagesStore,
  now: number,
): Promise<StatusPagesMemory> {
  let known = await readAll(store, now);
  // What was read first must not replace what was read later.
  const inTurn = takeTurns();
  return {
    pages: () => known.pages,
    page: (id) => known.byId.get(id) ?? null,
    bySlug: (slug) => known.bySlug.get(slug) ?? null,
    incidents: (pageId) => known.incidents.get(pageId) ?? [],
    maintenances: (pageId) => known.maintenances.get(pageId) ?? [],
    revision: (pageId) => known.revisions.get(pageId) ?? '',
    reload: (now) =>
      inTurn(async () => {
        known = await readAll(store, now);
      }),
  };
}

import type { Database } from '../../../db/open.ts';
import type { FleetView, KeyView, ServerRow, ServerView } from '../api/schema/views.ts';
import type { Ctx } from '../context.ts';
import type { SettingsStore } from '../settings.ts';

/** What the server list can be asked. `sort` names a column, a leading "-" turns it round. */
export interface ServerListQuery {
  q?: string;
  status?: string;
  tag?: string;
  sort?: string;
  limit?: number;
  cursor?: string;
}

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

/** What pages show, prepared once; the API answers with the same objects. */
export interface Views {
  fleet: (ctx: Ctx) => Promise<FleetView>;
  server: (ctx: Ctx, serverId: string) => Promise<ServerView>;
  servers: (ctx: Ctx, query: ServerListQuery) => Promise<Page<ServerRow> & { total: number }>;
  keys: (ctx: Ctx) => Promise<{ items: KeyView[] }>;
}

/** The running hub, built by `openHub`; pages reach it as `Astro.locals.hub`. */
export interface Hub {
  database: Database;
  settings: SettingsStore;
  views: Views;
  /** The asker of a page request, or null when nobody is signed in. */
  personContext: (headers: Headers, requestId: string) => Promise<Ctx | null>;
  /** True until the first owner exists. */
  needsOwner: () => boolean;
  version: string;
}

import type { Ctx } from '../../context.ts';
import type { FleetView, KeyView, ServerRow, ServerView } from '../schema/views.ts';

/** What the server list can be asked. `sort` names a column, a leading "-" turns it round. */
export interface ServerListQuery {
  q?: string | undefined;
  status?: string | undefined;
  tag?: string | undefined;
  sort?: string | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
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

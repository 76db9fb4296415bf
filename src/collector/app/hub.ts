import type { Database } from '../../../db/open.ts';
import type { StatusRender } from '../../words/status/render.ts';
import type { Views } from '../api/index.ts';
import type { Ctx } from '../context.ts';
import type { Log } from '../log.ts';

export type { Page, ServerListQuery, Views } from '../api/index.ts';

/** What pages reach of the running hub, as `Astro.locals.hub`. */
export interface Hub {
  database: Database;
  views: Views;
  version: string;
  /** The asker of a page request, or null when nobody is signed in. */
  personContext: (headers: Headers, requestId: string) => Promise<Ctx | null>;
  /** True until the first owner exists. */
  needsOwner: () => boolean;
  /** What a ticket of the renderer of public pages stands for; null: nothing. */
  statusRender: (ticket: string) => StatusRender | null;
  log: Log;
  /** Notes why a page broke, under the id that the page shows. */
  pageFailed: (error: unknown, requestId: string, path: string) => void;
}

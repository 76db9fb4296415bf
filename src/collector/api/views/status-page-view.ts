import type { Ctx } from '../../context.ts';
import type { Fleet } from '../../fleet/index.ts';
import type { StatusPage, StatusPages } from '../../status-pages/index.ts';
import type { StatusPageView } from '../schema/status-pages.ts';
import { iso } from './parts.ts';
import type { Views } from './types.ts';

export interface StatusPageViewParts {
  fleet: Fleet;
  statusPages: StatusPages;
}

/** A page with how it is now, and who wants to be told. The asker may see it. */
export async function statusPageView(
  { fleet, statusPages }: StatusPageViewParts,
  ctx: Ctx,
  page: StatusPage,
  now: number,
): Promise<StatusPageView> {
  const { id, clientId, slug, definition, accessHash, createdAt, updatedAt } = page;
  const incidents = statusPages.incidents.list(ctx, id);
  return {
    ...definition,
    page_id: id,
    client_id: clientId,
    client_name: fleet.clientName(clientId),
    path: slug === '' ? '/status' : `/status/${slug}`,
    state: statusPages.published(slug, now)?.page.state ?? 'unknown',
    has_access_word: accessHash !== null,
    subscribers: await statusPages.subscribers.count(id),
    open_incidents: incidents.filter(({ resolvedAt }) => resolvedAt === null).length,
    created_at: iso(createdAt),
    updated_at: iso(updatedAt),
  };
}

/** Public pages as those see them who run them. */
export function statusPageViews(parts: StatusPageViewParts): Pick<Views, 'statusPages' | 'statusPage'> {
  const { pages } = parts.statusPages;
  return {
    statusPages: async (ctx) => ({
      items: await Promise.all(pages.list(ctx).map((page) => statusPageView(parts, ctx, page, Date.now()))),
    }),
    statusPage: async (ctx, id) => statusPageView(parts, ctx, pages.find(ctx, id), Date.now()),
  };
}

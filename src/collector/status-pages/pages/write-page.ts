import { isDuplicate, type Statement } from '../../../../db/open.ts';
import { auditStatement } from '../../audit-log.ts';
import type { Ctx } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { commit } from '../commit.ts';
import type { StatusPagesParts } from '../parts.ts';
import type { StatusPage } from '../types.ts';

/** The slug under which a page is stored: that at `/status` has none. */
export const storedSlug = (slug: string | null): string => slug ?? '';

const taken = (slug: string) =>
  new AppError('conflict', `There is a page at /status${slug === '' ? '' : `/${slug}`} already`, {
    field: 'slug',
  });

/** @throws AppError `conflict` when another page has this address, of whatever client */
export function requireFreeSlug({ memory }: StatusPagesParts, slug: string, pageId: string): void {
  const there = memory.bySlug(slug);
  if (there && there.id !== pageId) throw taken(slug);
}

/** Writes a page with its audit row. @throws AppError `conflict` */
export async function writePage(
  parts: StatusPagesParts,
  ctx: Ctx,
  statements: Statement[],
  { page, verb }: { page: StatusPage; verb: 'create' | 'update' | 'delete' },
  now: number,
): Promise<void> {
  const { clientId, id, slug, definition } = page;
  const details = { title: definition.title, slug: definition.slug };
  const audit = { clientId, action: `status_page.${verb}`, subject: id, details };
  const all = [...statements, auditStatement(parts.database, ctx, audit, now)];
  await commit(parts, all, now).catch((error: unknown) => {
    throw isDuplicate(error) ? taken(slug) : error;
  });
}

import type { Ctx } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { findPage } from '../find-page.ts';
import type { StatusPagesParts } from '../parts.ts';
import type { PageDefinition } from '../schema.ts';
import type { StatusPage } from '../types.ts';
import { requireOwnServers } from './require-own-servers.ts';
import { requireFreeSlug, storedSlug, writePage } from './write-page.ts';

/** Everybody knows `/status`: what is there may change, and it stays there. */
function requireSamePlace(before: StatusPage, slug: string): void {
  if (before.slug !== '' || slug === '') return;
  throw new AppError('conflict', 'The page at /status stays there', {
    field: 'slug',
    remediation: ['Add another page for another address'],
  });
}

/**
 * Describes a page anew.
 * @throws AppError `forbidden`, `not_found`, `invalid` (servers), `conflict` (address, or it is gone)
 */
export async function changePage(
  parts: StatusPagesParts,
  ctx: Ctx,
  id: string,
  definition: PageDefinition,
  now: number,
): Promise<StatusPage> {
  const before = findPage(parts, ctx, id, 'admin');
  const slug = storedSlug(definition.slug);
  requireSamePlace(before, slug);
  requireFreeSlug(parts, slug, id);
  requireOwnServers(parts.fleet, before.clientId, definition, before.definition);
  const page = { ...before, slug, definition, updatedAt: now };
  await writePage(parts, ctx, parts.store.updatePage(page), { page, verb: 'update' }, now);
  return page;
}

/** Removes a page with all that was told on it. @throws AppError `forbidden`, `not_found`, `conflict` (that at /status) */
export async function removePage(parts: StatusPagesParts, ctx: Ctx, id: string, now: number): Promise<void> {
  const page = findPage(parts, ctx, id, 'admin');
  if (page.slug === '') {
    throw new AppError('conflict', 'Every hub has a page at /status', {
      remediation: ['Take what it shows away from it, or protect it with a word'],
    });
  }
  await writePage(parts, ctx, parts.store.removePage(page), { page, verb: 'delete' }, now);
}

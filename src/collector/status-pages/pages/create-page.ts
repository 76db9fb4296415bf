import { type Ctx, requireScope } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { newId } from '../../id.ts';
import type { StatusPagesParts } from '../parts.ts';
import type { PageDefinition } from '../schema.ts';
import type { StatusPage } from '../types.ts';
import { requireOwnServers } from './require-own-servers.ts';
import { requireFreeSlug, storedSlug, writePage } from './write-page.ts';

/** Each is looked at with every change of the fleet. */
const MAX_PAGES = 50;

/** A page that nobody has stored yet. Everybody may read it. */
export const newPage = (clientId: string, definition: PageDefinition, now: number): StatusPage => ({
  id: newId(now),
  clientId,
  slug: storedSlug(definition.slug),
  definition,
  accessHash: null,
  createdAt: now,
  updatedAt: now,
});

/** Of several clients that the asker may see, the only one that they own; else as everywhere. */
function chooseOwnClient({ fleet }: StatusPagesParts, ctx: Ctx, named: string | undefined): string {
  const owned = requireScope(ctx, 'admin');
  const clientId = fleet.chooseClient(ctx, named ?? (owned.length === 1 ? owned[0] : undefined));
  if (!owned.includes(clientId)) throw new AppError('forbidden', 'Only owners of the client may do this');
  return clientId;
}

function requireRoom({ memory }: StatusPagesParts, clientId: string): void {
  if (memory.pages().filter((page) => page.clientId === clientId).length < MAX_PAGES) return;
  throw new AppError('conflict', `There are ${MAX_PAGES} pages already`, {
    remediation: ['Remove one that is not needed'],
  });
}

/**
 * Adds a page.
 * @param named the client; undefined: the asker's only one, else the hub's own
 * @throws AppError `forbidden`, `not_found` (client), `invalid`, `conflict` (address taken, or too many)
 */
export async function createPage(
  parts: StatusPagesParts,
  ctx: Ctx,
  definition: PageDefinition,
  named: string | undefined,
  now: number,
): Promise<StatusPage> {
  const page = newPage(chooseOwnClient(parts, ctx, named), definition, now);
  requireRoom(parts, page.clientId);
  requireFreeSlug(parts, page.slug, page.id);
  requireOwnServers(parts.fleet, page.clientId, definition, null);
  await writePage(parts, ctx, [parts.store.insertPage(page)], { page, verb: 'create' }, now);
  return page;
}

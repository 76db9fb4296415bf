import { type Ctx, requireScope } from '../../context.ts';
import { findPage } from '../find-page.ts';
import type { StatusPagesParts } from '../parts.ts';
import type { PageDefinition } from '../schema.ts';
import type { StatusPage } from '../types.ts';
import { setAccess } from './access.ts';
import { changePage, removePage } from './change-page.ts';
import { createPage, newPage } from './create-page.ts';

/** What people do with pages. */
export function openPages(parts: StatusPagesParts) {
  const { database, memory, store } = parts;

  /** The page at `/status`, which every hub has; nothing is on it before somebody says what. */
  async function ensureDefault(clientId: string, zone: string, now: number): Promise<void> {
    if (memory.bySlug('')) return;
    const definition: PageDefinition = {
      slug: null,
      title: 'Home',
      intro: null,
      zone,
      language: 'en',
      groups: [],
    };
    await database.write([store.insertPage(newPage(clientId, definition, now))]);
    await memory.reload(now);
  }

  return {
    ensureDefault,
    /** Pages of the asker's clients, oldest first. */
    list: (ctx: Ctx): StatusPage[] => {
      const clientIds = requireScope(ctx, 'read');
      return memory.pages().filter(({ clientId }) => clientIds.includes(clientId));
    },
    find: (ctx: Ctx, id: string): StatusPage => findPage(parts, ctx, id, 'read'),
    /** As `find`, for those who may change it. */
    findForChange: (ctx: Ctx, id: string): StatusPage => findPage(parts, ctx, id, 'admin'),
    create: (ctx: Ctx, definition: PageDefinition, clientId: string | undefined, now: number) =>
      createPage(parts, ctx, definition, clientId, now),
    change: (ctx: Ctx, id: string, definition: PageDefinition, now: number) =>
      changePage(parts, ctx, id, definition, now),
    remove: (ctx: Ctx, id: string, now: number) => removePage(parts, ctx, id, now),
    setAccess: (ctx: Ctx, id: string, isProtected: boolean, now: number) =>
      setAccess(parts, ctx, id, isProtected, now),
  };
}

export type Pages = ReturnType<typeof openPages>;

import { type Ctx, requireScope, type Scope } from '../context.ts';
import { AppError, notFound } from '../errors.ts';
import type { StatusPagesParts } from './parts.ts';
import type { StatusPage } from './types.ts';

const WHO: Partial<Record<Scope, string>> = {
  operate: 'Only owners and operators of the client may do this',
  admin: 'Only owners of the client may do this',
};

/** A page of a client for which the asker holds `scope`. @throws AppError `forbidden`, `not_found` */
export function findPage(
  { memory }: Pick<StatusPagesParts, 'memory'>,
  ctx: Ctx,
  id: string,
  scope: Scope,
): StatusPage {
  const clientIds = requireScope(ctx, scope);
  const page = memory.page(id);
  if (page && clientIds.includes(page.clientId)) return page;
  if (page && ctx.grants.has(page.clientId)) {
    throw new AppError('forbidden', WHO[scope] ?? `This needs the scope "${scope}"`);
  }
  throw notFound('status page', id);
}

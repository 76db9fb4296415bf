import type { Ctx, Scope } from '../../collector/context.ts';

/** Whether to offer a control. The hub decides again when it is used. */
export function may(ctx: Ctx, scope: Scope): boolean {
  return [...ctx.grants.values()].some((scopes) => scopes.has(scope) || scopes.has('admin'));
}

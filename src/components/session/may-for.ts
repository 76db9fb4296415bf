import type { Ctx, Scope } from '../../collector/context.ts';

/**
 * Whether to offer controls of what belongs to one client. The hub decides again when they are used.
 * @param clientId null: of every client, for who runs the hub
 */
export function mayFor(ctx: Ctx, scope: Scope, clientId: string | null): boolean {
  const holds = (scopes: ReadonlySet<Scope> | undefined) =>
    scopes !== undefined && (scopes.has(scope) || scopes.has('admin'));
  if (clientId !== null) return holds(ctx.grants.get(clientId));
  return ctx.hubWide && [...ctx.grants.values()].some(holds);
}

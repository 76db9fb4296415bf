import { AppError } from './errors.ts';

/** What a key or person may do; `admin` includes every other. */
export const SCOPES = ['agent:report', 'agent:exec', 'ingest', 'read', 'operate', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** All that a key for one server can hold: everything else reaches beyond that server. */
export const AGENT_SCOPES: readonly Scope[] = ['agent:report', 'agent:exec'];

export const ROLES = ['owner', 'operator', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_SCOPES: Record<Role, readonly Scope[]> = {
  owner: SCOPES,
  operator: ['read', 'operate'],
  viewer: ['read'],
};

export interface Actor {
  type: 'person' | 'key' | 'hub';
  id: string;
  name: string;
}

/** What the hub does by itself is written down in its own name. */
const HUB_ACTOR: Actor = { type: 'hub', id: 'hub', name: 'Porchlight' };

/** Who asks, and what they may do for which client. No `ctx`, no data. */
export interface Ctx {
  actor: Actor;
  /** Scopes for each client the asker can see. */
  grants: ReadonlyMap<string, ReadonlySet<Scope>>;
  /** Runs the hub itself: an unbound key, or an owner of the hub's own client. */
  hubWide: boolean;
  /** Set for keys bound to one server. */
  serverId: string | null;
  requestId: string;
}

/** Nobody asks: the hub acts by itself, and changes what it looks up by its own ids. */
export const HUB_CTX: Ctx = {
  actor: HUB_ACTOR,
  grants: new Map(),
  hubWide: true,
  serverId: null,
  requestId: '',
};

function holds(scopes: ReadonlySet<Scope>, scope: Scope): boolean {
  return scopes.has(scope) || scopes.has('admin');
}

/**
 * The clients for which the asker holds `scope`; stores take them as `clientIds`.
 * @throws AppError `forbidden` when there is none
 */
export function requireScope(ctx: Ctx, scope: Scope): string[] {
  const clientIds = [...ctx.grants].filter(([, scopes]) => holds(scopes, scope)).map(([id]) => id);
  if (clientIds.length === 0) {
    throw new AppError('forbidden', `This needs the scope "${scope}"`, {
      remediation: [`Use a key or an account that has "${scope}"`],
    });
  }
  return clientIds;
}

/**
 * For what belongs to the hub rather than to a client.
 * @throws AppError `forbidden` unless the asker runs the hub and holds `scope`
 */
export function requireHub(ctx: Ctx, scope: Scope): void {
  requireScope(ctx, scope);
  if (!ctx.hubWide) throw new AppError('forbidden', 'Only people and keys that run the hub may do this');
}

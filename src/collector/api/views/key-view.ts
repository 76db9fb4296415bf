import type { Auth } from '../../auth/index.ts';
import { type Ctx, requireScope } from '../../context.ts';
import type { Fleet } from '../../fleet/index.ts';
import type { KeyView } from '../schema/views.ts';
import { iso } from './parts.ts';
import type { ClientOption } from './types.ts';

type KeyRow = Awaited<ReturnType<Auth['listKeys']>>[number];

/** What may be shown of a key: everything but the key. */
export function keyView(fleet: Fleet, key: KeyRow): KeyView {
  return {
    key_id: key.id,
    name: key.name,
    prefix: key.prefix,
    scopes: key.scopes,
    client_id: key.clientId,
    client_name: key.clientId === null ? null : fleet.clientName(key.clientId),
    server_id: key.serverId,
    created_at: iso(key.createdAt),
    created_by: key.createdBy,
    last_used_at: iso(key.lastUsedAt),
    revoked_at: iso(key.revokedAt),
  };
}

/**
 * The clients that the asker owns, by name.
 * @throws AppError `forbidden` when there is none
 */
export function clientOptions(fleet: Fleet, ctx: Ctx): ClientOption[] {
  const servers = Map.groupBy(fleet.list(ctx), ({ record }) => record.clientId);
  const rows = new Map(fleet.clients(ctx).map((row) => [row.id, row]));
  return requireScope(ctx, 'admin')
    .map((clientId) => ({
      client_id: clientId,
      client_name: fleet.clientName(clientId),
      servers: servers.get(clientId)?.length ?? 0,
      learning_until: iso(rows.get(clientId)?.learningUntil ?? null),
    }))
    .sort((a, b) => a.client_name.localeCompare(b.client_name));
}

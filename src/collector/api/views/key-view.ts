import type { Auth } from '../../auth/index.ts';
import type { Fleet } from '../../fleet/index.ts';
import type { KeyView } from '../schema/views.ts';
import { iso } from './parts.ts';

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

import type { Ctx } from '../../collector/context.ts';
import { mayFor } from '../session/may-for.ts';
import type { ServerOption } from '../settings/server-options.ts';

/** A client for whose servers quiet times can be set. */
export interface QuietClient {
  client_id: string;
  client_name: string;
}

/** The clients with servers for which the asker may set quiet times, by name. */
export function quietClients(ctx: Ctx, servers: readonly ServerOption[]): QuietClient[] {
  const names = new Map(servers.map((server) => [server.client_id, server.client_name]));
  return [...names]
    .filter(([id]) => mayFor(ctx, 'operate', id))
    .map(([client_id, client_name]) => ({ client_id, client_name }))
    .sort((a, b) => a.client_name.localeCompare(b.client_name));
}

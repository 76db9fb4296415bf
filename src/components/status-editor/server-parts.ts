import type { Views } from '../../collector/api/views/types.ts';
import type { Ctx } from '../../collector/context.ts';
import { serverOptions } from '../settings/server-options.ts';

/** A server with what of it a page can speak of, by name. */
export interface ServerParts {
  server_id: string;
  name: string;
  services: string[];
  containers: string[];
  pools: string[];
}

const namesOf = (things: readonly { name: string }[]): string[] =>
  things.map(({ name }) => name).sort((a, b) => a.localeCompare(b));

async function partsOf(
  views: Pick<Views, 'server'>,
  ctx: Ctx,
  { server_id, display_name: name }: { server_id: string; display_name: string },
): Promise<ServerParts> {
  const { services, containers, pools } = await views.server(ctx, server_id);
  return {
    server_id,
    name,
    services: namesOf(services),
    containers: namesOf(containers),
    pools: namesOf(pools),
  };
}

/** The servers of a client, by name, with what of them can be chosen. */
export async function serverParts(
  views: Pick<Views, 'server' | 'servers'>,
  ctx: Ctx,
  clientId: string,
): Promise<ServerParts[]> {
  const servers = await serverOptions(views, ctx);
  const own = servers.filter(({ client_id: id }) => id === clientId);
  return Promise.all(own.map((server) => partsOf(views, ctx, server)));
}

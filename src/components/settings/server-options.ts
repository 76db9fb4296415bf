import type { Views } from '../../collector/api/views/types.ts';
import type { Ctx } from '../../collector/context.ts';

/** A server that can be chosen. */
export interface ServerOption {
  server_id: string;
  display_name: string;
  client_id: string;
  client_name: string;
  tags: string[];
}

/** The most a page of the list holds. */
const LIMIT = 200;

/** Every server that the asker sees, by name. */
export async function serverOptions(views: Pick<Views, 'servers'>, ctx: Ctx): Promise<ServerOption[]> {
  const options: ServerOption[] = [];
  let cursor: string | undefined;
  do {
    const page = await views.servers(ctx, { sort: 'display_name', limit: LIMIT, cursor });
    options.push(
      ...page.items.map(({ server_id, display_name, client_id, client_name, tags }) => ({
        server_id,
        display_name,
        client_id,
        client_name,
        tags,
      })),
    );
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return options;
}

/** The tags in use, each once, by name. */
export function tagsOf(servers: readonly Pick<ServerOption, 'tags'>[]): string[] {
  return [...new Set(servers.flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b));
}

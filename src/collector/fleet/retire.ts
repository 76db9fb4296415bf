import { isStale, type Statement } from '../../../db/open.ts';
import { auditStatement } from '../audit-log.ts';
import { type Ctx, requireScope } from '../context.ts';
import { notFound } from '../errors.ts';
import type { FleetParts } from './create.ts';
import { findServer } from './find.ts';

/**
 * Deletes a server and its data and retires its id. `alsoForget` brings the statements of the modules that
 * hold more of it (samples, keys); all go in one batch.
 * @throws AppError `not_found`, `forbidden`
 */
export async function retireServer(
  { database, store, memory }: FleetParts,
  ctx: Ctx,
  serverId: string,
  alsoForget: (clientIds: string[], serverId: string) => Statement[],
  now: number,
): Promise<{ clientId: string }> {
  const clientIds = requireScope(ctx, 'operate');
  const server = findServer(memory, clientIds, serverId);
  const { clientId } = server.record;
  // Before the write: a report that arrives while it runs must not bring the server back.
  memory.servers.delete(serverId);
  memory.retired.set(serverId, clientId);
  const audit = {
    clientId,
    action: 'server.delete',
    subject: serverId,
    details: { name: server.record.displayName },
  };
  try {
    await database.write([
      ...store.retireServer(clientId, serverId, now),
      ...alsoForget([clientId], serverId),
      auditStatement(database, ctx, audit, now),
    ]);
  } catch (error) {
    memory.retired.delete(serverId);
    if (isStale(error)) throw notFound('server', serverId);
    memory.servers.set(serverId, server);
    throw error;
  }
  return { clientId };
}

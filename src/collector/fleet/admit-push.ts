import type { Statement } from '../../../db/open.ts';
import { type Ctx, requireScope } from '../context.ts';
import { AppError, notFound } from '../errors.ts';
import { clientNamed, isNamed, prepareClient } from './clients.ts';
import type { FleetParts } from './create.ts';
import { chooseClient } from './find.ts';
import { retired } from './receive.ts';

/** The client of a pushed system, and what makes it when it is new. */
export interface PushClient {
  clientId: string;
  /** Sample time of the newest report of its server. */
  judgedAt: number | null;
  statements: Statement[];
  committed: () => void;
}

function otherClient(serverId: string, name: string): AppError {
  return new AppError('conflict', `The server "${serverId}" belongs to another client than "${name}"`, {
    field: 'system.client_name',
    remediation: ['Push it under its own client', 'If it is another machine, give it another id'],
  });
}

function notTheirs(own: string): AppError {
  return new AppError('forbidden', `This key is for the client "${own}" alone`, {
    field: 'system.client_name',
    remediation: [`Send "${own}" as client_name, or leave it out`, 'Or use a key that is for every client'],
  });
}

/** The client that somebody who does not run the hub names: one of their own. */
function ownClient({ memory }: FleetParts, clientIds: string[], name: string): string {
  const rows = clientIds.flatMap((id) => memory.clients.get(id) ?? []);
  const named = rows.find((row) => isNamed(row, name));
  if (named) return named.id;
  const [only] = rows;
  if (only && rows.length === 1) throw notTheirs(only.name);
  throw notFound('client', name);
}

/**
 * The client that a pushed system belongs to: its server's; else the one named, which an asker who runs the hub makes
 * by naming it; else as for heartbeats. A server never changes client by a push.
 * @throws AppError `forbidden` (a key bound to a server, or to a client of another name), `not_found` (another
 * client's), `gone` (retired), `conflict` (named other than its server's client)
 */
export function admitPush(
  parts: FleetParts,
  ctx: Ctx,
  serverId: string,
  clientName: string | null | undefined,
  now: number,
): PushClient {
  const { memory } = parts;
  const clientIds = requireScope(ctx, 'ingest');
  if (ctx.serverId !== null) throw new AppError('forbidden', `This key reports for "${ctx.serverId}" only`);
  const ownerId = memory.servers.get(serverId)?.record.clientId ?? memory.retired.get(serverId);
  if (ownerId !== undefined && !clientIds.includes(ownerId)) throw notFound('server', serverId);
  if (memory.retired.has(serverId)) throw retired(serverId);
  const judgedAt = memory.servers.get(serverId)?.judgedAt ?? null;
  const existing = (clientId: string) => ({ clientId, judgedAt, statements: [], committed: () => undefined });
  if (!clientName) return existing(ownerId ?? chooseClient(memory, clientIds, undefined));
  const namedId = ctx.hubWide ? clientNamed(memory, clientName)?.id : ownClient(parts, clientIds, clientName);
  if (ownerId !== undefined && namedId !== ownerId) throw otherClient(serverId, clientName);
  if (namedId !== undefined) return existing(namedId);
  const { client, statements, committed } = prepareClient(parts, ctx, clientName, now);
  return { clientId: client.id, judgedAt, statements, committed };
}

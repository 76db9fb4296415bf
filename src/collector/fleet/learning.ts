import { isStale, type Statement } from '../../../db/open.ts';
import { auditStatement } from '../audit-log.ts';
import { type Ctx, requireScope } from '../context.ts';
import { AppError, notFound } from '../errors.ts';
import type { FleetParts } from './create.ts';
import { findServer } from './find.ts';
import type { FleetMemory } from './memory.ts';

/** What learns: one server, or all servers of a client, those to come too. */
export type LearningPlace = { serverId: string } | { clientId: string };

/** Longer than that it is no longer learning: nobody would be told for a season. */
const MAX_LEARNING_MS = 90 * 86_400_000;

function requireLearnable(until: number | null, now: number): void {
  if (until === null) return;
  const field = 'until';
  if (until <= now) throw new AppError('invalid', 'until: is in the past', { field });
  if (until > now + MAX_LEARNING_MS) {
    throw new AppError('invalid', 'until: may be at most 90 days ahead', { field });
  }
}

/** What a place needs for its change: whose it is, the statements, and the row of memory that follows. */
interface Learner {
  clientId: string;
  noun: 'server' | 'client';
  id: string;
  statements: (until: number | null) => Statement[];
  row: { learningUntil: number | null };
}

function serverLearner({ store, memory }: FleetParts, clientIds: string[], id: string): Learner {
  const { record } = findServer(memory, clientIds, id);
  const { clientId } = record;
  return {
    clientId,
    noun: 'server',
    id,
    statements: (until) => store.setServerLearning(clientId, id, until),
    row: record,
  };
}

function clientLearner({ store, memory }: FleetParts, clientIds: string[], id: string): Learner {
  const row = memory.clients.get(id);
  if (!row || !clientIds.includes(id)) throw notFound('client', id);
  return {
    clientId: id,
    noun: 'client',
    id,
    statements: (until) => store.setClientLearning(id, until),
    row,
  };
}

/**
 * Until when alerts of a server are shown and not sent, in ms: the later of its own time and its client's, which may
 * be past; null when neither is set.
 */
export function learningUntil({ servers, clients }: FleetMemory, serverId: string): number | null {
  const record = servers.get(serverId)?.record;
  if (!record) return null;
  const until = Math.max(record.learningUntil ?? 0, clients.get(record.clientId)?.learningUntil ?? 0);
  return until === 0 ? null : until;
}

/**
 * Lets a server or client learn until then (integer ms), or ends it with null.
 * @throws AppError `not_found`, `forbidden`, `invalid` (in the past, or more than 90 days ahead)
 */
export async function setLearning(
  parts: FleetParts,
  ctx: Ctx,
  place: LearningPlace,
  until: number | null,
  now: number,
): Promise<void> {
  const { database } = parts;
  const clientIds = requireScope(ctx, 'operate');
  const { clientId, noun, id, statements, row } =
    'serverId' in place
      ? serverLearner(parts, clientIds, place.serverId)
      : clientLearner(parts, clientIds, place.clientId);
  requireLearnable(until, now);
  const details = { until: until === null ? null : new Date(until).toISOString() };
  const audit = { clientId, action: `${noun}.learn`, subject: id, details };
  await database
    .write([...statements(until), auditStatement(database, ctx, audit, now)])
    .catch((error: unknown) => {
      throw isStale(error) ? notFound(noun, id) : error;
    });
  row.learningUntil = until;
}

import type { Ctx } from '../../context.ts';
import type { System } from '../schema/systems.ts';
import { iso, type Observed, observed, type ViewParts } from './parts.ts';
import type { Page } from './types.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** What the list of systems can be asked. */
export interface SystemListQuery {
  q?: string | undefined;
  client_name?: string | undefined;
  status?: string | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

function systemOf(fleet: ViewParts['fleet'], { server, status, level }: Observed): System {
  const { record, lastSeenAt } = server;
  const version = [record.osDistribution, record.osVersion].filter((part) => part !== null).join(' ');
  return {
    id: record.id,
    name: record.displayName,
    hostname: record.hostname,
    version: version === '' ? null : version,
    client_name: fleet.clientName(record.clientId),
    last_seen: iso(lastSeenAt),
    status,
    level,
  };
}

/** @throws AppError `not_found`, `forbidden` */
export function systemView(parts: ViewParts, ctx: Ctx, id: string, now: number): System {
  return systemOf(parts.fleet, observed(parts, parts.fleet.get(ctx, id), now));
}

function matches(system: System, { q = '', client_name, status }: SystemListQuery): boolean {
  const needle = q.trim().toLowerCase();
  const words = [system.id, system.name, system.hostname, system.client_name];
  return (
    (status === undefined || system.status === status) &&
    (client_name === undefined || system.client_name.toLowerCase() === client_name.trim().toLowerCase()) &&
    words.some((word) => word.toLowerCase().includes(needle))
  );
}

/** A page of systems by id. The cursor is the last id of the page before, whether or not it is still there. */
export function systemPage(parts: ViewParts, ctx: Ctx, query: SystemListQuery, now: number): Page<System> {
  const { cursor = '', limit = DEFAULT_LIMIT } = query;
  const systems = parts.fleet
    .list(ctx)
    .filter(({ record }) => record.id > cursor)
    .map((server) => systemOf(parts.fleet, observed(parts, server, now)))
    .filter((system) => matches(system, query))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const items = systems.slice(0, Math.min(limit, MAX_LIMIT));
  return { items, next_cursor: items.length < systems.length ? (items.at(-1)?.id ?? null) : null };
}

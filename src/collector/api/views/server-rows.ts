import { byLevel } from '../../../words/states.ts';
import type { Ctx } from '../../context.ts';
import { AppError } from '../../errors.ts';
import type { Fleet } from '../../fleet/index.ts';
import type { ServerRow } from '../schema/views.ts';
import { iso, type Observed, observed, type ViewParts } from './parts.ts';
import type { Page, ServerListQuery } from './types.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** What every view tells of a server's record. */
export function recordView(fleet: Fleet, seen: Observed): ServerRow {
  const { server, values, level, reasons, status } = seen;
  const { record } = server;
  const core = [...values].filter(([name]) => !name.includes(':'));
  return {
    server_id: record.id,
    client_id: record.clientId,
    client_name: fleet.clientName(record.clientId),
    display_name: record.displayName,
    hostname: record.hostname,
    ip_address: record.ipAddress,
    mac_address: record.macAddress,
    tdp_watts: record.tdpWatts,
    location: record.location,
    tags: record.tags,
    os_distribution: record.osDistribution,
    os_version: record.osVersion,
    kernel: record.kernel,
    architecture: record.architecture,
    agent_version: record.agentVersion,
    agent_is_old: seen.hasOldAgent,
    registered_at: iso(record.registeredAt),
    last_seen: iso(server.lastSeenAt),
    status,
    level,
    reasons,
    latest: Object.fromEntries(core),
  };
}

function matches(row: ServerRow, query: ServerListQuery): boolean {
  const words = [
    row.server_id,
    row.display_name,
    row.hostname,
    row.ip_address,
    row.location ?? '',
    ...row.tags,
  ];
  const needle = query.q?.trim().toLowerCase() ?? '';
  return (
    (query.status === undefined || query.status === row.status) &&
    (query.tag === undefined || row.tags.includes(query.tag)) &&
    (query.agent !== 'old' || row.agent_is_old) &&
    words.some((word) => word.toLowerCase().includes(needle))
  );
}

type Compare = (a: ServerRow, b: ServerRow) => number;
const text =
  (pick: (row: ServerRow) => string): Compare =>
  (a, b) =>
    pick(a).localeCompare(pick(b));
const number =
  (pick: (row: ServerRow) => number | null | undefined): Compare =>
  (a, b) =>
    (pick(a) ?? -1) - (pick(b) ?? -1);

const COMPARE: Record<string, Compare> = {
  level: byLevel,
  display_name: text((row) => row.display_name),
  server_id: text((row) => row.server_id),
  client_name: text((row) => row.client_name),
  status: text((row) => row.status),
  last_seen: text((row) => row.last_seen ?? ''),
  cpu_percent: number((row) => row.latest.cpu_percent),
  memory_percent: number((row) => row.latest.memory_percent),
  disk_percent: number((row) => row.latest.disk_percent),
};

/** The order a query asks for; the id decides between equals, so that pages never repeat a row. */
function comparison(sort: string): Compare {
  const column = sort.replace(/^-/, '');
  const compare = Object.hasOwn(COMPARE, column) ? COMPARE[column] : undefined;
  if (!compare) {
    const known = Object.keys(COMPARE).join(', ');
    throw new AppError('invalid', `Cannot sort by "${sort}"; known: ${known}`, { field: 'sort' });
  }
  const turn = sort.startsWith('-') ? -1 : 1;
  return (a, b) => turn * compare(a, b) || a.server_id.localeCompare(b.server_id);
}

/**
 * A page of servers. The cursor is the id of the last row of the page before.
 * @throws AppError `invalid` for an unknown sort or a cursor that is not in the list
 */
export function serverRows(
  parts: ViewParts,
  ctx: Ctx,
  query: ServerListQuery,
  now: number,
): Page<ServerRow> & { total: number } {
  const { fleet } = parts;
  const rows = fleet
    .list(ctx)
    .map((server) => recordView(fleet, observed(parts, server, now)))
    .filter((row) => matches(row, query))
    .sort(comparison(query.sort ?? 'level'));
  const limit = Math.min(Math.max(query.limit ?? DEFAULT_LIMIT, 1), MAX_LIMIT);
  const after = query.cursor === undefined ? -1 : rows.findIndex((row) => row.server_id === query.cursor);
  if (query.cursor !== undefined && after === -1) {
    throw new AppError('invalid', 'This cursor is not in the list any more', { field: 'cursor' });
  }
  const items = rows.slice(after + 1, after + 1 + limit);
  const hasMore = after + 1 + limit < rows.length;
  return { items, next_cursor: hasMore ? (items.at(-1)?.server_id ?? null) : null, total: rows.length };
}

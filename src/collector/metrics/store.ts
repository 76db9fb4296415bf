import type { InValue, Row as SqlRow } from '@libsql/client';
import { type Database, guardChanges, type Statement } from '../../../db/open.ts';
import type { Column } from './columns.ts';
import type { Layout } from './layout.ts';
import type { Row } from './points.ts';
import type { MetricStats } from './types.ts';

/** 3 variables each: far below SQLite's limit, and larger statements are no faster. */
const ROWS_PER_INSERT = 200;

/** A block as it lies in the database. */
export interface Block {
  clientId: string;
  serverId: string;
  seconds: number;
  startAt: number;
  lastAt: number;
  points: number;
  names: readonly string[];
  body: Uint8Array;
}

/** A report on its way in, with its layout. */
export interface LaidOutRow {
  layout: Layout;
  at: number;
  values: Column;
}

/** A report read back. */
export interface StoredRow extends Row {
  clientId: string;
  serverId: string;
}

const text = (row: SqlRow, name: string) => String(row[name]);
const integer = (row: SqlRow, name: string) => Number(row[name] ?? 0);
const namesIn = (row: SqlRow) => JSON.parse(text(row, 'names')) as string[];
const list = (values: readonly (string | number)[]) => JSON.stringify(values);

/** The inverse of `join(',')`, in which an unknown value is empty. */
function parseSamples(samples: string, length: number): Column {
  if (length === 0) return [];
  return samples.split(',').map((sample) => (sample === '' ? null : Number(sample)));
}

export function insertLayout({ id, clientId, serverId, names }: Layout): Statement {
  const sql = 'INSERT OR IGNORE INTO series_layouts (id, client_id, server_id, names) VALUES (?, ?, ?, ?)';
  return { sql, args: [id, clientId, serverId, JSON.stringify(names)] };
}

/** Multi-row inserts: by far the cheapest way in (a row each costs 4 to 6 times as much). */
export function insertRows(rows: readonly LaidOutRow[]): Statement[] {
  const statements: Statement[] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    const args: InValue[] = [];
    for (const { at, layout, values } of rows.slice(start, start + ROWS_PER_INSERT)) {
      args.push(at, layout.id, values.join(','));
    }
    const rowsSql = `(?,?,?)${',(?,?,?)'.repeat(args.length / 3 - 1)}`;
    const sql = `INSERT INTO heartbeats (at, layout_id, samples) VALUES ${rowsSql}`;
    statements.push({ sql, args });
  }
  return statements;
}

export function upsertBlock(block: Block, layout: Layout): Statement {
  const sql = `INSERT INTO metric_blocks
    (server_id, resolution_seconds, start_at, client_id, last_at, points, layout_id, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (server_id, resolution_seconds, start_at) DO UPDATE SET
    last_at = excluded.last_at, points = excluded.points, layout_id = excluded.layout_id, body = excluded.body`;
  const { serverId, seconds, startAt, clientId, lastAt, points, body } = block;
  return { sql, args: [serverId, seconds, startAt, clientId, lastAt, points, layout.id, body] };
}

/** Deletes the rows of a time span and fails the batch unless they are as many as were read. */
export function deleteRows(from: number, before: number, expected: number): Statement[] {
  const sql = `DELETE FROM heartbeats WHERE at >= ? AND at < ? AND layout_id IN (SELECT id FROM series_layouts)`;
  return [{ sql, args: [from, before] }, guardChanges(expected)];
}

/** Rows that nobody can read any more, because the server they tell of was removed. */
export function deleteOrphanRows(): Statement {
  return 'DELETE FROM heartbeats WHERE layout_id NOT IN (SELECT id FROM series_layouts)';
}

export function deleteServer(clientIds: readonly string[], serverId: string): Statement[] {
  const args = [serverId, list(clientIds)];
  const ofClient = 'server_id = ? AND client_id IN (SELECT value FROM json_each(?))';
  const layouts = `SELECT id FROM series_layouts WHERE ${ofClient}`;
  return [
    { sql: `DELETE FROM heartbeats WHERE layout_id IN (${layouts})`, args },
    { sql: `DELETE FROM metric_blocks WHERE ${ofClient}`, args },
    { sql: `DELETE FROM series_layouts WHERE ${ofClient}`, args },
  ];
}

export function deleteBlocks(serverIds: readonly string[], seconds: number, until: number): Statement {
  const sql = `DELETE FROM metric_blocks WHERE resolution_seconds = ? AND start_at <= ?
    AND server_id IN (SELECT value FROM json_each(?))`;
  return { sql, args: [seconds, until, list(serverIds)] };
}

/** Layouts that no row and no block uses, but for those in `kept`, which reports may refer to unasked. */
export function deleteUnusedLayouts(serverIds: readonly string[], kept: readonly number[]): Statement {
  const sql = `DELETE FROM series_layouts WHERE server_id IN (SELECT value FROM json_each(?1))
    AND id NOT IN (SELECT value FROM json_each(?2))
    AND id NOT IN (SELECT layout_id FROM heartbeats)
    AND id NOT IN (SELECT layout_id FROM metric_blocks
      WHERE server_id IN (SELECT value FROM json_each(?1)))`;
  return { sql, args: [list(serverIds), list(kept)] };
}

/** The reads of this module; the writes are statements. */
export function createStore(database: Database) {
  const read = async (sql: string, args: InValue[]) =>
    (await database.read.$client.execute({ sql, args })).rows;

  const blockOf = (row: SqlRow): Block => ({
    clientId: text(row, 'client_id'),
    serverId: text(row, 'server_id'),
    seconds: integer(row, 'resolution_seconds'),
    startAt: integer(row, 'start_at'),
    lastAt: integer(row, 'last_at'),
    points: integer(row, 'points'),
    names: namesIn(row),
    body: new Uint8Array(row.body as ArrayBuffer),
  });
  const rowOf = (row: SqlRow): StoredRow => {
    const names = namesIn(row);
    const values = parseSamples(text(row, 'samples'), names.length);
    return {
      clientId: text(row, 'client_id'),
      serverId: text(row, 'server_id'),
      names,
      at: integer(row, 'at'),
      values,
    };
  };
  const blockColumns = `b.client_id, b.server_id, b.resolution_seconds, b.start_at, b.last_at, b.points, b.body,
    l.names FROM metric_blocks b JOIN series_layouts l ON l.id = b.layout_id`;

  const rowColumns = `l.server_id, l.client_id, l.names,
    group_concat(h.at || ',' || h.samples, char(10) ORDER BY h.id) AS lines
    FROM heartbeats h CROSS JOIN series_layouts l ON l.id = h.layout_id`;

  return {
    /** Blocks of one resolution whose start lies in [from, to], oldest first within a server. */
    async blocks(q: {
      clientIds: readonly string[];
      serverIds: readonly string[];
      seconds: number;
      from: number;
      to: number;
    }): Promise<Block[]> {
      const sql = `SELECT ${blockColumns} WHERE b.server_id IN (SELECT value FROM json_each(?))
        AND b.resolution_seconds = ? AND b.start_at BETWEEN ? AND ?
        AND b.client_id IN (SELECT value FROM json_each(?)) ORDER BY b.server_id, b.start_at`;
      const rows = await read(sql, [list(q.serverIds), q.seconds, q.from, q.to, list(q.clientIds)]);
      return rows.map(blockOf);
    },

    /** For jobs: the blocks of one server at the given resolutions and starts. */
    async blocksAt(serverId: string, places: readonly (readonly [seconds: number, startAt: number])[]) {
      const sql = `SELECT ${blockColumns} JOIN json_each(?) p ON b.server_id = ?
        AND b.resolution_seconds = p.value ->> 0 AND b.start_at = p.value ->> 1`;
      return (await read(sql, [JSON.stringify(places), serverId])).map(blockOf);
    },

    /**
     * Rows of [from, to] not yet sealed, as text: one entry per server and layout, each line a time and the
     * samples. Handing rows over one by one costs ten times as much.
     */
    async rows(q: { clientIds: readonly string[]; serverIds: readonly string[]; from: number; to: number }) {
      const sql = `SELECT ${rowColumns} WHERE h.at BETWEEN ? AND ? AND h.layout_id IN (SELECT id FROM series_layouts
        WHERE server_id IN (SELECT value FROM json_each(?)) AND client_id IN (SELECT value FROM json_each(?)))
        GROUP BY h.layout_id`;
      return (await read(sql, [q.from, q.to, list(q.serverIds), list(q.clientIds)])).map(groupOf);
    },

    /** For the seal job: the rows before a time of some servers. */
    async rowsBefore(serverIds: readonly string[], before: number) {
      const sql = `SELECT ${rowColumns} WHERE h.at < ? AND h.layout_id IN (SELECT id FROM series_layouts
        WHERE server_id IN (SELECT value FROM json_each(?))) GROUP BY h.layout_id`;
      return (await read(sql, [before, list(serverIds)])).map(groupOf);
    },

    async serversWaiting(before: number): Promise<string[]> {
      const sql = `SELECT DISTINCT server_id FROM series_layouts
        WHERE id IN (SELECT layout_id FROM heartbeats WHERE at < ?)`;
      return (await read(sql, [before])).map((row) => text(row, 'server_id'));
    },

    async countRows(): Promise<number> {
      const [row] = await read('SELECT count(*) AS rows FROM heartbeats', []);
      return row ? integer(row, 'rows') : 0;
    },

    /** Time of the row that `offset` older ones precede. */
    async timeOfRow(offset: number): Promise<number> {
      const [row] = await read('SELECT at FROM heartbeats ORDER BY at LIMIT 1 OFFSET ?', [offset]);
      return row ? integer(row, 'at') : 0;
    },

    async servers(): Promise<string[]> {
      const rows = await read('SELECT DISTINCT server_id FROM series_layouts', []);
      return rows.map((row) => text(row, 'server_id'));
    },

    /** The newest waiting row of every server, and the one before it. */
    async newestRows(): Promise<StoredRow[]> {
      const sql = `WITH named AS (SELECT h.id, h.at, h.samples, l.server_id, l.client_id, l.names,
          row_number() OVER (PARTITION BY l.server_id ORDER BY h.at DESC) AS age
        FROM heartbeats h CROSS JOIN series_layouts l ON l.id = h.layout_id)
        SELECT server_id, client_id, names, at, samples FROM named WHERE age <= 2`;
      return (await read(sql, [])).map(rowOf);
    },

    /** End of the newest block of samples of every server. */
    async newestBlocks(): Promise<{ serverId: string; startAt: number; lastAt: number }[]> {
      const sql = `SELECT b.server_id, b.start_at, b.last_at FROM (SELECT server_id, max(start_at) AS start_at
        FROM metric_blocks WHERE resolution_seconds = 0 GROUP BY server_id) n JOIN metric_blocks b
        ON b.server_id = n.server_id AND b.resolution_seconds = 0 AND b.start_at = n.start_at`;
      return (await read(sql, [])).map((row) => ({
        serverId: text(row, 'server_id'),
        startAt: integer(row, 'start_at'),
        lastAt: integer(row, 'last_at'),
      }));
    },

    async stats(clientIds: readonly string[]): Promise<MetricStats> {
      const ofClients = 'IN (SELECT value FROM json_each(?))';
      const blocksSql = `SELECT count(*) AS blocks, sum(length(b.body)) AS bytes,
        sum(iif(b.resolution_seconds = 0, b.points * json_array_length(l.names), 0)) AS samples
        FROM metric_blocks b JOIN series_layouts l ON l.id = b.layout_id WHERE b.client_id ${ofClients}`;
      const rowsSql = `SELECT count(*) AS rows, sum(length(h.samples)) AS bytes,
        sum(json_array_length(l.names)) AS samples
        FROM heartbeats h JOIN series_layouts l ON l.id = h.layout_id WHERE l.client_id ${ofClients}`;
      const [blocks] = await read(blocksSql, [list(clientIds)]);
      const [rows] = await read(rowsSql, [list(clientIds)]);
      const sum = (name: string) =>
        [blocks, rows].reduce((total, row) => total + (row ? integer(row, name) : 0), 0);
      return {
        samples: sum('samples'),
        waiting_reports: rows ? integer(rows, 'rows') : 0,
        blocks: blocks ? integer(blocks, 'blocks') : 0,
        stored_bytes: sum('bytes'),
      };
    },
  };
}

export type Store = ReturnType<typeof createStore>;

/** Rows of one server and layout, still as text. */
export interface RowGroup {
  clientId: string;
  serverId: string;
  names: readonly string[];
  /** `at,sample,sample,...` */
  lines: string[];
}

function groupOf(row: SqlRow): RowGroup {
  return {
    clientId: text(row, 'client_id'),
    serverId: text(row, 'server_id'),
    names: namesIn(row),
    lines: text(row, 'lines').split('\n'),
  };
}

/** The rows of a group; `names` is one array for all of them. */
export function rowsOf({ names, lines }: RowGroup): Row[] {
  return lines.map((line) => {
    const comma = line.indexOf(',');
    return {
      names,
      at: Number(line.slice(0, comma)),
      values: parseSamples(line.slice(comma + 1), names.length),
    };
  });
}

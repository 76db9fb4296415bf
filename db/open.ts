import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Client, createClient, type InStatement } from '@libsql/client';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';

/** One statement of a write batch: fixed SQL and its bound values. */
export type Statement = InStatement;

export interface Database {
  /** Reads only (`query_only`): a store that tries to write here gets an error. */
  read: LibSQLDatabase & { $client: Client };
  /** The only writer, as drizzle, for better-auth; everything else goes through `write`. */
  writer: LibSQLDatabase & { $client: Client };
  /** Commits all statements or none; resolves once they are on disk. */
  write: (statements: Statement[]) => Promise<void>;
  /** Moves the log into the database file and closes it. */
  close: () => Promise<void>;
  /** Path of the file, or null when the address is not a local file. */
  path: string | null;
}

/** A drizzle query as a statement for `write`. */
export function statement(query: { toSQL(): { sql: string; params: unknown[] } }): Statement {
  const { sql, params } = query.toSQL();
  return { sql, args: params as Exclude<InStatement, string>['args'] };
}

/** A statement that fails the whole batch unless the statement before it changed exactly `rows` rows. */
export function guardChanges(rows: number): Statement {
  return { sql: "SELECT CASE WHEN changes() = ? THEN 1 ELSE json('stale') END", args: [rows] };
}

/** True when a batch failed at its guard, that is: what it was based on had changed. */
export function isStale(error: unknown): boolean {
  return error instanceof Error && error.message.includes('malformed JSON');
}

/** True when a batch failed because a row with that key is there already. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && error.message.includes('UNIQUE constraint failed');
}

async function connect(url: string, pragmas: string[]): Promise<Client> {
  const client = createClient({ url, concurrency: 1, timeout: 5000 });
  for (const pragma of pragmas) await client.execute(`PRAGMA ${pragma}`);
  return client;
}

/**
 * Opens the embedded database: one connection that writes, one that reads.
 * WAL and `synchronous=FULL`: an acknowledged write survives a power cut.
 */
export async function openDatabase(url: string): Promise<Database> {
  const path = url.startsWith('file:') ? url.slice('file:'.length) : null;
  if (path) mkdirSync(dirname(path), { recursive: true });
  const write = await connect(url, ['journal_mode=WAL', 'synchronous=FULL', 'temp_store=MEMORY']);
  const read = await connect(url, ['query_only=1', 'temp_store=MEMORY']);
  return {
    read: drizzle(read),
    writer: drizzle(write),
    write: async (statements) => {
      if (statements.length > 0) await write.batch(statements, 'write');
    },
    close: async () => {
      read.close();
      await write.execute('PRAGMA wal_checkpoint(TRUNCATE)');
      write.close();
    },
    path,
  };
}

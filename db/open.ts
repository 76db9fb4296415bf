import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Client, createClient, type InStatement } from '@libsql/client';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import { BUSY_MS, oneByOne, type Patient, patient, patientInTurn } from './patience.ts';
import { patientClient, readingBeside } from './patient-client.ts';

export { isBusy } from './patience.ts';

/** One statement of a write batch: fixed SQL and its bound values. */
export type Statement = InStatement;

export interface Database {
  /** Reads only (`query_only`): a store that tries to write here gets an error. */
  read: LibSQLDatabase & { $client: Client };
  /** The only writer, as drizzle, for better-auth, as patient as `write`; all else goes through that. */
  writer: LibSQLDatabase & { $client: Client };
  /** Commits all statements or none; resolves once they are on disk. Waits some seconds where another process writes. */
  write: (statements: Statement[]) => Promise<void>;
  /** Lets what waits be written, moves the log into the database file and closes it. */
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

interface Connection {
  client: Client;
  /** Puts a fresh connection in its place. */
  renew: () => Promise<void>;
}

async function connect(url: string, pragmas: string[]): Promise<Connection> {
  const client = createClient({ url, concurrency: 1, timeout: BUSY_MS });
  const set = async () => {
    for (const pragma of pragmas) await client.execute(`PRAGMA ${pragma}`);
  };
  // What was set belongs to the connection; a file that is still held says so again.
  const renew = async () => {
    client.reconnect();
    await set().catch(() => undefined);
  };
  await patient(renew)(set);
  return { client, renew };
}

/** Writes all statements or none. */
const writing = (client: Client, patiently: Patient) => async (statements: Statement[]) => {
  if (statements.length > 0) await patiently(() => client.batch(statements, 'write'));
};

/**
 * Opens the embedded database: one connection that writes, one that reads.
 * WAL and `synchronous=FULL`: an acknowledged write survives a power cut.
 */
export async function openDatabase(url: string): Promise<Database> {
  const path = url.startsWith('file:') ? url.slice('file:'.length) : null;
  if (path) mkdirSync(dirname(path), { recursive: true });
  const write = await connect(url, ['journal_mode=WAL', 'synchronous=FULL', 'temp_store=MEMORY']);
  const read = await connect(url, ['query_only=1', 'temp_store=MEMORY']);
  // One that waits for the file does not let a later one pass.
  const inTurn = oneByOne();
  const patiently = patientInTurn(inTurn, write.renew);
  const reader = patientClient(read.client, patient(read.renew));
  return {
    read: drizzle(reader),
    writer: drizzle(readingBeside(patientClient(write.client, patiently), reader)),
    write: writing(write.client, patiently),
    close: () =>
      inTurn(async () => {
        read.client.close();
        await write.client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
        write.client.close();
      }),
    path,
  };
}

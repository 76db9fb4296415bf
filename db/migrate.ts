import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from 'drizzle-orm/libsql/migrator';
import type { Database } from './open.ts';

/** The folder of generated migrations: beside this file in the sources, beside the bundle once built. */
function migrationsFolder(): string {
  return join(dirname(fileURLToPath(import.meta.url)), 'migrations');
}

/** Brings the file to this version's tables. Idempotent; throws when the folder is missing. */
export async function migrateDatabase(database: Database): Promise<void> {
  const folder = migrationsFolder();
  if (!existsSync(folder)) throw new Error(`No migrations at ${folder}: run the build again`);
  await migrate(database.writer, { migrationsFolder: folder });
}

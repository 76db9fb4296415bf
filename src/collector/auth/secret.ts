import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** With less, the sign-in library would fall back to a secret that everybody knows. */
const MIN_LENGTH = 32;

/**
 * The hub's secret: given, or generated once beside the database file (mode 0600) and kept.
 * @throws Error when the kept one is cut short
 * @param databasePath path of the database file, or null when it is not a local file
 */
export function loadSecret(given: string | undefined, databasePath: string | null): string {
  if (given) return given;
  if (!databasePath) throw new Error('PORCHLIGHT_SECRET is needed where the database is not a local file');
  const path = join(dirname(databasePath), 'secret');
  if (!existsSync(path)) {
    writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < MIN_LENGTH) {
    throw new Error(
      `The secret in ${path} is too short; remove the file to get a new one (people sign in again)`,
    );
  }
  return secret;
}

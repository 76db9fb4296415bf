import fs from 'node:fs';
import { dirname } from 'node:path';

/** Ends in .mjs, without which Node would not start it. */
const besides = (path: string) => path.replace(/(\.mjs)?$/, '.new.mjs');

/** On the disk before it is used, with mode and owner of the file it replaces. */
function writeLike(path: string, next: string, bytes: Buffer): void {
  const { mode, uid, gid } = fs.statSync(path);
  fs.rmSync(next, { force: true });
  const file = fs.openSync(next, 'wx', 0o600);
  try {
    fs.writeFileSync(file, bytes);
    fs.fchownSync(file, uid, gid);
    fs.fchmodSync(file, mode & 0o7777);
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}

/** A rename is lasting once its folder is on the disk. */
function syncFolder(path: string): void {
  const folder = fs.openSync(path, 'r');
  fs.fsyncSync(folder);
  fs.closeSync(folder);
}

function readable(error: unknown, path: string): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM')
    return new Error(`${dirname(path)} may not be changed: use sudo`);
  return code ? new Error(`${dirname(path)} could not be changed: ${message}`) : (error as Error);
}

/**
 * Puts a new program in the place of an old one: there is always the whole old one or the whole new one.
 * @param check throws when the file it is told, complete and with its final mode, is not good
 * @throws Error in words; then the old one is as it was and nothing lies beside it
 */
export async function replaceProgram(
  path: string,
  bytes: Buffer,
  check: (file: string) => Promise<void>,
): Promise<void> {
  const next = besides(path);
  try {
    writeLike(path, next, bytes);
    await check(next);
    fs.renameSync(next, path);
    syncFolder(dirname(path));
  } catch (error) {
    fs.rmSync(next, { force: true });
    throw readable(error, path);
  }
}

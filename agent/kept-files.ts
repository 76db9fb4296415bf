import fs from 'node:fs';
import { join } from 'node:path';

export interface KeptFile {
  name: string;
  /** Grows with each; the smallest is the oldest. */
  number: number;
  bytes: number;
}

/** A folder of numbered files, and of others beside them, that survive a power cut. */
export interface KeptFiles {
  path: string;
  /** The numbered ones, oldest first; none when there is no folder. @throws Error when it cannot be read */
  list: () => KeptFile[];
  /** Makes the folder. @throws Error when it cannot be written to */
  prepare: () => void;
  /** Null when there is no such file. @throws Error when it cannot be read */
  read: (name: string) => string | null;
  /** After a power cut there is the whole file or none. @throws Error */
  write: (name: string, text: string) => void;
  /** @throws Error */
  remove: (name: string) => void;
}

const NUMBERED = /^(\d{12})\.json$/;

export function numberedName(number: number): string {
  return `${String(number).padStart(12, '0')}.json`;
}

function sync(path: string): void {
  const folder = fs.openSync(path, 'r');
  try {
    fs.fsyncSync(folder);
  } finally {
    fs.closeSync(folder);
  }
}

function writeSynced(path: string, text: string): void {
  const file = fs.openSync(path, 'w', 0o600);
  try {
    fs.writeFileSync(file, text);
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}

function listNumbered(path: string): KeptFile[] {
  if (!fs.existsSync(path)) return [];
  return fs
    .readdirSync(path)
    .filter((name) => NUMBERED.test(name))
    .sort()
    .map((name) => ({
      name,
      number: Number.parseInt(name, 10),
      bytes: fs.statSync(join(path, name)).size,
    }));
}

/** Readable by this user alone: names of services and addresses are in what is kept. */
function makeFolder(path: string): void {
  fs.mkdirSync(path, { recursive: true, mode: 0o700 });
}

export function keptFilesIn(path: string): KeptFiles {
  return {
    path,
    list: () => listNumbered(path),
    prepare: () => {
      makeFolder(path);
      fs.accessSync(path, fs.constants.W_OK);
    },
    read: (name) => (fs.existsSync(join(path, name)) ? fs.readFileSync(join(path, name), 'utf8') : null),
    write: (name, text) => {
      makeFolder(path);
      const next = join(path, 'next.new');
      writeSynced(next, text);
      fs.renameSync(next, join(path, name));
      sync(path);
    },
    remove: (name) => fs.rmSync(join(path, name), { force: true }),
  };
}

import fs from 'node:fs';
import os from 'node:os';
import { join, relative } from 'node:path';
import { getText } from './get-text.ts';

/** What `statfs` says of a file system; sizes in blocks. */
export interface FileSystemSize {
  blockBytes: number;
  blocks: number;
  freeBlocks: number;
  /** Free to ordinary users: without what is reserved for root. */
  availableBlocks: number;
}

export interface Address {
  interface: string;
  address: string;
  mac: string;
  isIpv4: boolean;
}

/** What a program that ended by itself said. */
export interface Executed {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** The machine as probes see it; tests put a folder of such files in its place. */
export interface Host {
  /** Text of a file, null when there is none. Read at once: what lies in /proc and /sys answers from memory. */
  read: (path: string) => string | null;
  exists: (path: string) => boolean;
  /** Names in a folder, sorted; none when there is no such folder. */
  list: (path: string) => string[];
  /** Where a symbolic link leads in the end, seen from the root; null when there is nothing. */
  realPath: (path: string) => string | null;
  /** Milliseconds since 1970 of the last change; null when there is nothing. */
  changedAt: (path: string) => number | null;
  sizeOf: (mountPoint: string) => Promise<FileSystemSize>;
  /** Standard output of a program started without a shell. @throws Error with the reason when it fails */
  run: (program: string, args: string[], timeoutMs: number) => Promise<string>;
  /** As `run`, for programs that say something by their exit code. @throws Error when it could not be started or ended */
  execute: (program: string, args: string[], timeoutMs: number) => Promise<Executed>;
  /** Body of a GET over a Unix socket (a path) or HTTP (an address). @throws Error with the reason unless it is answered 200 */
  get: (address: string, path: string, timeoutMs: number) => Promise<string>;
  wait: (ms: number) => Promise<void>;
  /** Milliseconds that never jump; for differences only. */
  elapsedMs: () => number;
  /** Milliseconds since 1970, as this machine's clock says. */
  now: () => number;
  /** Whether the agent may do everything. */
  isRoot: () => boolean;
  /** False where the machine's files are seen below another folder, as from a container. */
  isOwnRoot: boolean;
  hostname: () => string;
  /** As `uname -m`. */
  machine: () => string;
  addresses: () => Address[];
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENODEV';
}

function readText(path: string): string | null {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Node gives the fragment size, in which blocks are counted, only since version 24. */
type Statfs = fs.StatsFs & { frsize?: number };

async function sizeOf(path: string): Promise<FileSystemSize> {
  if (typeof fs.promises.statfs !== 'function') throw new Error('needs Node 18.15 or newer');
  const found: Statfs = await fs.promises.statfs(path);
  return {
    blockBytes: found.frsize || found.bsize,
    blocks: found.blocks,
    freeBlocks: found.bfree,
    availableBlocks: found.bavail,
  };
}

/** The environment is fixed so that the output is the same wherever the agent was started from. */
const PROGRAM_ENV = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };
const MAX_OUTPUT_BYTES = 4_000_000;

async function execute(program: string, args: string[], timeoutMs: number): Promise<Executed> {
  const { execFile } = await import('node:child_process');
  const options = { env: PROGRAM_ENV, timeout: timeoutMs, maxBuffer: MAX_OUTPUT_BYTES };
  return new Promise((resolve, reject) => {
    execFile(program, args, options, (error, stdout, stderr) => {
      const exitCode = error ? error.code : 0;
      if (typeof exitCode === 'number') return resolve({ exitCode, stdout, stderr });
      if (error?.killed) return reject(new Error(`${program} gave no answer in ${timeoutMs / 1000} s`));
      reject(new Error(`${program} could not be run (${exitCode ?? error?.signal})`));
    });
  });
}

async function run(program: string, args: string[], timeoutMs: number): Promise<string> {
  const { exitCode, stdout, stderr } = await execute(program, args, timeoutMs);
  if (exitCode === 0) return stdout;
  throw new Error(stderr.trim().split('\n')[0] || `${program} could not be run (${exitCode})`);
}

function list(path: string): string[] {
  try {
    return fs.readdirSync(path).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function realPath(root: string, path: string): string | null {
  const below = join(root, path);
  if (!fs.existsSync(below)) return null;
  return `/${relative(root, fs.realpathSync(below))}`;
}

function addresses(): Address[] {
  return Object.entries(os.networkInterfaces()).flatMap(([name, found]) =>
    (found ?? [])
      .filter((one) => !one.internal)
      .map((one) => ({ interface: name, address: one.address, mac: one.mac, isIpv4: one.family === 'IPv4' })),
  );
}

/** This machine, with the file system seen below `root`. */
export function createHost(root = '/'): Host {
  return {
    read: (path) => readText(join(root, path)),
    exists: (path) => fs.existsSync(join(root, path)),
    list: (path) => list(join(root, path)),
    realPath: (path) => realPath(root, path),
    changedAt: (path) => fs.statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? null,
    sizeOf: (mountPoint) => sizeOf(join(root, mountPoint)),
    run,
    execute,
    get: (address, path, timeoutMs) =>
      getText(address.startsWith('/') ? join(root, address) : address, path, timeoutMs),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    elapsedMs: () => performance.now(),
    now: () => Date.now(),
    isRoot: () => process.geteuid?.() === 0,
    isOwnRoot: root === '/',
    hostname: () => os.hostname(),
    machine: () => os.machine?.() ?? os.arch(),
    addresses,
  };
}

/**
 * Text of a file that a probe cannot do without.
 * @throws Error in words when it is missing or empty
 */
export function readRequired(host: Host, path: string): string {
  const text = host.read(path);
  if (text === null) throw new Error(`${path} does not exist on this machine`);
  if (text.trim() === '') throw new Error(`${path} is empty`);
  return text;
}

import fs from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';

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

/** The machine as probes see it; tests put a folder of such files in its place. */
export interface Host {
  /** Text of a file, null when there is none. Read at once: what lies in /proc and /sys answers from memory. */
  read: (path: string) => string | null;
  exists: (path: string) => boolean;
  sizeOf: (mountPoint: string) => Promise<FileSystemSize>;
  /** Standard output of a program started without a shell. @throws Error with the reason when it fails */
  run: (program: string, args: string[], timeoutMs: number) => Promise<string>;
  wait: (ms: number) => Promise<void>;
  /** Milliseconds that never jump; for differences only. */
  elapsedMs: () => number;
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
async function run(program: string, args: string[], timeoutMs: number): Promise<string> {
  const { execFile } = await import('node:child_process');
  const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };
  return new Promise((resolve, reject) => {
    execFile(program, args, { env, timeout: timeoutMs, maxBuffer: 1_000_000 }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      if (error.killed) return reject(new Error(`${program} gave no answer in ${timeoutMs / 1000} s`));
      reject(new Error(stderr.trim().split('\n')[0] || `${program} could not be run (${error.code})`));
    });
  });
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
    sizeOf: (mountPoint) => sizeOf(join(root, mountPoint)),
    run,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    elapsedMs: () => performance.now(),
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

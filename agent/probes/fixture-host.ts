import { fileURLToPath } from 'node:url';
import { createHost, type FileSystemSize, type Host } from './host.ts';

export type FixtureName = 'debian-container' | 'raspberry-pi' | 'openmediavault';

/** A file system of a million blocks, a quarter free, five hundredths reserved. */
export const THREE_QUARTERS_USED: FileSystemSize = {
  blockBytes: 4096,
  blocks: 1_000_000,
  freeBlocks: 250_000,
  availableBlocks: 200_000,
};

/**
 * For tests: a host whose files are a folder of fixtures. `files` replaces single files (null removes one),
 * `parts` replaces abilities. Nothing waits, no program is started and nobody is asked.
 */
export function fixtureHost(
  name: FixtureName,
  files: Record<string, string | null> = {},
  parts: Partial<Host> = {},
): Host {
  const recorded = createHost(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)));
  const host: Host = {
    ...recorded,
    read: (path) => (path in files ? (files[path] ?? null) : recorded.read(path)),
    exists: (path) => (path in files ? files[path] !== null : recorded.exists(path)),
    sizeOf: async () => THREE_QUARTERS_USED,
    run: async (program) => {
      throw new Error(`${program} must not be started`);
    },
    execute: async (program) => {
      throw new Error(`${program} must not be started`);
    },
    get: async (address) => {
      throw new Error(`${address} must not be asked`);
    },
    isRoot: () => false,
    isOwnRoot: true,
    wait: async () => undefined,
    elapsedMs: () => 0,
    hostname: () => name,
    machine: () => 'x86_64',
    addresses: () => [],
  };
  return { ...host, ...parts };
}

import { fileURLToPath } from 'node:url';
import { createHost, type FileSystemSize, type Host } from './host.ts';

export type FixtureName = 'debian-container' | 'raspberry-pi' | 'openmediavault' | 'docker-host';

/** The time at which a fixture is looked at; all its files changed an hour before. */
export const FIXTURE_NOW = Date.parse('2026-11-20T12:00:00Z');

/** A file system of a million blocks, a quarter free, five hundredths reserved. */
export const THREE_QUARTERS_USED: FileSystemSize = {
  blockBytes: 4096,
  blocks: 1_000_000,
  freeBlocks: 250_000,
  availableBlocks: 200_000,
};

/** The names in a folder, those of replaced files among them. */
function namesIn(folder: string, recorded: string[], files: Record<string, string | null>): string[] {
  const names = new Set(recorded);
  for (const [path, text] of Object.entries(files)) {
    const [name, ...below] = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1).split('/') : [];
    if (name && text !== null) names.add(name);
    if (name && text === null && below.length === 0) names.delete(name);
  }
  return [...names].sort();
}

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
    list: (path) => namesIn(path, recorded.list(path), files),
    changedAt: (path) => (host.exists(path) ? FIXTURE_NOW - 3_600_000 : null),
    now: () => FIXTURE_NOW,
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

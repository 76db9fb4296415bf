import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';

/** Where the kernel keeps groups of processes, version 2 and the older arrangement. */
const V2 = '/sys/fs/cgroup';
const V1 = '/sys/fs/cgroup/memory';

/** A group whose processes get only so much memory, as systemd makes one for a unit. */
export interface MemoryGroup {
  /** Whether it has the very setting of the unit, or the nearest that an older kernel has. */
  kind: 'MemoryHigh' | 'a hard limit';
  /** File to which a process writes its number to join: pages that it has read before are counted elsewhere. */
  joinFile: string;
  limit: (bytes: number) => void;
  usedBytes: () => number;
  remove: () => void;
}

/** @throws Error where this kernel lets nobody make one */
export function createMemoryGroup(name: string): MemoryGroup {
  const isV2 = existsSync(`${V2}/cgroup.controllers`);
  const folder = `${isV2 ? V2 : V1}/${name}`;
  if (isV2) writeFileSync(`${V2}/cgroup.subtree_control`, '+memory');
  mkdirSync(folder, { recursive: true });
  return {
    kind: isV2 ? 'MemoryHigh' : 'a hard limit',
    joinFile: `${folder}/cgroup.procs`,
    limit: (bytes) =>
      writeFileSync(`${folder}/${isV2 ? 'memory.high' : 'memory.limit_in_bytes'}`, String(bytes)),
    usedBytes: () =>
      Number(readFileSync(`${folder}/${isV2 ? 'memory.current' : 'memory.usage_in_bytes'}`, 'utf8')),
    remove: () => rmdirSync(folder),
  };
}

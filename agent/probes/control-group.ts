import type { Host } from './host.ts';
import { round } from './round.ts';

/** What the kernel says of the processes of one service. */
export interface ServiceGroup {
  pid: number | null;
  memoryBytes: number | null;
  /** CPU time since the service started. */
  cpuMicroseconds: number | null;
}

export interface CpuReading {
  microseconds: number;
  /** Milliseconds that never jump. */
  atMs: number;
}

/** CPU use between two readings, 100 is one core; null after a restart or at the first look. */
export function groupCpuPercent(
  before: CpuReading | null,
  microseconds: number | null,
  nowMs: number,
): number | null {
  if (!before || microseconds === null || microseconds < before.microseconds || nowMs <= before.atMs)
    return null;
  return round(((microseconds - before.microseconds) / 1000 / (nowMs - before.atMs)) * 100, 1);
}

/** Where service groups and their figures lie: version 2, then the older arrangement. */
const TREES = [
  { processes: '/sys/fs/cgroup', memory: '/sys/fs/cgroup', cpu: '/sys/fs/cgroup' },
  {
    processes: '/sys/fs/cgroup/systemd',
    memory: '/sys/fs/cgroup/memory',
    cpu: '/sys/fs/cgroup/cpuacct',
  },
];
/** More processes than this are not added up one by one. */
const MAX_PROCESSES = 50;

/** The path comes from systemctl or a checked name; neither may lead out of the hierarchy. */
function isSafe(group: string): boolean {
  return group.startsWith('/') && !group.split('/').includes('..');
}

/** Kernels without memory accounting (Raspberry Pi OS by default) leave only the processes' own figures. */
function residentBytes(host: Host, pids: number[]): number | null {
  const sizes = pids.slice(0, MAX_PROCESSES).map((pid) => {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(host.read(`/proc/${pid}/status`) ?? '')?.[1];
    return kib ? Number(kib) * 1024 : 0;
  });
  const sum = sizes.reduce((total, bytes) => total + bytes, 0);
  return sum > 0 ? sum : null;
}

function memoryBytes(host: Host, folder: string, pids: number[]): number | null {
  const text = host.read(`${folder}/memory.current`) ?? host.read(`${folder}/memory.usage_in_bytes`);
  const bytes = Number.parseInt(text ?? '', 10);
  return Number.isFinite(bytes) ? bytes : residentBytes(host, pids);
}

function cpuMicroseconds(host: Host, folder: string): number | null {
  const microseconds = /^usage_usec (\d+)$/m.exec(host.read(`${folder}/cpu.stat`) ?? '')?.[1];
  if (microseconds) return Number(microseconds);
  const nanoseconds = Number.parseInt(host.read(`${folder}/cpuacct.usage`) ?? '', 10);
  return Number.isFinite(nanoseconds) ? nanoseconds / 1000 : null;
}

/**
 * The group of a service, read from files because starting a program for it is most of an agent's CPU.
 * @param group path below the hierarchy, as `/system.slice/cron.service`
 * @returns null when no process runs in it
 */
export function readServiceGroup(host: Host, group: string): ServiceGroup | null {
  if (!isSafe(group)) return null;
  for (const tree of TREES) {
    const processes = host.read(`${tree.processes}${group}/cgroup.procs`);
    if (processes === null) continue;
    const pids = processes.split('\n').filter(Boolean).map(Number);
    // A service that manages groups of its own (containers, sessions) has its processes one level down.
    const isPopulated = /^populated 1$/m.test(host.read(`${tree.processes}${group}/cgroup.events`) ?? '');
    if (pids.length === 0 && !isPopulated) return null;
    return {
      pid: pids[0] ?? null,
      memoryBytes: memoryBytes(host, `${tree.memory}${group}`, pids),
      cpuMicroseconds: cpuMicroseconds(host, `${tree.cpu}${group}`),
    };
  }
  return null;
}

import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { createHost } from './probes/index.ts';

/** Time as the agent needs it; tests drive it by hand. */
export interface Clock {
  /** Milliseconds since 1970 as this machine's clock says; may be wrong and may jump. */
  now: () => number;
  /** Milliseconds since this machine started, a suspended machine's sleep included; never jumps. */
  uptimeMs: () => number;
  /** Names the start of the machine from which `uptimeMs` counts. */
  bootId: string;
  /** Milliseconds that never jump, for pauses. */
  elapsedMs: () => number;
  /** Resolves after that time, or as soon as the agent is told to stop. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** 0 to 1. */
  random: () => number;
}

/** The clock of this machine. Where the kernel does not name its start, each start of the agent counts as one. */
export function createClock(): Clock {
  return {
    now: () => Date.now(),
    uptimeMs: () => os.uptime() * 1000,
    bootId: (createHost().read('/proc/sys/kernel/random/boot_id') ?? `started ${Date.now()}`).trim(),
    elapsedMs: () => performance.now(),
    sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
    random: () => Math.random(),
  };
}

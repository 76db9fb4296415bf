import type { Host } from './probes/host.ts';
import type { Probe, Reading } from './probes/probe.ts';
import type { ContainerReport, Heartbeat } from './protocol.ts';
import { within } from './within.ts';

const PROBE_MS = 5_000;
/** The hub refuses longer lists; a machine with more of something must not fall silent for it. */
const LIST_LIMITS = {
  services: 100,
  mounts: 64,
  disks: 64,
  interfaces: 64,
  sensors: 128,
  containers: 200,
  unknown: 50,
} as const;
const MAX_ADDRESSES = 64;
const MAX_REASON = 500;

export interface CollectOptions {
  probes: readonly Probe[];
  host: Host;
  serverId: string;
  expectedServices: readonly string[];
  /** Milliseconds since 1970. */
  now: number;
  probeMs?: number;
}

function inWords(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') return `The agent's user may not read this: ${message}`;
  return message;
}

async function readProbe(probe: Probe, options: CollectOptions): Promise<Reading> {
  const ms = options.probeMs ?? PROBE_MS;
  try {
    const reading = Promise.resolve().then(() => probe.read(options.host, options.expectedServices));
    return await within(ms, `No answer within ${ms / 1000} s`, reading);
  } catch (error) {
    return { unknown: [{ probe: probe.name, reason: inWords(error) }] };
  }
}

/** Puts readings together: metrics and unknowns add up, everything else comes from one probe. */
export function mergeReadings(readings: readonly Reading[]): Reading & Pick<Heartbeat, 'metrics'> {
  const merged: Reading = Object.assign({}, ...readings);
  const unknown = readings
    .flatMap((reading) => reading.unknown ?? [])
    .map(({ probe, reason }) => ({ probe, reason: reason.slice(0, MAX_REASON) }));
  const metrics = Object.assign({}, ...readings.map((reading) => reading.metrics));
  return { ...merged, metrics, unknown };
}

/** Cuts lists at what the hub takes; the fullest mounts are kept, and the containers that run. */
export function withinLimits(reading: Reading): Reading {
  const kept: Reading = { ...reading };
  const { mounts, containers, host } = reading;
  if (mounts && mounts.length > LIST_LIMITS.mounts) {
    kept.mounts = [...mounts].sort((a, b) => b.percent - a.percent);
  }
  if (containers && containers.length > LIST_LIMITS.containers) {
    const isStill = ({ state }: ContainerReport) => Number(state !== 'running');
    kept.containers = [...containers].sort((a, b) => isStill(a) - isStill(b));
  }
  for (const [name, limit] of Object.entries(LIST_LIMITS)) {
    const key = name as keyof typeof LIST_LIMITS;
    const list = kept[key];
    if (list) Object.assign(kept, { [key]: list.slice(0, limit) });
  }
  if (host) kept.host = { ...host, ip_addresses: host.ip_addresses.slice(0, MAX_ADDRESSES) };
  return kept;
}

/** One heartbeat of all probes, read side by side; a probe that fails is named in `unknown`. Never throws. */
export async function collect(options: CollectOptions): Promise<Heartbeat> {
  const readings = await Promise.all(options.probes.map((probe) => readProbe(probe, options)));
  const { metrics, ...rest } = mergeReadings(readings);
  return {
    server_id: options.serverId,
    timestamp: new Date(options.now).toISOString(),
    metrics,
    ...withinLimits(rest),
  };
}

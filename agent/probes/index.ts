import { cpuProbe } from './cpu.ts';
import { disksProbe } from './disks.ts';
import { dockerProbe } from './docker.ts';
import { identityProbe } from './identity.ts';
import { loadProbe } from './load.ts';
import { memoryProbe } from './memory.ts';
import { mountsProbe } from './mounts.ts';
import { networkProbe } from './network.ts';
import { operatingSystemProbe } from './operating-system.ts';
import type { Probe } from './probe.ts';
import { rebootProbe } from './reboot.ts';
import { servicesProbe } from './services.ts';
import { temperaturesProbe } from './temperatures.ts';
import { updatesProbe } from './updates.ts';
import { uptimeProbe } from './uptime.ts';

export { createHost, type Host } from './host.ts';
export type { Probe } from './probe.ts';

export interface ProbeOptions {
  /** Names of probes that must not run. */
  off: readonly string[];
  /** Socket of the Docker engine, or the address of a proxy before it. */
  docker: string;
  /** Where another unit leaves what apt says of pending updates. */
  updatesFile?: string;
}

/** Every probe once, each with its own memory of the heartbeat before. */
export function createProbes({ off, docker, updatesFile }: ProbeOptions): Probe[] {
  const probes = [
    cpuProbe(),
    memoryProbe(),
    mountsProbe(),
    networkProbe(),
    loadProbe(),
    uptimeProbe(),
    operatingSystemProbe(),
    identityProbe(),
    servicesProbe(),
    disksProbe({ smart: !off.includes('smart') }),
    temperaturesProbe(),
    updatesProbe(updatesFile),
    rebootProbe(),
    dockerProbe(docker),
  ];
  return probes.filter(({ name }) => !off.includes(name));
}

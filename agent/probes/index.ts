import { cpuProbe } from './cpu.ts';
import { disksProbe } from './disks.ts';
import { identityProbe } from './identity.ts';
import { loadProbe } from './load.ts';
import { memoryProbe } from './memory.ts';
import { mountsProbe } from './mounts.ts';
import { networkProbe } from './network.ts';
import { operatingSystemProbe } from './operating-system.ts';
import type { Probe } from './probe.ts';
import { servicesProbe } from './services.ts';
import { uptimeProbe } from './uptime.ts';

export { createHost, type Host } from './host.ts';
export type { Probe } from './probe.ts';

/** Every probe once, each with its own memory of the heartbeat before. */
export function createProbes(): Probe[] {
  return [
    cpuProbe(),
    memoryProbe(),
    mountsProbe(),
    networkProbe(),
    loadProbe(),
    uptimeProbe(),
    operatingSystemProbe(),
    identityProbe(),
    servicesProbe(),
    disksProbe(),
  ];
}

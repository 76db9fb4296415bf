import type { HostReport } from '../protocol.ts';
import { AGENT_VERSION } from '../version.ts';
import type { Address, Host } from './host.ts';
import { isVirtualInterface } from './network.ts';
import type { Probe } from './probe.ts';

/** The interface of the default route with the lowest metric in /proc/net/route; null without one. */
export function defaultInterface(route: string | null): string | null {
  const rows = (route ?? '')
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, destination, , , , , , mask]) => destination === '00000000' && mask === '00000000')
    .sort((a, b) => Number(a[6]) - Number(b[6]));
  return rows[0]?.[0] ?? null;
}

/** Addresses others can reach, those of the default route first, IPv4 before IPv6. */
export function orderAddresses(all: Address[], primary: string | null): Address[] {
  const isLinkLocal = ({ address }: Address) => /^(fe[89ab][0-9a-f]:|169\.254\.)/i.test(address);
  const rank = (one: Address) => (one.interface === primary ? 0 : 2) + (one.isIpv4 ? 0 : 1);
  return all
    .filter((one) => !isVirtualInterface(one.interface) && !isLinkLocal(one))
    .sort((a, b) => rank(a) - rank(b));
}

/** Raspberry Pis and other boards name themselves in the device tree, PCs name the processor. */
export function cpuModel(cpuinfo: string, deviceTreeModel: string | null): string | null {
  const field = (name: string) => new RegExp(`^${name}\\s*:\\s*(.+)$`, 'm').exec(cpuinfo)?.[1]?.trim();
  const board = deviceTreeModel?.replaceAll('\0', '').trim();
  return board || field('model name') || field('Model') || field('Hardware') || null;
}

type Processor = Pick<HostReport, 'cpu_model' | 'cpu_cores'>;

function readProcessor(host: Host): Processor {
  const cpuinfo = host.read('/proc/cpuinfo') ?? '';
  const cores = cpuinfo.match(/^processor\s*:/gm)?.length ?? null;
  return { cpu_model: cpuModel(cpuinfo, host.read('/proc/device-tree/model')), cpu_cores: cores };
}

/** Who is speaking. The processor is read once: /proc/cpuinfo is slow on many cores and does not change. */
export function identityProbe(): Probe {
  let processor: Processor | null = null;
  return {
    name: 'host',
    read: (host) => {
      processor ??= readProcessor(host);
      const addresses = orderAddresses(host.addresses(), defaultInterface(host.read('/proc/net/route')));
      const report: HostReport = {
        hostname: host.hostname(),
        ip_addresses: addresses.map((one) => one.address),
        mac_address: addresses[0]?.mac ?? null,
        agent_version: AGENT_VERSION,
        ...processor,
      };
      return { host: report };
    },
  };
}

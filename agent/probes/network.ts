import type { InterfaceReport } from '../protocol.ts';
import { type Host, readRequired } from './host.ts';
import type { Probe, Reading } from './probe.ts';

/** Ends of containers and virtual machines, and bridges between them: their bytes are counted elsewhere too. */
const VIRTUAL =
  /^(lo|veth.*|docker\d*|br-[0-9a-f]+|virbr.*|vnet\d+|tap.*|fwbr.*|fwpr.*|fwln.*|cni.*|flannel.*|cali.*|lxc.*|ifb\d+|dummy.*|podman\d*)$/;

export function isVirtualInterface(name: string): boolean {
  return VIRTUAL.test(name);
}

export interface InterfaceCounters {
  name: string;
  rx_bytes: number;
  tx_bytes: number;
}

/** Bytes received and sent per interface; both lie in fixed columns of /proc/net/dev. */
export function parseNetDev(text: string): InterfaceCounters[] {
  const rows: InterfaceCounters[] = [];
  for (const [, name, numbers] of text.matchAll(/^\s*([^\s:]+):\s*(\d.*)$/gm)) {
    const columns = numbers?.trim().split(/\s+/).map(Number) ?? [];
    if (name) rows.push({ name, rx_bytes: columns[0] ?? 0, tx_bytes: columns[8] ?? 0 });
  }
  return rows;
}

/**
 * The interfaces whose bytes really cross a wire. A bridge, bond, VLAN or tunnel carries bytes that a
 * physical interface below it counts already, so where there are physical ones only they count. Inside a
 * container none is; there every interface of its own does.
 */
export function realInterfaces(host: Host, all: InterfaceCounters[]): InterfaceCounters[] {
  const own = all.filter(({ name }) => !isVirtualInterface(name));
  const physical = own.filter(({ name }) => host.exists(`/sys/class/net/${name}/device`));
  return physical.length > 0 ? physical : own;
}

/** Some drivers never say more than "unknown" of a link that works. */
function describe(host: Host, counters: InterfaceCounters): InterfaceReport {
  const folder = `/sys/class/net/${counters.name}`;
  const state = host.read(`${folder}/operstate`)?.trim();
  return {
    ...counters,
    mac_address: host.read(`${folder}/address`)?.trim() || null,
    up: state === 'up' || state === 'unknown',
  };
}

/** Counters since boot of every real interface, and their sums. */
export function networkProbe(): Probe {
  return {
    name: 'network',
    read: (host): Reading => {
      const interfaces = realInterfaces(host, parseNetDev(readRequired(host, '/proc/net/dev')));
      const sum = (key: 'rx_bytes' | 'tx_bytes') => interfaces.reduce((total, one) => total + one[key], 0);
      return {
        metrics: { network_rx_bytes: sum('rx_bytes'), network_tx_bytes: sum('tx_bytes') },
        interfaces: interfaces.map((one) => describe(host, one)),
      };
    },
  };
}

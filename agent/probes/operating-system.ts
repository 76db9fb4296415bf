import type { OsInfo } from '../protocol.ts';
import type { Host } from './host.ts';
import type { Probe } from './probe.ts';

/** Name and value pairs of os-release(5), quotes removed. */
export function parseOsRelease(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [, name, raw] of text.matchAll(/^([A-Z][A-Z0-9_]*)=(.*)$/gm)) {
    const value = raw?.trim().replace(/^(["'])(.*)\1$/, '$2') ?? '';
    if (name) fields.set(name, value.replace(/\\(.)/g, '$1'));
  }
  return fields;
}

/** Raspberry Pi OS and openmediavault call themselves Debian in os-release. */
function distribution(host: Host, fields: Map<string, string>): string {
  const name = fields.get('NAME') ?? fields.get('ID') ?? 'Linux';
  if (host.exists('/usr/share/openmediavault')) return `openmediavault (${name})`;
  if (host.exists('/etc/rpi-issue')) return 'Raspberry Pi OS';
  return name;
}

/** @throws Error when neither the kernel nor the distribution says who it is */
export function osInfo(host: Host): OsInfo {
  const release = host.read('/etc/os-release') ?? host.read('/usr/lib/os-release');
  const kernel = host.read('/proc/sys/kernel/osrelease')?.trim();
  if (!release && !kernel) throw new Error('/etc/os-release does not exist on this machine');
  const fields = parseOsRelease(release ?? '');
  return {
    distribution: distribution(host, fields),
    version: fields.get('VERSION') ?? fields.get('VERSION_ID') ?? fields.get('BUILD_ID') ?? '',
    kernel: kernel ?? '',
    architecture: host.machine(),
  };
}

export function operatingSystemProbe(): Probe {
  return { name: 'os', read: (host) => ({ os_info: osInfo(host) }) };
}

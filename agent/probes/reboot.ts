import type { Host } from './host.ts';
import type { Probe } from './probe.ts';

/** Written by packages that take effect only after a restart (Debian, Ubuntu); /var/run is the older name. */
const FLAGS = ['/run/reboot-required', '/var/run/reboot-required'];
const MODULES = ['/lib/modules', '/usr/lib/modules'];
/** systemd, Docker and Podman each leave one of these in what they start. */
const CONTAINER_MARKS = ['/run/systemd/container', '/.dockerenv', '/run/.containerenv'];

/**
 * Whether a restart is due: a package asked for it, or the running kernel's modules are gone because a newer
 * kernel took its place.
 * @throws Error in words when it cannot be told
 */
export function isRebootRequired(host: Host): boolean {
  if (FLAGS.some(host.exists)) return true;
  if (CONTAINER_MARKS.some(host.exists)) {
    throw new Error('Inside a container it cannot be told whether a restart is due');
  }
  const kernel = host.read('/proc/sys/kernel/osrelease')?.trim();
  const folders = MODULES.filter((folder) => host.list(folder).length > 0);
  if (!kernel || folders.length === 0) {
    throw new Error('This machine keeps no kernel modules that tell whether a restart is due');
  }
  return !folders.some((folder) => host.exists(`${folder}/${kernel}`));
}

/** Whether what was updated takes effect only after a restart. */
export function rebootProbe(): Probe {
  return { name: 'reboot', read: (host) => ({ reboot_required: isRebootRequired(host) }) };
}

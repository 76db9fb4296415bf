import { expect, test } from 'vitest';
import { fixtureHost } from './fixture-host.ts';
import { rebootProbe } from './reboot.ts';

const KERNEL = '/proc/sys/kernel/osrelease';

test.each([
  ['nothing asks for a restart', {}, false],
  ['a package asks for a restart', { '/run/reboot-required': '*** System restart required ***\n' }, true],
  ['a package asks for it at the older place', { '/var/run/reboot-required': '' }, true],
  ['a newer kernel has replaced the running one', { [KERNEL]: '6.1.0-17-amd64\n' }, true],
  [
    'the modules lie at the newer place',
    { [KERNEL]: '6.12.1\n', '/usr/lib/modules/6.12.1': '', '/usr/lib/modules/6.12.1/modules.dep': '' },
    false,
  ],
])('%s', (_, files, expected) => {
  const host = fixtureHost('openmediavault', files);
  expect(rebootProbe().read(host, [])).toEqual({ reboot_required: expected });
});

test('a package in a container may ask for its restart', () => {
  const host = fixtureHost('debian-container', { '/run/reboot-required': '' });
  expect(rebootProbe().read(host, [])).toEqual({ reboot_required: true });
});

test('the machine is judged by its own files when the agent runs in a container', () => {
  const host = fixtureHost('raspberry-pi', {}, { isOwnRoot: false });
  expect(rebootProbe().read(host, [])).toEqual({ reboot_required: false });
});

test.each([
  ['Docker', { '/.dockerenv': '' }, 'Inside a container'],
  ['Podman', { '/run/.containerenv': '' }, 'Inside a container'],
  ['LXC with systemd', { '/run/systemd/container': 'lxc\n' }, 'Inside a container'],
  ['a kernel without modules', { '/lib/modules/6.6.51+rpt-rpi-v8': null }, 'keeps no kernel modules'],
  ['a kernel without a name', { [KERNEL]: null }, 'keeps no kernel modules'],
])('%s: it cannot be told, and the reason is said', (_, files, reason) => {
  const host = fixtureHost('raspberry-pi', files);
  expect(() => rebootProbe().read(host, [])).toThrow(reason);
});

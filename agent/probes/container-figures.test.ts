import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { readContainerFigures } from './container-figures.ts';
import { fixtureHost } from './fixture-host.ts';

const SONARR = { id: '3fb0eea2b1c6798fad3d7f8793adb01ffa1ecfea743626f203129d4e0078e1f1', pid: 20483 };
const PLEX = { id: 'c'.repeat(64), pid: 812 };
const NET_DEV = `Inter-|   Receive                            |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo:     999       1    0    0    0     0          0         0      999       1    0    0    0     0       0          0
  eth0:    5000      17    0    0    0     0          0         0     3000       9    0    0    0     0       0          0
  eth1:     500       7    0    0    0     0          0         0      200       2    0    0    0     0       0          0
`;

/** A machine with control groups of version 2, on which plex runs in this group. */
function machine(shown: string, group: string, more: Record<string, string | null> = {}) {
  return fixtureHost('openmediavault', {
    '/proc/812/cgroup': `0::${shown}\n`,
    '/proc/812/net/dev': NET_DEV,
    [`/sys/fs/cgroup${group}/cgroup.procs`]: '812\n830\n',
    [`/sys/fs/cgroup${group}/memory.current`]: '900000000\n',
    [`/sys/fs/cgroup${group}/memory.stat`]: 'anon 500000000\ninactive_file 300000000\nactive_file 5\n',
    [`/sys/fs/cgroup${group}/cpu.stat`]: 'usage_usec 7000000\nuser_usec 5000000\n',
    ...more,
  });
}
const SCOPE = `/system.slice/docker-${PLEX.id}.scope`;

describe('control groups of version 2', () => {
  it('gives CPU, memory without what is free to go, and the network without the loop', () => {
    expect(readContainerFigures(machine(SCOPE, SCOPE), PLEX)).toEqual({
      cpuMicroseconds: 7_000_000,
      memoryBytes: 600_000_000,
      network: { rx_bytes: 5_500, tx_bytes: 3_200 },
    });
  });

  it.each([
    ['Docker with systemd', SCOPE, SCOPE],
    ['Docker without systemd', `/docker/${PLEX.id}`, `/docker/${PLEX.id}`],
    [
      'Podman',
      `/machine.slice/libpod-${PLEX.id}.scope/container`,
      `/machine.slice/libpod-${PLEX.id}.scope/container`,
    ],
    ['an agent in a container, with systemd', `/../docker-${PLEX.id}.scope`, SCOPE],
    ['an agent in a container, without systemd', `/../${PLEX.id}`, `/docker/${PLEX.id}`],
  ])('finds the group of %s', (_, shown, group) => {
    expect(readContainerFigures(machine(shown, group), PLEX)?.cpuMicroseconds).toBe(7_000_000);
  });

  it.each([
    ['more could go than is there', 'inactive_file 900000001\n', 900_000_000],
    ['the kernel does not tell', null, 900_000_000],
  ])('counts all memory when %s', (_, stat, expected) => {
    const host = machine(SCOPE, SCOPE, { [`/sys/fs/cgroup${SCOPE}/memory.stat`]: stat });
    expect(readContainerFigures(host, PLEX)?.memoryBytes).toBe(expected);
  });

  it('has no network where the container has none', () => {
    const alone = NET_DEV.split('\n').slice(0, 3).join('\n');
    const host = machine(SCOPE, SCOPE, { '/proc/812/net/dev': alone });
    expect(readContainerFigures(host, PLEX)?.network).toBeNull();
  });
});

test('the older arrangement gives what Docker itself said of the same container at the same time', () => {
  const stats = JSON.parse(
    readFileSync(new URL('../fixtures/docker/stats-sonarr.json', import.meta.url), 'utf8'),
  );
  const { usage, stats: memory } = stats.memory_stats;
  const { rx_bytes, tx_bytes } = stats.networks.eth0;
  expect(readContainerFigures(fixtureHost('docker-host'), SONARR)).toEqual({
    cpuMicroseconds: stats.cpu_stats.cpu_usage.total_usage / 1000,
    memoryBytes: usage - memory.total_inactive_file,
    network: { rx_bytes, tx_bytes },
  });
});

test.each([
  ['the process has ended', { '/proc/812/cgroup': null }],
  ['its number belongs to something else now', { '/proc/812/cgroup': '0::/system.slice/ssh.service\n' }],
  ['its group is not to be seen', { [`/sys/fs/cgroup${SCOPE}/cgroup.procs`]: null }],
])('there are no figures when %s', (_, files) => {
  expect(readContainerFigures(machine(SCOPE, SCOPE, files), PLEX)).toBeNull();
});

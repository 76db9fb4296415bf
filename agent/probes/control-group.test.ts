import { expect, test } from 'vitest';
import { groupCpuPercent, readServiceGroup } from './control-group.ts';
import { fixtureHost } from './fixture-host.ts';

test('version 2 with memory accounting', () => {
  expect(readServiceGroup(fixtureHost('openmediavault'), '/system.slice/plexmediaserver.service')).toEqual({
    pid: 1412,
    memoryBytes: 412_876_800,
    cpuMicroseconds: 600_000_000,
  });
});

test('without memory accounting the resident size of the processes stands in', () => {
  expect(readServiceGroup(fixtureHost('raspberry-pi'), '/system.slice/pihole-FTL.service')).toEqual({
    pid: 812,
    memoryBytes: 20_971_520,
    cpuMicroseconds: 90_210_000,
  });
});

test('no figure at all is null, not zero', () => {
  expect(readServiceGroup(fixtureHost('raspberry-pi'), '/system.slice/cron.service')?.memoryBytes).toBeNull();
});

test('a service whose processes lie one level down runs, without a PID', () => {
  const group = readServiceGroup(fixtureHost('openmediavault'), '/system.slice/docker.service');
  expect(group).toMatchObject({ pid: null, memoryBytes: 102_400_000 });
});

test.each([
  ['an empty group', '/system.slice/nfs-server.service'],
  ['no group', '/system.slice/nothing.service'],
  ['a path that leads out', '/system.slice/../../proc/1'],
  ['a path without a start', 'system.slice/ssh.service'],
])('%s means that nothing runs', (_, group) => {
  expect(readServiceGroup(fixtureHost('openmediavault'), group)).toBeNull();
});

test('the older arrangement with one tree for each controller', () => {
  const host = fixtureHost('debian-container', {
    '/sys/fs/cgroup/systemd/system.slice/a.service/cgroup.procs': '77\n78\n',
    '/sys/fs/cgroup/memory/system.slice/a.service/memory.usage_in_bytes': '5000000\n',
    '/sys/fs/cgroup/cpuacct/system.slice/a.service/cpuacct.usage': '9000000\n',
  });
  expect(readServiceGroup(host, '/system.slice/a.service')).toEqual({
    pid: 77,
    memoryBytes: 5_000_000,
    cpuMicroseconds: 9_000,
  });
});

test.each([
  ['half a core', { microseconds: 0, atMs: 0 }, 30_000_000, 60_000, 50],
  ['three cores', { microseconds: 0, atMs: 0 }, 180_000_000, 60_000, 300],
  ['no figure at the first look', null, 5, 60_000, null],
  ['no figure after a restart', { microseconds: 900, atMs: 0 }, 5, 60_000, null],
  ['no figure without accounting', { microseconds: 900, atMs: 0 }, null, 60_000, null],
])('CPU of a group: %s', (_, before, microseconds, now, expected) => {
  expect(groupCpuPercent(before, microseconds, now)).toBe(expected);
});

import { describe, expect, it, test } from 'vitest';
import { fixtureHost } from './fixture-host.ts';
import type { Host } from './host.ts';
import { needsAsking, servicesProbe } from './services.ts';

const block = (active: string, sub: string, more: { load?: string; pid?: number; group?: string } = {}) =>
  `MainPID=${more.pid ?? 0}\nLoadState=${more.load ?? 'loaded'}\nActiveState=${active}\nSubState=${sub}\nControlGroup=${more.group ?? ''}\n`;

/** A host on which systemctl answers these blocks, and what it was asked. */
function hostAnswering(
  blocks: string[],
  files: Record<string, string | null> = {},
  parts: Partial<Host> = {},
) {
  const calls: string[][] = [];
  const run = async (program: string, args: string[]) => {
    calls.push([program, ...args]);
    return blocks.join('\n');
  };
  return { host: fixtureHost('openmediavault', files, { run, ...parts }), calls };
}

describe('servicesProbe', () => {
  it('reads a running service from files and starts no program', async () => {
    const { services, unknown } = await servicesProbe().read(fixtureHost('openmediavault'), [
      'plexmediaserver',
    ]);
    expect(services).toEqual([
      { name: 'plexmediaserver', status: 'running', pid: 1412, memory_mb: 412.9, cpu_percent: null },
    ]);
    expect(unknown).toEqual([]);
  });

  it('derives CPU from two heartbeats', async () => {
    const path = '/sys/fs/cgroup/system.slice/ssh.service/cpu.stat';
    const files: Record<string, string> = {};
    let ms = 0;
    const host = fixtureHost('openmediavault', files, { elapsedMs: () => ms });
    const probe = servicesProbe();
    await probe.read(host, ['ssh']);
    files[path] = 'usage_usec 30050000\n';
    ms = 60_000;
    expect((await probe.read(host, ['ssh'])).services?.[0]?.cpu_percent).toBe(50);
  });

  it('asks systemd once about all the rest, with fixed arguments', async () => {
    const { host, calls } = hostAnswering([block('failed', 'failed'), block('inactive', 'dead')]);
    const { services } = await servicesProbe().read(host, ['sonarr', 'ssh', 'nfs-server']);
    expect(services?.map(({ name, status }) => [name, status])).toEqual([
      ['sonarr', 'failed'],
      ['ssh', 'running'],
      ['nfs-server', 'stopped'],
    ]);
    expect(calls).toEqual([
      [
        'systemctl',
        'show',
        '--no-pager',
        '--property=LoadState,ActiveState,SubState,MainPID,ControlGroup',
        '--',
        'sonarr.service',
        'nfs-server.service',
      ],
    ]);
  });

  it('follows an alias to the group that systemd names, and needs no second question', async () => {
    const answer = block('active', 'running', { pid: 901, group: '/system.slice/ssh.service' });
    const { host, calls } = hostAnswering([answer]);
    const probe = servicesProbe();
    const first = await probe.read(host, ['sshd']);
    const second = await probe.read(host, ['sshd']);
    expect(first.services).toMatchObject([{ name: 'sshd', status: 'running', pid: 901, memory_mb: 5.2 }]);
    expect(second.services).toMatchObject([{ name: 'sshd', status: 'running', pid: 901 }]);
    expect(calls).toHaveLength(1);
  });

  it('notices at once that a service has stopped, then asks seldom', async () => {
    let ms = 0;
    const procs = '/sys/fs/cgroup/system.slice/ssh.service/cgroup.procs';
    const files: Record<string, string | null> = {};
    const { host, calls } = hostAnswering([block('failed', 'failed')], files, { elapsedMs: () => ms });
    const probe = servicesProbe();
    await probe.read(host, ['ssh']);
    files[procs] = null;
    const states: unknown[] = [];
    for (ms of [60_000, 120_000, 1_800_000, 1_860_000]) {
      states.push((await probe.read(host, ['ssh'])).services?.[0]?.status);
    }
    expect(states).toEqual(['failed', 'failed', 'failed', 'failed']);
    expect(calls).toHaveLength(2);
    delete files[procs];
    expect((await probe.read(host, ['ssh'])).services?.[0]?.status).toBe('running');
  });

  it.each([
    ['a name that is no unit', ['x;reboot'], [], '"x;reboot" cannot be the name of a systemd unit'],
    [
      'a unit that does not exist',
      ['plx'],
      [block('inactive', 'dead', { load: 'not-found' })],
      'systemd knows no unit plx.service (service "plx")',
    ],
    ['too few answers', ['plx'], [], 'systemctl answered for a different number of services'],
  ])('%s is unknown, with the reason', async (_, names, blocks, reason) => {
    const { host } = hostAnswering(blocks);
    const { services, unknown } = await servicesProbe().read(host, names);
    expect(services).toEqual([expect.objectContaining({ name: names[0], status: 'unknown' })]);
    expect(unknown).toEqual([{ probe: 'services', reason }]);
  });

  it('keeps what runs when systemctl fails, and calls the rest unknown rather than stopped', async () => {
    const host = fixtureHost(
      'openmediavault',
      {},
      {
        run: async () => {
          throw new Error('Failed to connect to bus');
        },
      },
    );
    const { services, unknown } = await servicesProbe().read(host, ['ssh', 'sonarr']);
    expect(services?.map(({ status }) => status)).toEqual(['running', 'unknown']);
    expect(unknown).toEqual([{ probe: 'services', reason: 'Failed to connect to bus' }]);
  });

  it('says that a machine runs no systemd', async () => {
    const { services, unknown } = await servicesProbe().read(fixtureHost('debian-container'), [
      'plex',
      'ssh',
    ]);
    expect(services?.map(({ status }) => status)).toEqual(['unknown', 'unknown']);
    expect(unknown).toEqual([{ probe: 'services', reason: 'This machine does not run systemd' }]);
  });

  it('says nothing when nothing is expected', async () => {
    expect(await servicesProbe().read(fixtureHost('debian-container'), [])).toEqual({});
  });
});

test.each([
  ['it ran a heartbeat ago', 'failed', true, 1, true],
  ['it failed 29 minutes ago', 'failed', false, 29, false],
  ['it failed half an hour ago', 'failed', false, 30, true],
  ['it was stopped five minutes ago', 'inactive', false, 5, false],
  ['it was stopped half an hour ago', 'inactive', false, 30, true],
  ['it has done its work without staying, four minutes ago', 'active', false, 4, false],
  ['it has done its work without staying, five minutes ago', 'active', false, 5, true],
  ['it was still stopping five minutes ago', 'deactivating', false, 5, true],
])('whether systemd is asked when %s', (_, activeState, wasRunning, minutes, expected) => {
  const properties = { loadState: 'loaded', activeState, subState: '', mainPid: null, controlGroup: null };
  expect(needsAsking({ wasRunning, answer: { properties, atMs: 0 } }, minutes * 60_000)).toBe(expected);
});

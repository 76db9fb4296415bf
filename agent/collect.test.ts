import { describe, expect, it, test } from 'vitest';
import { collect, mergeReadings, withinLimits } from './collect.ts';
import { fixtureHost } from './probes/fixture-host.ts';
import { createProbes } from './probes/index.ts';
import type { Probe } from './probes/probe.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const probe = (name: string, read: Probe['read']): Probe => ({ name, read });
const load = probe('load', () => ({ metrics: { load_1m: 1 } }));

function collectFrom(probes: Probe[], expectedServices: string[] = []) {
  const host = fixtureHost('raspberry-pi');
  return collect({ probes, host, serverId: 'pi', expectedServices, now: NOW, probeMs: 10 });
}

describe('collect', () => {
  test.each([
    ['raspberry-pi', []],
    ['openmediavault', []],
    ['debian-container', ['temperatures', 'updates', 'reboot']],
  ] as const)('a whole heartbeat of %s', async (name, unknown) => {
    let tick = 0;
    const recorded = fixtureHost(name);
    const host = {
      ...recorded,
      read: (path: string) => {
        if (path !== '/proc/stat') return recorded.read(path);
        tick += 1;
        return `cpu  ${tick * 10} 0 0 ${tick * 90} 0 0 0 0 0 0\nbtime 1790000000\n`;
      },
    };
    const heartbeat = await collect({
      probes: createProbes({ off: ['smart'], docker: '/run/docker.sock' }),
      host,
      serverId: name,
      expectedServices: [],
      now: NOW,
    });
    expect(heartbeat).toMatchObject({
      server_id: name,
      timestamp: '2026-11-20T12:00:00.000Z',
    });
    expect(heartbeat.unknown?.map(({ probe }) => probe)).toEqual(unknown);
    expect(heartbeat.metrics).toMatchObject({
      cpu_percent: 10,
      disk_percent: 78.9,
      boot_time: expect.any(String),
    });
    expect(Object.keys(heartbeat.metrics)).toHaveLength(16);
    expect(heartbeat.host?.hostname).toBe(name);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('/proc/x does not exist');
      },
      '/proc/x does not exist',
    ],
    ['rejects', () => Promise.reject(new Error('no bus')), 'no bus'],
    ['never answers', () => new Promise<never>(() => undefined), 'No answer within 0.01 s'],
    [
      'may not read a file',
      () => {
        throw Object.assign(new Error('EACCES: /proc/y'), { code: 'EACCES' });
      },
      "The agent's user may not read this: EACCES: /proc/y",
    ],
  ])('a probe that %s is named with its reason and stops nothing else', async (_, read, reason) => {
    const heartbeat = await collectFrom([probe('odd', read), load]);
    expect(heartbeat.unknown).toEqual([{ probe: 'odd', reason }]);
    expect(heartbeat.metrics).toEqual({ load_1m: 1 });
  });

  it('hands the expected services to the probes', async () => {
    const seen: string[] = [];
    await collectFrom(
      [
        probe('services', (_, expected) => {
          seen.push(...expected);
          return {};
        }),
      ],
      ['plex'],
    );
    expect(seen).toEqual(['plex']);
  });

  it('says on a machine without any file why each probe could not run', async () => {
    const host = { ...fixtureHost('raspberry-pi'), read: () => null, exists: () => false, list: () => [] };
    const heartbeat = await collect({
      probes: createProbes({ off: ['smart'], docker: '/run/docker.sock' }),
      host,
      serverId: 'x',
      expectedServices: [],
      now: NOW,
    });
    const failed = heartbeat.unknown?.map((entry) => entry.probe);
    expect(failed).toEqual([
      ...['cpu', 'memory', 'mounts', 'network', 'load', 'uptime', 'os', 'disks'],
      ...['temperatures', 'updates', 'reboot'],
    ]);
  });
});

test('metrics and unknowns of all readings add up', () => {
  const merged = mergeReadings([
    { metrics: { load_1m: 1 }, unknown: [{ probe: 'a', reason: 'x'.repeat(600) }] },
    { metrics: { cpu_percent: 2 }, unknown: [{ probe: 'b', reason: 'y' }] },
    {},
  ]);
  expect(merged.metrics).toEqual({ load_1m: 1, cpu_percent: 2 });
  expect(merged.unknown?.map(({ reason }) => reason.length)).toEqual([500, 1]);
});

test('of too many mounts the fullest are sent, because the hub refuses longer lists', () => {
  const mounts = Array.from({ length: 70 }, (_, percent) => ({
    mount_point: `/m${percent}`,
    device: 'd',
    filesystem: 'zfs',
    used_gb: 1,
    total_gb: 1,
    percent,
  }));
  const kept = withinLimits({
    mounts,
    unknown: Array.from({ length: 60 }, () => ({ probe: 'p', reason: 'r' })),
  });
  expect(kept.mounts?.map(({ percent }) => percent)).toEqual(
    Array.from({ length: 64 }, (_, index) => 69 - index),
  );
  expect(kept.unknown).toHaveLength(50);
});

test('of too many containers those that run are sent, in the order the engine has them', () => {
  const containers = Array.from({ length: 260 }, (_, number) => ({
    name: `c${number}`,
    image: 'x',
    state: number % 2 === 0 ? 'exited' : 'running',
  }));
  const kept = withinLimits({ containers }).containers ?? [];
  expect(kept.map(({ name }) => name)).toEqual([
    ...Array.from({ length: 130 }, (_, index) => `c${index * 2 + 1}`),
    ...Array.from({ length: 70 }, (_, index) => `c${index * 2}`),
  ]);
});

test('no more sensors are sent than the hub takes', () => {
  const sensors = Array.from({ length: 200 }, (_, number) => ({
    name: `s${number}`,
    temperature_celsius: 40,
  }));
  expect(withinLimits({ sensors }).sensors).toEqual(sensors.slice(0, 128));
});

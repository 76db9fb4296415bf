import { describe, expect, it, test } from 'vitest';
import { type CpuTicks, cpuProbe, cpuShare, parseCpuTicks } from './cpu.ts';
import { fixtureHost } from './fixture-host.ts';

const before: CpuTicks = { busy: 100, idle: 1000, iowait: 50 };

describe('parseCpuTicks', () => {
  it.each([
    [
      'adds everything but idle and iowait',
      'cpu  1 2 3 400 50 6 7 8 0 0\n',
      { busy: 27, idle: 400, iowait: 50 },
    ],
    ['does not count guest time twice', 'cpu  10 0 0 90 0 0 0 0 7 7\n', { busy: 10, idle: 90, iowait: 0 }],
    ['takes a kernel without iowait and steal', 'cpu  10 0 5 85\n', { busy: 15, idle: 85, iowait: 0 }],
    ['skips lines of single cores', 'cpu0 9 9 9 9\ncpu  1 0 0 1\n', { busy: 1, idle: 1, iowait: 0 }],
  ])('%s', (_, text, expected) => {
    expect(parseCpuTicks(text)).toEqual(expected);
  });

  it('says so when the line is missing', () => {
    expect(() => parseCpuTicks('intr 1 2 3\n')).toThrow('no line for the CPU');
  });
});

describe('cpuShare', () => {
  test.each([
    ['a quarter busy', { busy: 125, idle: 1075, iowait: 50 }, 25, 0],
    ['idle', { busy: 100, idle: 1100, iowait: 50 }, 0, 0],
    ['waiting for a disk counts as idle, and on its own', { busy: 110, idle: 1080, iowait: 60 }, 10, 10],
    ['iowait that goes down counts as nothing', { busy: 150, idle: 1050, iowait: 40 }, 50, 0],
    ['one decimal', { busy: 101, idle: 1002, iowait: 50 }, 33.3, 0],
  ])('%s', (_, after, busy, iowait) => {
    expect(cpuShare(before, after).metrics).toEqual({ cpu_percent: busy, cpu_iowait_percent: iowait });
  });

  test.each([
    ['counters that start again', { busy: 5, idle: 20, iowait: 1 }],
    ['idle time that goes backwards', { busy: 120, idle: 990, iowait: 50 }],
    ['no time between', before],
  ])('%s give an error, not a wrong value', (_, after) => {
    expect(() => cpuShare(before, after)).toThrow('went backwards');
  });
});

describe('cpuProbe', () => {
  const ticks = (busy: number, idle: number) => `cpu  ${busy} 0 0 ${idle} 0 0 0 0 0 0\n`;
  function hostOf(texts: string[], waits: number[] = []) {
    return fixtureHost(
      'debian-container',
      {},
      {
        read: () => texts.shift() ?? null,
        wait: async (ms) => {
          waits.push(ms);
        },
      },
    );
  }

  it('looks twice for the first heartbeat and once afterwards', async () => {
    const waits: number[] = [];
    const host = hostOf([ticks(0, 0), ticks(10, 90), ticks(60, 140)], waits);
    const probe = cpuProbe();
    expect((await probe.read(host, [])).metrics?.cpu_percent).toBe(10);
    expect((await probe.read(host, [])).metrics?.cpu_percent).toBe(50);
    expect(waits).toEqual([500]);
  });

  it('has a value again one heartbeat after a reset', async () => {
    const host = hostOf([ticks(100, 900), ticks(110, 990), ticks(1, 9), ticks(6, 14)]);
    const probe = cpuProbe();
    await probe.read(host, []);
    await expect(probe.read(host, [])).rejects.toThrow('went backwards');
    expect((await probe.read(host, [])).metrics?.cpu_percent).toBe(50);
  });

  it.each([
    ['missing', null, '/proc/stat does not exist'],
    ['empty', '', '/proc/stat is empty'],
  ])('says that the file is %s', async (_, text, reason) => {
    const host = fixtureHost('raspberry-pi', { '/proc/stat': text });
    await expect(cpuProbe().read(host, [])).rejects.toThrow(reason);
  });
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DiskReport } from '../protocol.ts';
import { NOTHING_KNOWN } from './disk-health.ts';
import { lookAtDisks } from './disk-look.ts';
import { fixtureHost } from './fixture-host.ts';
import { smartctlSample, smartctlSays } from './fixture-smartctl.ts';
import type { Executed, Host } from './host.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 0, 5, 3);

const HDD: DiskReport = { name: 'sda', kind: 'hdd', read_bytes: 1000, write_bytes: 0 };
const SSD: DiskReport = { name: 'sdb', kind: 'ssd', read_bytes: 1000, write_bytes: 0 };
const NVME: DiskReport = { name: 'nvme0n1', kind: 'nvme', read_bytes: 1000, write_bytes: 0 };
const CARD: DiskReport = { name: 'mmcblk0', read_bytes: 1000, write_bytes: 0 };

const figures = (text: string): Executed => ({ exitCode: 0, stdout: text, stderr: '' });
const message = (exitCode: number, text: string): Executed => ({
  exitCode,
  stdout: smartctlSays(text),
  stderr: '',
});
const ANSWERS: Record<string, Executed> = {
  '/dev/sda': figures(smartctlSample('hgst-old-errors')),
  '/dev/sdb': figures(smartctlSample('samsung-ssd')),
  '/dev/nvme0n1': figures(smartctlSample('intel-nvme')),
};
const ASLEEP = message(2, 'Device is in STANDBY mode, exit(2)');

/** A machine whose smartctl answers so, and which disks it was asked for. */
function machine(answers: Record<string, Executed | Error> = {}) {
  const asked: string[] = [];
  const argv: string[][] = [];
  let now = START;
  const execute: Host['execute'] = async (program, args) => {
    const device = args.at(-1) ?? '';
    asked.push(device);
    argv.push([program, ...args]);
    const answer =
      { ...ANSWERS, ...answers }[device] ?? message(1, `${device}: Unable to detect device type`);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const host = fixtureHost('openmediavault', {}, { execute, now: () => now });
  return { host, asked, argv, answers, later: (ms: number) => (now += ms) };
}

describe('how a disk is asked', () => {
  test.each([
    ['a hard disk', HDD, ['--log=error', '/dev/sda']],
    ['an SSD, its wear too', SSD, ['--log=error', '--log=ssd', '/dev/sdb']],
    ['NVMe, which has all in one log', NVME, ['/dev/nvme0n1']],
  ])('%s', async (_, disk, rest) => {
    const { host, argv } = machine();
    await lookAtDisks(host, [disk], NOTHING_KNOWN);
    const common = ['--json=c', '--nocheck=standby', '--info', '--health', '--attributes'];
    expect(argv).toEqual([['smartctl', ...common, ...rest]]);
  });

  test('all disks, one after the other, but no SD cards', async () => {
    const { host, asked } = machine();
    const { disks } = await lookAtDisks(host, [HDD, CARD, SSD, NVME], NOTHING_KNOWN);
    expect(asked).toEqual(['/dev/sda', '/dev/sdb', '/dev/nvme0n1']);
    expect(disks.map(({ name, figures: found }) => [name, found?.smart_status])).toEqual([
      ['sda', 'pass'],
      ['sdb', 'pass'],
      ['nvme0n1', 'pass'],
    ]);
  });
});

describe('again', () => {
  test('an SSD is read every half hour, an idle hard disk is left alone, one that is gone is forgotten', async () => {
    const { host, asked, later } = machine();
    const first = await lookAtDisks(host, [HDD, SSD, NVME], NOTHING_KNOWN);
    asked.length = 0;
    later(MINUTE);
    const second = await lookAtDisks(host, [HDD, SSD], first);
    expect(asked).toEqual([]);
    later(30 * MINUTE);
    const third = await lookAtDisks(host, [HDD, SSD], second);
    expect(asked).toEqual(['/dev/sdb']);
    expect(third.disks.map(({ name, readAt }) => [name, readAt])).toEqual([
      ['sda', START],
      ['sdb', START + 31 * MINUTE],
    ]);
  });

  test('a sleeping disk keeps its figures', async () => {
    const { host, answers, later } = machine();
    const first = await lookAtDisks(host, [HDD], NOTHING_KNOWN);
    answers['/dev/sda'] = ASLEEP;
    later(25 * HOUR);
    const [disk] = (await lookAtDisks(host, [HDD], first)).disks;
    expect(disk).toMatchObject({ isAsleep: true, problem: null, lookedAt: START + 25 * HOUR, readAt: START });
    expect(disk?.figures?.power_on_hours).toBe(83425);
  });

  test('a disk that fails to answer keeps its figures and says why', async () => {
    const { host, answers, later } = machine();
    const first = await lookAtDisks(host, [SSD], NOTHING_KNOWN);
    answers['/dev/sdb'] = new Error('smartctl gave no answer in 30 s');
    later(HOUR);
    const [disk] = (await lookAtDisks(host, [SSD], first)).disks;
    expect(disk).toMatchObject({ problem: 'smartctl gave no answer in 30 s', readAt: START });
    expect(disk?.figures?.wear_percent).toBe(1);
  });

  test('a disk that answers again has no problem any more', async () => {
    const { host, answers, later } = machine({ '/dev/sdb': message(2, 'No such device') });
    const first = await lookAtDisks(host, [SSD], NOTHING_KNOWN);
    expect(first.disks[0]?.problem).toBe('No such device');
    delete answers['/dev/sdb'];
    later(25 * HOUR);
    const [disk] = (await lookAtDisks(host, [SSD], first)).disks;
    expect(disk).toMatchObject({ problem: null, readAt: START + 25 * HOUR });
  });
});

describe('without smartctl', () => {
  const missing = new Error('smartctl could not be run (ENOENT)');

  test('the first disk is enough to know, and it is tried again after half an hour', async () => {
    const { host, asked, answers, later } = machine({ '/dev/sda': missing });
    const first = await lookAtDisks(host, [HDD, SSD], NOTHING_KNOWN);
    expect(first).toEqual({
      checkedAt: START,
      problem: 'smartctl is not installed: apt install smartmontools',
      disks: [],
    });
    later(MINUTE);
    const second = await lookAtDisks(host, [HDD, SSD], first);
    expect(asked).toEqual(['/dev/sda']);
    delete answers['/dev/sda'];
    later(30 * MINUTE);
    const third = await lookAtDisks(host, [HDD, SSD], second);
    expect(third.problem).toBeNull();
    expect(third.disks).toHaveLength(2);
  });

  test.each([
    ['in a container', missing, false, 'This container has no smartctl'],
    [
      'an old one',
      { exitCode: 1, stdout: 'smartctl 6.6: invalid option', stderr: '' },
      true,
      'smartctl 7.0 or newer',
    ],
    [
      'one without rights',
      message(2, 'Smartctl open device: /dev/sda failed: Permission denied'),
      true,
      'may not open',
    ],
  ])('%s', async (_, answer, isOwnRoot, expected) => {
    const { host } = machine({ '/dev/sda': answer });
    const { problem } = await lookAtDisks({ ...host, isOwnRoot }, [HDD], NOTHING_KNOWN);
    expect(problem).toContain(expected);
  });
});

describe('a smartctl that cannot even be ended', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('does not keep the other disks waiting', async () => {
    const { host, asked } = machine();
    const execute: Host['execute'] = (program, args, ms) =>
      args.at(-1) === '/dev/sda' ? new Promise(() => undefined) : host.execute(program, args, ms);
    const looking = lookAtDisks({ ...host, execute }, [HDD, SSD], NOTHING_KNOWN);
    await vi.advanceTimersByTimeAsync(35_000);
    const { disks } = await looking;
    expect(asked).toEqual(['/dev/sdb']);
    expect(disks.map(({ name, problem }) => [name, problem])).toEqual([
      ['sda', 'smartctl has not come back'],
      ['sdb', null],
    ]);
  });
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DisksHealth } from './disk-health.ts';
import { disksProbe } from './disks.ts';
import { WELL } from './fixture-figures.ts';
import { type FixtureName, fixtureHost } from './fixture-host.ts';
import { smartctlSample } from './fixture-smartctl.ts';
import type { Host } from './host.ts';

const NOW = Date.UTC(2026, 0, 5, 3);
const HOUR = 3_600_000;
const FILE = '/run/porchlight-agent-disks/report.json';
const SDA: DisksHealth['disks'][number] = {
  name: 'sda',
  lookedAt: NOW,
  movedBytes: 0,
  isAsleep: false,
  problem: null,
  figures: WELL,
  readAt: NOW,
};
const HEALTH: DisksHealth = { checkedAt: NOW, problem: null, disks: [SDA] };

function read(
  name: FixtureName,
  files: Record<string, string | null> = {},
  parts: Partial<Host> = {},
  smart = true,
) {
  return disksProbe({ smart }).read(fixtureHost(name, files, { now: () => NOW, ...parts }), []);
}

const reasons = async (reading: ReturnType<typeof read>) =>
  (await reading).unknown?.map(({ reason }) => reason);

describe('an agent that is not root', () => {
  test('tells what the file says, and of other disks what the kernel says', async () => {
    const { disks, unknown } = await read('openmediavault', { [FILE]: JSON.stringify(HEALTH) });
    expect(disks?.map((disk) => [disk.name, disk.smart_status])).toEqual([
      ['sda', 'pass'],
      ['sdb', undefined],
      ['nvme0n1', undefined],
    ]);
    expect(disks?.[0]).toMatchObject({
      model: 'WDC WD80EFZX-68UW8N0',
      smart_read_at: '2026-01-05T03:00:00.000Z',
    });
    expect(disks?.[0]?.read_bytes).toBeGreaterThan(0);
    expect(unknown).toEqual([]);
  });

  test.each([
    ['no file', null, 'Only root may ask disks about their health: run the installer with --with-disks'],
    ['half a file', '{"checked', `${FILE} is not readable as a report of disks`],
    [
      'an old file',
      JSON.stringify({ ...HEALTH, checkedAt: NOW - 2.1 * HOUR }),
      `${FILE} is older than two hours: systemctl status porchlight-agent-disks.timer`,
    ],
    [
      'a file that says why',
      JSON.stringify({ ...HEALTH, problem: 'smartctl is not installed: apt install smartmontools' }),
      'smartctl is not installed: apt install smartmontools',
    ],
  ])('%s is told in words, and the counters stay', async (_, file, reason) => {
    const { disks, unknown } = await read('openmediavault', { [FILE]: file });
    expect(unknown).toEqual([{ probe: 'smart', reason }]);
    expect(disks).toHaveLength(3);
  });

  test('a file of two hours ago still counts', async () => {
    const file = JSON.stringify({ ...HEALTH, checkedAt: NOW - 1.9 * HOUR });
    expect(await reasons(read('openmediavault', { [FILE]: file }))).toEqual([]);
  });

  test.each([
    ['a virtual machine has no disks to ask', 'debian-container', {}, true],
    ['it is not told when it is off', 'openmediavault', {}, false],
  ] as const)('%s', async (_, name, files, smart) => {
    expect((await read(name, files, {}, smart)).unknown).toBeUndefined();
  });
});

describe('an agent that is root', () => {
  const answer = { exitCode: 0, stdout: smartctlSample('hgst-old-errors'), stderr: '' };

  test('asks the disks itself', async () => {
    const parts = { isRoot: () => true, execute: async () => answer };
    const { disks, unknown } = await read('openmediavault', {}, parts);
    expect(disks?.map((disk) => disk.smart_status)).toEqual(['pass', 'pass', 'pass']);
    expect(unknown).toEqual([]);
  });

  test('says what is missing, and starts nothing when it is off', async () => {
    const isRoot = () => true;
    const execute = async () => {
      throw new Error('smartctl could not be run (ENOENT)');
    };
    expect(await reasons(read('openmediavault', {}, { isRoot, execute }))).toEqual([
      'smartctl is not installed: apt install smartmontools',
    ]);
    expect(await reasons(read('openmediavault', {}, { isRoot }, false))).toBeUndefined();
  });

  describe('with a slow disk', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    test('does not wait for it, starts no second smartctl, and has it in a later heartbeat', async () => {
      let started = 0;
      const execute: Host['execute'] = () => {
        started += 1;
        return new Promise((resolve) => setTimeout(() => resolve(answer), 10_000));
      };
      const host = fixtureHost('raspberry-pi', {}, { isRoot: () => true, execute, now: () => NOW });
      const probe = disksProbe({ smart: true });
      const states: unknown[] = [];
      for (const seconds of [4, 4, 4]) {
        const reading = probe.read(host, []);
        await vi.advanceTimersByTimeAsync(seconds * 1000);
        states.push((await reading).disks?.find(({ name }) => name === 'sda')?.smart_status);
      }
      expect(states).toEqual([undefined, undefined, 'pass']);
      expect(started).toBe(1);
    });
  });
});

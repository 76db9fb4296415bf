import { describe, expect, it, test } from 'vitest';
import { fixtureHost, THREE_QUARTERS_USED } from './fixture-host.ts';
import type { FileSystemSize } from './host.ts';
import { mountsProbe, toMountReport } from './mounts.ts';

const mount = { device: '8:1', root: '/', mountPoint: '/data', filesystem: 'ext4', source: '/dev/sda1' };
const never = () => new Promise<FileSystemSize>(() => undefined);

describe('toMountReport', () => {
  it('says percent as df does, without what is reserved for root', () => {
    expect(toMountReport(mount, THREE_QUARTERS_USED)).toEqual({
      mount_point: '/data',
      device: '/dev/sda1',
      filesystem: 'ext4',
      used_gb: 3.072,
      total_gb: 4.096,
      percent: 78.9,
    });
  });

  test.each([
    ['full for users is 100 %', { blockBytes: 1, blocks: 100, freeBlocks: 5, availableBlocks: 0 }, 100],
    ['empty is 0 %', { blockBytes: 1, blocks: 100, freeBlocks: 100, availableBlocks: 95 }, 0],
  ])('%s', (_, size, expected) => {
    expect(toMountReport(mount, size)?.percent).toBe(expected);
  });

  it('leaves out a file system without blocks', () => {
    const nothing = { blockBytes: 4096, blocks: 0, freeBlocks: 0, availableBlocks: 0 };
    expect(toMountReport(mount, nothing)).toBeNull();
  });
});

describe('mountsProbe', () => {
  it('gives the fullest mount as the figures of the disk', async () => {
    const sizes: Record<string, number> = { '/': 900_000, '/boot/firmware': 10_000 };
    const host = fixtureHost(
      'raspberry-pi',
      {},
      {
        sizeOf: async (point) => ({
          ...THREE_QUARTERS_USED,
          freeBlocks: sizes[point] ?? 500_000,
          availableBlocks: sizes[point] ?? 500_000,
        }),
      },
    );
    const { mounts, metrics, unknown } = await mountsProbe().read(host, []);
    expect(mounts).toHaveLength(3);
    expect(metrics).toEqual({ disk_percent: 99, disk_used_gb: 4.055, disk_total_gb: 4.096 });
    expect(unknown).toEqual([]);
  });

  it('reports a dead network mount and does not hang on it', async () => {
    const host = fixtureHost(
      'openmediavault',
      {},
      {
        sizeOf: (point) => (point === '/mnt/backup' ? never() : Promise.resolve(THREE_QUARTERS_USED)),
      },
    );
    const probe = mountsProbe(5);
    const { mounts, unknown } = await probe.read(host, []);
    expect(mounts).toHaveLength(5);
    expect(unknown).toEqual([{ probe: 'mounts', reason: '/mnt/backup (nfs4) does not answer' }]);
  });

  it('does not ask a silent mount a second time, and does again once it has answered', async () => {
    let answer: (size: FileSystemSize) => void = () => undefined;
    let asked = 0;
    const host = fixtureHost(
      'openmediavault',
      {},
      {
        sizeOf: (point) => {
          if (point !== '/mnt/backup') return Promise.resolve(THREE_QUARTERS_USED);
          asked += 1;
          return new Promise((resolve) => {
            answer = resolve;
          });
        },
      },
    );
    const probe = mountsProbe(5);
    await probe.read(host, []);
    const second = await probe.read(host, []);
    expect(second.unknown?.[0]?.reason).toBe('/mnt/backup (nfs4) still does not answer');
    expect(asked).toBe(1);
    answer(THREE_QUARTERS_USED);
    await new Promise((resolve) => setImmediate(resolve));
    await probe.read(host, []);
    expect(asked).toBe(2);
  });

  it('leaves threads free when many mounts are dead', async () => {
    const asked: string[] = [];
    const host = fixtureHost(
      'openmediavault',
      {},
      {
        sizeOf: (point) => {
          asked.push(point);
          return never();
        },
      },
    );
    const { unknown, mounts, metrics } = await mountsProbe(5).read(host, []);
    expect(asked).toEqual(['/', '/boot/efi']);
    expect(mounts).toEqual([]);
    expect(metrics).toBeUndefined();
    expect(unknown).toHaveLength(6);
    expect(unknown?.[2]?.reason).toBe('/srv/dev-disk-by-uuid-1f2e is not asked while 2 others are silent');
  });

  it.each([
    ['EACCES', 'permission denied', "/boot/firmware may not be read by the agent's user"],
    ['EIO', 'EIO: i/o error, statfs', '/boot/firmware cannot be measured: EIO: i/o error, statfs'],
  ])('says why a mount failed with %s and measures the rest', async (code, message, reason) => {
    const host = fixtureHost(
      'raspberry-pi',
      {},
      {
        sizeOf: async (point) => {
          if (point === '/boot/firmware') throw Object.assign(new Error(message), { code });
          return THREE_QUARTERS_USED;
        },
      },
    );
    const { mounts, unknown } = await mountsProbe().read(host, []);
    expect(mounts).toHaveLength(2);
    expect(unknown).toEqual([{ probe: 'mounts', reason }]);
  });
});

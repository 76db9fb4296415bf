import { describe, expect, it, test } from 'vitest';
import { fixtureHost } from './fixture-host.ts';
import { parseMountinfo, realMounts } from './mount-table.ts';

const pointsOf = (text: string) => realMounts(parseMountinfo(text)).map(({ mountPoint }) => mountPoint);
const table = (name: Parameters<typeof fixtureHost>[0]) =>
  fixtureHost(name).read('/proc/self/mountinfo') ?? '';

describe('realMounts on tables of real shape', () => {
  test.each([
    ['debian-container', ['/']],
    ['raspberry-pi', ['/', '/boot/firmware', '/media/pi/USB Stick']],
    [
      'openmediavault',
      [
        '/',
        '/boot/efi',
        '/srv/dev-disk-by-uuid-1f2e',
        '/srv/dev-disk-by-uuid-3d4c',
        '/srv/mergerfs/pool',
        '/mnt/backup',
      ],
    ],
  ] as const)('%s', (name, expected) => {
    expect(pointsOf(table(name))).toEqual(expected);
  });
});

describe('realMounts', () => {
  const line = (device: string, root: string, point: string, type: string, source: string) =>
    `1 2 ${device} ${root} ${point} rw - ${type} ${source} rw\n`;

  it.each([
    ['the root of a container is its overlay', line('0:50', '/', '/', 'overlay', 'overlay'), ['/']],
    ['an overlay elsewhere belongs to an engine', line('0:50', '/', '/opt/x', 'overlay', 'overlay'), []],
    ['files an engine puts into a container', line('8:1', '/c/hosts', '/etc/hosts', 'ext4', '/dev/sda1'), []],
    ['a volume of a container', line('8:1', '/srv/data', '/data', 'ext4', '/dev/sda1'), ['/data']],
    [
      'every data set of a pool',
      line('0:9', '/', '/tank/a', 'zfs', 'tank/a') + line('0:10', '/', '/tank/b', 'zfs', 'tank/b'),
      ['/tank/a', '/tank/b'],
    ],
    [
      'one of several subvolumes',
      line('0:30', '/@home', '/home', 'btrfs', '/dev/sda2') + line('0:30', '/@', '/', 'btrfs', '/dev/sda2'),
      ['/'],
    ],
    [
      'the whole file system before a part of it',
      line('8:1', '/x', '/x', 'ext4', '/dev/sda1') + line('8:1', '/', '/mnt/long', 'ext4', '/dev/sda1'),
      ['/mnt/long'],
    ],
    [
      'network mounts last',
      line('0:61', '/', '/mnt/a', 'cifs', '//nas/a') + line('8:1', '/', '/', 'ext4', '/dev/sda1'),
      ['/', '/mnt/a'],
    ],
    ['a CD is full by nature', line('11:0', '/', '/media/cd', 'iso9660', '/dev/sr0'), []],
    [
      'what hides below a later mount',
      line('8:1', '/', '/data', 'ext4', '/dev/sda1') + line('8:2', '/', '/data', 'tmpfs', 'tmpfs'),
      [],
    ],
    [
      'a docker folder is no prefix of another name',
      line('8:3', '/', '/var/lib/docker-data', 'ext4', '/dev/sdc1'),
      ['/var/lib/docker-data'],
    ],
    [
      'a disk for all of docker is an engine matter',
      line('8:3', '/', '/var/lib/docker/volumes', 'ext4', '/dev/sdc1'),
      [],
    ],
  ])('%s', (_, text, expected) => {
    expect(pointsOf(text)).toEqual(expected);
  });
});

describe('parseMountinfo', () => {
  it.each([
    ['blanks', '/a\\040b', '/a b'],
    ['backslashes', '/a\\134b', '/a\\b'],
    ['tabs', '/a\\011b', '/a\tb'],
    ['other alphabets', '/Bücher', '/Bücher'],
  ])('reads %s in names', (_, written, expected) => {
    const [entry] = parseMountinfo(`1 2 8:1 / ${written} rw shared:1 master:2 - ext4 /dev/sda1 rw\n`);
    expect(entry).toMatchObject({ mountPoint: expected, filesystem: 'ext4', source: '/dev/sda1' });
  });

  it('skips lines that are cut off', () => {
    expect(parseMountinfo('1 2 8:1 / /data rw\n\n1 2 8:1\n')).toEqual([]);
  });
});

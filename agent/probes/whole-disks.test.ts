import { expect, test } from 'vitest';
import { fixtureHost } from './fixture-host.ts';
import { parseDiskstats, wholeDisks } from './whole-disks.ts';

test.each([
  [
    'raspberry-pi',
    [
      ['mmcblk0', 'SC64G', null],
      ['sda', 'Ultra Fit', null],
    ],
  ],
  [
    'openmediavault',
    [
      ['sda', 'WDC WD80EFZX-68U', 'hdd'],
      ['sdb', 'WDC WD80EFZX-68U', 'hdd'],
      ['nvme0n1', 'Samsung SSD 980 500GB', 'nvme'],
    ],
  ],
  ['debian-container', [['vda', null, null]]],
] as const)('%s: whole disks with model and kind, no partitions, loops or layers', (name, expected) => {
  const rotational = { '/sys/block/sda/queue/rotational': '1\n', '/sys/block/sdb/queue/rotational': '1\n' };
  const host = fixtureHost(name, name === 'openmediavault' ? rotational : {});
  expect(wholeDisks(host).map((disk) => [disk.name, disk.model, disk.kind])).toEqual(expected);
});

test('an SSD does not turn', () => {
  const host = fixtureHost('openmediavault', { '/sys/block/sda/queue/rotational': '0\n' });
  expect(wholeDisks(host)[0]?.kind).toBe('ssd');
});

test('a virtual disk is of no kind, whether it says that it turns or not', () => {
  const host = fixtureHost('debian-container', { '/sys/block/vda/queue/rotational': '1\n' });
  expect(wholeDisks(host)[0]?.kind).toBeNull();
});

test('sectors are counted as 512 bytes', () => {
  const [disk] = parseDiskstats('   8       0 sda 9 9 1000 9 9 9 3000 9 0 9 9\n');
  expect(disk).toEqual({ name: 'sda', read_bytes: 512_000, write_bytes: 1_536_000 });
});

test.each([
  'ram0',
  'loop3',
  'zram0',
  'sr0',
  'dm-0',
  'md127',
  'sda1',
  'nvme0n1p2',
  'mmcblk0p1',
  'mmcblk0boot0',
])('%s is no disk', (name) => {
  expect(parseDiskstats(`8 0 ${name} 1 1 1 1 1 1 1 1 0 1 1\n`)).toEqual([]);
});

test('a line that is cut off is left out', () => {
  expect(parseDiskstats('   8       0 sda 9 9\n')).toEqual([]);
});

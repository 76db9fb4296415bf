import { expect, test } from 'vitest';
import { disksProbe, parseDiskstats } from './disks.ts';
import { fixtureHost } from './fixture-host.ts';

test.each([
  [
    'raspberry-pi',
    [
      ['mmcblk0', 'SC64G'],
      ['sda', 'Ultra Fit'],
    ],
  ],
  [
    'openmediavault',
    [
      ['sda', 'WDC WD80EFZX-68U'],
      ['sdb', 'WDC WD80EFZX-68U'],
      ['nvme0n1', 'Samsung SSD 980 500GB'],
    ],
  ],
  ['debian-container', [['vda', null]]],
] as const)('%s: whole disks with their models, no partitions, loops or layers', async (name, expected) => {
  const { disks } = await disksProbe().read(fixtureHost(name), []);
  expect(disks?.map((disk) => [disk.name, disk.model])).toEqual(expected);
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

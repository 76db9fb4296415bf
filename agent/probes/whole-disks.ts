import type { DiskReport } from '../protocol.ts';
import { type Host, readRequired } from './host.ts';

/** /proc/diskstats counts in these, whatever the disk's own sector size (kernel: admin-guide/iostats). */
const SECTOR_BYTES = 512;
/** Whole physical or virtual disks: no partitions, loops, RAM disks, RAID or device-mapper layers. */
const WHOLE_DISK = /^(sd[a-z]+|hd[a-z]+|vd[a-z]+|xvd[a-z]+|nvme\d+n\d+|mmcblk\d+)$/;

/** Counters of whole disks in the order of the kernel. */
export function parseDiskstats(text: string): DiskReport[] {
  const disks: DiskReport[] = [];
  for (const line of text.split('\n')) {
    const [, , name, , , sectorsRead, , , , sectorsWritten] = line.trim().split(/\s+/);
    if (!name || !sectorsWritten || !WHOLE_DISK.test(name)) continue;
    disks.push({
      name,
      read_bytes: Number(sectorsRead) * SECTOR_BYTES,
      write_bytes: Number(sectorsWritten) * SECTOR_BYTES,
    });
  }
  return disks;
}

/** SD cards and eMMC say `name` where other disks say `model`; virtual disks say neither. */
function modelOf(host: Host, name: string): string | null {
  const device = `/sys/block/${name}/device`;
  return (host.read(`${device}/model`) ?? host.read(`${device}/name`))?.trim() || null;
}

/** Virtual disks turn or not as they like, and an SD card is neither. */
function kindOf(host: Host, name: string): DiskReport['kind'] {
  if (name.startsWith('nvme')) return 'nvme';
  if (!/^[sh]d/.test(name)) return null;
  const turns = host.read(`/sys/block/${name}/queue/rotational`)?.trim();
  return turns === '1' ? 'hdd' : turns === '0' ? 'ssd' : null;
}

/**
 * Every disk with its counters since boot.
 * @throws Error in words when the kernel does not tell
 */
export function wholeDisks(host: Host): DiskReport[] {
  return parseDiskstats(readRequired(host, '/proc/diskstats')).map((disk) => ({
    ...disk,
    model: modelOf(host, disk.name),
    kind: kindOf(host, disk.name),
  }));
}

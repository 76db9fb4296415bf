/** One line of /proc/self/mountinfo, as far as it matters here. */
export interface MountEntry {
  /** Major and minor number: the same for every mount of one file system. */
  device: string;
  /** The folder of the file system that is mounted; anything but "/" is a bind mount or a subvolume. */
  root: string;
  mountPoint: string;
  filesystem: string;
  source: string;
}

const NETWORK =
  /^(nfs4?|cifs|smb3|smbfs|ceph|glusterfs|9p|virtiofs|afs|fuse\.(sshfs|rclone|glusterfs|s3fs|davfs|juicefs))$/;
/** Storage that has no block device of its own in the source column. */
const POOLED = /^(zfs|bcachefs|fuse\.(mergerfs|mhddfs|unionfs|shfs))$/;
/** Images that are full by nature. */
const READ_ONLY_IMAGE = /^(squashfs|iso9660|udf|erofs|cramfs|romfs)$/;
/** What engines and the service manager mount for themselves; the disks below are listed on their own. */
const INTERNAL =
  /^(\/dev|\/proc|\/sys|\/snap|\/var\/snap|\/var\/lib\/(docker|containers|containerd|kubelet|lxcfs|machines)|\/run\/(docker|containerd|credentials|user))(\/|$)/;
/** Single files that container engines mount into every container. */
const ENGINE_FILE = /^\/etc\/(hosts|hostname|resolv\.conf)$/;

/** The kernel writes blanks and the like as three octal digits (proc(5)). */
function unescapeOctal(field: string): string {
  return field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** Optional fields stand between the sixth column and a lone hyphen; lines without one are skipped. */
export function parseMountinfo(text: string): MountEntry[] {
  const entries: MountEntry[] = [];
  for (const line of text.split('\n')) {
    const [head, tail] = line.split(' - ', 2);
    const [, , device, root, mountPoint] = head?.split(' ') ?? [];
    const [filesystem, source] = tail?.split(' ') ?? [];
    if (!device || !root || !mountPoint || !filesystem || !source) continue;
    entries.push({
      device,
      root: unescapeOctal(root),
      mountPoint: unescapeOctal(mountPoint),
      filesystem,
      source: unescapeOctal(source),
    });
  }
  return entries;
}

export function isNetworkMount({ filesystem }: MountEntry): boolean {
  return NETWORK.test(filesystem);
}

/** An overlay counts only as "/": there it is all the disk that a container or a read-only Pi has. */
function isReal(entry: MountEntry): boolean {
  const { filesystem, source, mountPoint } = entry;
  if (INTERNAL.test(mountPoint) || ENGINE_FILE.test(mountPoint) || READ_ONLY_IMAGE.test(filesystem))
    return false;
  if (filesystem === 'overlay') return mountPoint === '/';
  const isBlockDevice =
    source.startsWith('/dev/') && !source.startsWith('/dev/loop') && filesystem !== 'devtmpfs';
  return isBlockDevice || POOLED.test(filesystem) || isNetworkMount(entry);
}

/** Shows the mount of the whole file system rather than one of a part, then the shortest path. */
function shown(a: MountEntry, b: MountEntry): MountEntry {
  const isWhole = (entry: MountEntry) => entry.root === '/';
  if (isWhole(a) !== isWhole(b)) return isWhole(a) ? a : b;
  return b.mountPoint.length < a.mountPoint.length ? b : a;
}

/**
 * Every real file system once: what hides below a later mount, bind mounts and further subvolumes are left
 * out. Network mounts come last, because they may not answer.
 */
export function realMounts(entries: MountEntry[]): MountEntry[] {
  const visible = new Map(entries.map((entry) => [entry.mountPoint, entry]));
  const byFilesystem = new Map<string, MountEntry>();
  for (const entry of visible.values()) {
    if (!isReal(entry)) continue;
    const key = `${entry.device} ${entry.source}`;
    const known = byFilesystem.get(key);
    byFilesystem.set(key, known ? shown(known, entry) : entry);
  }
  const mounts = [...byFilesystem.values()];
  return [...mounts.filter((entry) => !isNetworkMount(entry)), ...mounts.filter(isNetworkMount)];
}

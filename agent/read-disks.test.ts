import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseHealthFile } from './probes/disk-health-file.ts';
import { fixtureHost } from './probes/fixture-host.ts';
import { smartctlSample } from './probes/fixture-smartctl.ts';
import { readDisks } from './read-disks.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 5, 3);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-disks-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A machine with two hard disks and an NVMe SSD, and what smartctl was asked there. */
function machine(isRoot = true) {
  const asked: (string | undefined)[] = [];
  let now = START;
  const host = fixtureHost(
    'openmediavault',
    { '/sys/block/sda/queue/rotational': '1', '/sys/block/sdb/queue/rotational': '1' },
    {
      isRoot: () => isRoot,
      now: () => now,
      execute: async (_, args) => {
        asked.push(args.at(-1));
        const sample = args.at(-1) === '/dev/nvme0n1' ? 'intel-nvme' : 'hgst-old-errors';
        return { exitCode: 0, stdout: smartctlSample(sample), stderr: '' };
      },
    },
  );
  return { host, asked, later: (ms: number) => (now += ms) };
}

const printed: string[] = [];
const print = (text: string) => void printed.push(text);

test('every disk is in the file, which everyone may read and which came in one step', async () => {
  const path = join(folder, 'report.json');
  await readDisks(machine().host, path, print);
  const { checkedAt, disks } = parseHealthFile(readFileSync(path, 'utf8'));
  expect(checkedAt).toBe(START);
  expect(disks.map(({ name, figures }) => [name, figures?.smart_status])).toEqual([
    ['sda', 'pass'],
    ['sdb', 'pass'],
    ['nvme0n1', 'pass'],
  ]);
  expect(statSync(path).mode & 0o777).toBe(0o644);
  expect(readdirSync(folder)).toEqual(['report.json']);
});

test('the file is what it remembers: disks that are idle are left alone next time', async () => {
  const path = join(folder, 'report.json');
  const { host, asked, later } = machine();
  await readDisks(host, path, print);
  asked.length = 0;
  later(HOUR);
  await readDisks(host, path, print);
  expect(asked).toEqual(['/dev/nvme0n1']);
  const { disks } = parseHealthFile(readFileSync(path, 'utf8'));
  expect(disks.map(({ name, readAt }) => [name, readAt])).toEqual([
    ['sda', START],
    ['sdb', START],
    ['nvme0n1', START + HOUR],
  ]);
});

test('a damaged file is replaced', async () => {
  const path = join(folder, 'report.json');
  writeFileSync(path, '{"checkedAt": 1, "disks": [');
  await readDisks(machine().host, path, print);
  expect(parseHealthFile(readFileSync(path, 'utf8')).disks).toHaveLength(3);
});

test('without a file it is shown', async () => {
  printed.length = 0;
  await readDisks(machine().host, undefined, print);
  expect(parseHealthFile(printed.join('')).disks).toHaveLength(3);
});

test('a folder that is not there is said, and nothing is left behind', async () => {
  await expect(readDisks(machine().host, join(folder, 'none', 'report.json'), print)).rejects.toThrow(
    'ENOENT',
  );
  expect(readdirSync(folder)).toEqual([]);
});

test('only root may', async () => {
  const { host, asked } = machine(false);
  await expect(readDisks(host, join(folder, 'report.json'), print)).rejects.toThrow('Only root may');
  expect(asked).toEqual([]);
});

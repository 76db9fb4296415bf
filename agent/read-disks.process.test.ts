import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { mayHaveSmart } from './probes/disk-health.ts';
import { parseHealthFile } from './probes/disk-health-file.ts';
import { createHost } from './probes/index.ts';
import { parseSmart } from './probes/smart.ts';
import { wholeDisks } from './probes/whole-disks.ts';

const host = createHost();
const PROGRAM = new URL('./main.ts', import.meta.url).pathname;
const NO_CONFIG = ['--config', '/nonexistent/config.json'];

test.runIf(host.isRoot())(
  'as root it leaves what it knows of the disks of this machine, and ends well',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'read-disks-'));
    try {
      const path = join(folder, 'report.json');
      // A program that ends by a signal or with an error rejects
      await promisify(execFile)(process.execPath, [PROGRAM, 'read-disks', '--write', path, ...NO_CONFIG]);
      const { problem, disks } = parseHealthFile(readFileSync(path, 'utf8'));
      const names = wholeDisks(host)
        .filter(mayHaveSmart)
        .map((disk) => disk.name);
      expect(disks.map(({ name }) => name)).toEqual(problem === null ? names : []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

test.runIf(existsSync('/usr/sbin/smartctl'))(
  'the real smartctl says in JSON that there is no such disk',
  async () => {
    const args = ['--json=c', '--nocheck=standby', '--info', '--health', '--attributes', '--log=error'];
    const { stdout, exitCode } = await host.execute('smartctl', [...args, '--log=ssd', '/dev/sdzzz'], 10_000);
    expect(parseSmart(stdout, exitCode)).toEqual({
      outcome: 'nothing',
      reason: expect.stringMatching(/^No such device/),
    });
  },
);

import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type DisksHealth, NOTHING_KNOWN } from './probes/disk-health.ts';
import { parseHealthFile } from './probes/disk-health-file.ts';
import { lookAtDisks } from './probes/disk-look.ts';
import type { Host } from './probes/index.ts';
import { wholeDisks } from './probes/whole-disks.ts';

/** What the run before left. The first run after a start finds nothing, a damaged file is as good as none. */
function readBefore(path: string): DisksHealth {
  try {
    return parseHealthFile(readFileSync(path, 'utf8'));
  } catch {
    return NOTHING_KNOWN;
  }
}

/**
 * In one step, so that the agent never reads half a report. And at once: right after a promise of `fs` the
 * program takes its thread for held and ends by a signal, which a unit that runs once counts as a failure.
 */
function replace(path: string, text: string): void {
  const beside = `${path}.${process.pid}`;
  try {
    writeFileSync(beside, text);
    chmodSync(beside, 0o644);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/**
 * Reads the health of the disks for an agent that may not: into the file `write`, which is also what it
 * remembers, or to be looked at where there is none.
 * @throws Error in words when this user may not, or the file cannot be written
 */
export async function readDisks(
  host: Host,
  write: string | undefined,
  print: (text: string) => void,
): Promise<void> {
  if (!host.isRoot()) throw new Error('Only root may ask disks about their health: use sudo');
  const known = write === undefined ? NOTHING_KNOWN : readBefore(write);
  const text = `${JSON.stringify(await lookAtDisks(host, wholeDisks(host), known), null, 2)}\n`;
  if (write === undefined) print(text);
  else replace(write, text);
}

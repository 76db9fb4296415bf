import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** When a process started, in clock ticks since boot (`/proc/<pid>/stat`, field 22); null when it is gone. */
function startedAtTicks(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function holderOf(path: string): { pid: number; ticks: string } | null {
  try {
    const [pid, ticks = ''] = readFileSync(path, 'utf8').trim().split(' ');
    return { pid: Number(pid), ticks };
  } catch {
    return null;
  }
}

/**
 * Keeps a second hub off the same database. A lock left by a killed hub is taken over: its process is gone, or
 * its number belongs to a process that started at another time.
 * @returns a function that gives the lock back
 * @throws Error when another hub runs on this database
 */
export function takeLock(path: string): () => void {
  const holder = holderOf(path);
  if (holder && holder.pid !== process.pid && startedAtTicks(holder.pid) === holder.ticks) {
    throw new Error(
      `Another hub (process ${holder.pid}) runs on this database; stop it first. Lock: ${path}`,
    );
  }
  writeFileSync(path, `${process.pid} ${startedAtTicks(process.pid) ?? ''}\n`);
  return () => rmSync(path, { force: true });
}

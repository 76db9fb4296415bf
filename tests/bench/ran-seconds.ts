import { readdirSync, readFileSync } from 'node:fs';

/** Seconds that all threads of a process have run; the kernel counts nanoseconds here, elsewhere hundredths. */
export function ranSeconds(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map(
    (id) => readFileSync(`/proc/${pid}/task/${id}/schedstat`, 'utf8').split(' ')[0],
  );
  return nanoseconds.reduce((sum, one) => sum + Number(one), 0) / 1e9;
}

import type { Log } from './log.ts';

/** A log that says each line once, for what goes wrong again and again. */
export function createOnceLog(log: Log): Log {
  const said = new Set<string>();
  return (line) => {
    if (!said.has(line)) log(line);
    said.add(line);
  };
}

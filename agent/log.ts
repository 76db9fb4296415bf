export type Log = (message: string) => void;

/** One plain line per event on stderr, which systemd and Docker keep. */
export function createLog(sink: (line: string) => void = (line) => process.stderr.write(line)): Log {
  return (message) => sink(`${new Date().toISOString()} ${message}\n`);
}

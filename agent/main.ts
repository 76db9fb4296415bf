import { createLog } from './log.ts';
import { run } from './run.ts';

const stopping = new AbortController();
const stop = () => stopping.abort();

/** As a child of the hub the agent must not outlive it, however the hub ended. */
function endWithParent(): void {
  process.stdin.on('end', stop).on('close', stop).on('error', stop);
  process.stdin.resume();
}

/**
 * A dead network mount or name server holds a thread, and `exit` waits for threads. The default effect of
 * the signal does not, and service managers count it as a clean end.
 */
function end(code: number): void {
  const isThreadHeld = process.getActiveResourcesInfo().some((name) => /^(FSReq|GetAddrInfo)/.test(name));
  if (!isThreadHeld) process.exit(code);
  process.off('SIGTERM', stop);
  process.kill(process.pid, 'SIGTERM');
}

process.on('SIGTERM', stop).on('SIGINT', stop);
if (process.argv.includes('--child')) endWithParent();

end(
  await run({
    argv: process.argv.slice(2),
    env: process.env,
    print: (text) => process.stdout.write(text),
    log: createLog(),
    signal: stopping.signal,
  }),
);

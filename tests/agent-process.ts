import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface AgentProcess {
  child: ChildProcess;
  output: { out: string; log: string };
  /** Its exit code; null when a signal ended it. */
  ended: Promise<number | null>;
  /** Resolves once the log holds this. */
  logged: (text: string) => Promise<void>;
}

/** Starts a program with nothing of this process's environment. */
export function startAgentProcess(args: string[], env: NodeJS.ProcessEnv): AgentProcess {
  const child = spawn(process.execPath, args, { env });
  const output = { out: '', log: '' };
  child.stdout.on('data', (chunk) => {
    output.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.log += chunk;
    child.emit('logged');
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const logged = async (text: string) => {
    while (!output.log.includes(text)) await once(child, 'logged');
  };
  return { child, output, ended, logged };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** Clock ticks per second on Linux; `getconf CLK_TCK` says 100 everywhere this runs. */
const TICKS_PER_SECOND = 100;

export interface Running {
  port: number;
  pid: number;
  /** CPU seconds used so far, own and kernel's. */
  cpuSeconds: () => number;
  rssBytes: () => number;
  /** Ends the process; answers its exit code, null when the signal ended it. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

async function portFrom(child: ChildProcess, pattern: RegExp): Promise<number> {
  let output = '';
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk);
    const port = pattern.exec(output)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error(`The process ended before it listened:\n${output}`);
}

/** Starts a server process and waits until it says on which port it listens. */
export async function startProcess(
  args: string[],
  env: Record<string, string>,
  pattern = /listening (\d+)/,
): Promise<Running> {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await portFrom(child, pattern);
  child.stdout?.resume();
  const pid = child.pid ?? 0;
  const stat = () => {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  };
  return {
    port,
    pid,
    cpuSeconds: () => ((stat()[11] ?? 0) + (stat()[12] ?? 0)) / TICKS_PER_SECOND,
    rssBytes: () => (stat()[21] ?? 0) * 4096,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null) return child.exitCode;
      const exited = once(child, 'exit');
      child.kill(signal);
      const [code] = await exited;
      return code as number | null;
    },
  };
}

/** What a hub of a test or benchmark runs with: a database of its own, any port, no agent of its own. */
export function hubEnvironment(folder: string, key: string): Record<string, string> {
  return {
    DATABASE_URL: `file:${folder}/porchlight.db`,
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'error',
    PORCHLIGHT_API_KEY: key,
    PORCHLIGHT_LOCAL_AGENT: '0',
  };
}

/** What `npm start` runs: variables and arguments of Node. */
function startCommand(): { args: string[]; env: Record<string, string> } {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  const words = scripts.start.split(' ');
  const variables = words.filter((word) => /^[A-Z_]+=/.test(word)).map((word) => word.split('='));
  return { args: words.slice(words.indexOf('node') + 1), env: Object.fromEntries(variables) };
}

/** Starts the built hub as `npm start` does. */
export function startHub(folder: string, key: string, env: Record<string, string> = {}): Promise<Running> {
  const command = startCommand();
  const all = { ...command.env, ...hubEnvironment(folder, key), ...env };
  return startProcess(command.args, all, /Porchlight is at \S+:(\d+)/);
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Running } from './hub-process.ts';

/** Bundles the agent as the build does, but under a version of our own. Answers the path of the program. */
export async function bundleAgent(folder: string, version: string): Promise<string> {
  const outfile = join(folder, 'porchlight-agent.mjs');
  await build({
    entryPoints: ['agent/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node18',
    format: 'esm',
    minify: true,
    define: { PORCHLIGHT_VERSION: JSON.stringify(version) },
  });
  return outfile;
}

export interface Ended {
  code: number | null;
  out: string;
  log: string;
}

export interface AgentRun {
  node?: string;
  program: string;
  config: string;
  args: string[];
  env?: Record<string, string>;
  /** Runs as this user, which needs root. */
  uid?: number;
}

/** Runs the agent to its end, with nothing of this process's environment. */
export async function runAgent({
  node = process.execPath,
  program,
  config,
  args,
  env = {},
  uid,
}: AgentRun): Promise<Ended> {
  const child = spawn(node, ['--jitless', program, ...args, '--config', config], {
    env,
    ...(uid !== undefined && { uid, gid: uid }),
  });
  const ended: Ended = { code: null, out: '', log: '' };
  child.stdout.on('data', (piece) => {
    ended.out += piece;
  });
  child.stderr.on('data', (piece) => {
    ended.log += piece;
  });
  [ended.code] = await once(child, 'close');
  return ended;
}

/** Adds a server to the hub and answers a token that enrols its agent. */
export async function enrolmentToken(
  { port }: Pick<Running, 'port'>,
  key: string,
  serverId: string,
): Promise<string> {
  const post = (path: string, body: unknown) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'X-API-Key': key, 'Content-Type': 'application/json' },
    });
  await post('/api/v1/servers', { server_id: serverId });
  const answered = await post(`/api/v1/servers/${serverId}/enrolment`, {});
  return ((await answered.json()) as { token: string }).token;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { hostname } from 'node:os';
import type { Log } from '../log.ts';

/** A server id from this machine's name: what an id may not contain becomes a dash. */
export function serverIdFromHostname(name: string): string {
  const slug = name.toLowerCase().split('.')[0] ?? '';
  return (
    slug
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 63) || 'this-machine'
  );
}

export interface LocalAgentOptions {
  program: string;
  hubUrl: string;
  /** The key of this run; it goes by environment, where other users of the machine cannot read it. */
  key: string;
  serverId: string;
  /** Where its reports wait when the hub is told to stop before it has taken them. */
  stateFolder: string;
  log: Log;
}

/** The agent for this very machine: a child that ends when its pipe closes, whatever becomes of the hub. */
export function startLocalAgent({ program, hubUrl, key, serverId, stateFolder, log }: LocalAgentOptions): {
  stop: () => void;
} {
  // A file that is not there: the machine may have an agent of another hub, whose settings are not ours.
  const config = `${program}.config.json`;
  const child: ChildProcess = spawn(process.execPath, [program, '--child', '--config', config], {
    stdio: ['pipe', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PORCHLIGHT_HUB_URL: hubUrl,
      PORCHLIGHT_AGENT_KEY: key,
      PORCHLIGHT_SERVER_ID: serverId,
      STATE_DIRECTORY: stateFolder,
    },
  });
  let isStopping = false;
  child.on('error', (error) => log.error('the built-in agent did not start', { error: error.message }));
  child.on('exit', (code) => {
    if (!isStopping) log.warn('the built-in agent ended', { code });
  });
  return {
    stop: () => {
      isStopping = true;
      child.stdin?.end();
    },
  };
}

/** This machine's id in the fleet. */
export function localServerId(): string {
  return serverIdFromHostname(hostname());
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** Flags of Node with which the installed command starts the agent. */
export function installedFlags(): string[] {
  const flags = /^exec "\$NODE" (.+) \$PROGRAM/m.exec(readFileSync('agent/install.sh', 'utf8'))?.[1];
  if (!flags) throw new Error('The installer does not say how the agent is started');
  return flags.split(' ');
}

/** Bytes of the shipped unit's MemoryHigh=. */
export function unitMemoryHigh(): number {
  const unit = readFileSync('agent/units/porchlight-agent.service', 'utf8');
  const megabytes = /^MemoryHigh=(\d+)M$/m.exec(unit)?.[1];
  if (!megabytes) throw new Error('The unit holds no MemoryHigh in MiB');
  return Number(megabytes) * 1024 * 1024;
}

export interface AgentProcess {
  pid: number;
  stop: () => Promise<void>;
}

export interface AgentSetup {
  hubPort: number;
  key: string;
  serverId: string;
  folder: string;
  /** Copy of Node to run, and the group to join before; this Node and none when absent. */
  held?: { node: string; joinFile: string };
}

/** Joins the group whose file is `$0`, then becomes the program. */
const JOIN = 'echo $$ > "$0"; exec "$@"';

/** The built agent, started as its unit starts it. */
export function startAgent({ hubPort, key, serverId, folder, held }: AgentSetup): AgentProcess {
  const program = 'dist/agent/porchlight-agent.mjs';
  const args = [...installedFlags(), program, '--config', `${folder}/${serverId}.json`];
  const [command, ...words] = held
    ? ['sh', '-c', JOIN, held.joinFile, held.node, ...args]
    : [process.execPath, ...args];
  return started(
    spawn(command, words, {
      stdio: 'ignore',
      env: {
        PORCHLIGHT_HUB_URL: `http://127.0.0.1:${hubPort}`,
        PORCHLIGHT_AGENT_KEY: key,
        PORCHLIGHT_SERVER_ID: serverId,
        STATE_DIRECTORY: `${folder}/${serverId}`,
      },
    }),
  );
}

/** A process that can be ended and waited for. */
export function started(child: ChildProcess): AgentProcess {
  return {
    pid: child.pid ?? 0,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

/** Resident memory of a process, in bytes. */
export function residentBytes(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) * 1024;
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the machine has beside Debian's smallest set: a service manager and what a person's machine has anyway. */
const PACKAGES = 'systemd,dbus,curl,ca-certificates,sudo';
const ENVIRONMENT = ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'HOME=/root'];
const LOOK_MS = 200;

export interface Ran {
  code: number;
  /** Standard output and error, as a person sees them. */
  said: string;
}

/** A Debian 12 with a running systemd, that shares the network of this machine. */
export interface Machine {
  /** Runs a shell command as root. */
  run: (command: string) => Promise<Ran>;
  stop: () => Promise<void>;
}

function succeeds(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

/** Installs what starts such machines unless it is there. Answers why there can be none here, null when there can. */
export function whyNoMachine(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'it needs Linux and root';
  if (!succeeds('unshare', '--mount', '--pid', '--uts', '--fork', 'true')) {
    return 'the kernel does not let this container start another';
  }
  if (existsSync('/usr/bin/systemd-nspawn') && existsSync('/usr/sbin/debootstrap')) return null;
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'systemd-container', 'debootstrap'];
  if (succeeds('apt-get', 'update', '-qq') && succeeds('apt-get', ...install)) return null;
  return 'systemd-container and debootstrap are not there and could not be installed';
}

async function output(child: ChildProcess): Promise<Ran> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (piece) => {
      said += piece;
    });
  }
  const [code] = await once(child, 'close');
  return { code: code ?? -1, said };
}

async function unpackDebian(folder: string): Promise<void> {
  const args = ['--variant=minbase', `--include=${PACKAGES}`, 'bookworm', folder];
  const { code, said } = await output(spawn('debootstrap', args));
  if (code !== 0) throw new Error(`debootstrap ended with ${code}:\n${said.slice(-2000)}`);
}

/** The first process of the machine, once there is one. */
async function leaderOf(nspawn: ChildProcess): Promise<string> {
  for (;;) {
    if (nspawn.exitCode !== null) throw new Error(`systemd-nspawn ended with ${nspawn.exitCode}`);
    const children = readFileSync(`/proc/${nspawn.pid}/task/${nspawn.pid}/children`, 'utf8').trim();
    const isBooted = children && readFileSync(`/proc/${children}/comm`, 'utf8').startsWith('systemd');
    if (isBooted) return children;
    await sleep(LOOK_MS);
  }
}

/** Unpacks a fresh Debian below `folder` and boots it. */
export async function bootDebian(folder: string): Promise<Machine> {
  const root = join(folder, 'debian');
  await unpackDebian(root);
  const options = ['--quiet', '--boot', '--register=no', '--keep-unit', '--link-journal=no'];
  const nspawn = spawn('systemd-nspawn', [...options, '--resolv-conf=copy-host', '-D', root], {
    stdio: 'ignore',
  });
  const leader = await leaderOf(nspawn);
  const enter = ['-t', leader, '-m', '-u', '-i', '-p', '-C', '-r', '-w', '--', 'env', '-i', ...ENVIRONMENT];
  const run = (command: string) => output(spawn('nsenter', [...enter, 'sh', '-c', `cd /tmp && ${command}`]));
  const isUp = async () => /running|degraded/.test((await run('systemctl is-system-running')).said);
  while (!(await isUp())) await sleep(LOOK_MS);
  return {
    run,
    stop: async () => {
      const ended = once(nspawn, 'exit');
      nspawn.kill('SIGTERM');
      await ended;
    },
  };
}

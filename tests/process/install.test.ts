import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentCommands } from '../../src/collector/api/agent-commands.ts';
import { bootDebian, type Machine, whyNoMachine } from '../debian-machine.ts';
import { temporaryFolder } from '../factories.ts';
import { type Running, startHub } from '../hub-process.ts';

const KEY = 'pl_install-test-key-0123456789abc';
const HEADERS = { 'X-API-Key': KEY, 'Content-Type': 'application/json' };
const UNITS = '/etc/systemd/system/porchlight-agent*';

/** Everything that an installation could leave behind: files, accounts, units, packages. */
const TRACES = [
  'find / -xdev \\( -path /proc -o -path /sys -o -path /tmp -o -path /var/tmp -o -path /var/log -o -path /var/cache -o -path /var/lib/apt -o -path /var/lib/dpkg \\) -prune -o -print | sort',
  'find /run -name "*porchlight*"',
  'cat /etc/passwd /etc/group /etc/shadow /etc/gshadow',
  'systemctl list-unit-files --no-legend',
  'dpkg-query -W',
].join('; ');

/** A repository whose only package is an old Node, preferred to Debian's. */
const OLD_NODE = [
  'mkdir /old && printf "Package: nodejs\\nVersion: 12.22.9\\nArchitecture: all\\nFilename: ./nodejs.deb\\nSize: 1\\n" >/old/Packages',
  'echo "deb [trusted=yes] file:/old ./" >/etc/apt/sources.list.d/old.list',
  'printf "Package: nodejs\\nPin: version 12*\\nPin-Priority: 1001\\n" >/etc/apt/preferences.d/old',
  'apt-get update -qq',
].join(' && ');
const NO_OLD_NODE =
  'rm -r /old /etc/apt/sources.list.d/old.list /etc/apt/preferences.d/old && apt-get update -qq';

const reason = whyNoMachine();
if (reason) process.stderr.write(`\nTHE INSTALLER IS NOT TESTED HERE: ${reason}.\n\n`);

describe.skipIf(reason)('the installer, on a fresh Debian 12', () => {
  const folder = temporaryFolder();
  let hub: Running;
  let machine: Machine;
  let before = '';

  beforeAll(async () => {
    hub = await startHub(folder.path, KEY);
    machine = await bootDebian(folder.path);
    await ask('/api/v1/servers', { server_id: 'attic' });
    before = await told(TRACES);
  }, 240_000);
  afterAll(async () => {
    await machine?.stop();
    await hub.stop();
    folder.remove();
  });

  const ask = async (path: string, body?: unknown) => {
    const init = {
      headers: HEADERS,
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    };
    return (await fetch(`http://127.0.0.1:${hub.port}${path}`, init)).json();
  };
  const commands = async () => (await ask('/api/v1/servers/attic/enrolment', {})) as AgentCommands;
  const script = () => `http://127.0.0.1:${hub.port}/agent/install.sh`;
  const again = (flags = '') => machine.run(`curl -fsSL ${script()} | sudo sh -s -- ${flags}`);
  /** Standard output of a command that must succeed. */
  const told = async (command: string) => {
    const { code, said } = await machine.run(command);
    expect(code, said).toBe(0);
    return said;
  };
  /** Waits for a report that is newer than this. */
  const reportAfter = async (lastSeen: string | null): Promise<string> => {
    for (;;) {
      const { status, last_seen: seen } = (await ask('/api/v1/servers/attic')) as Record<string, string>;
      if (status === 'online' && seen && seen !== lastSeen) return seen;
      await sleep(200);
    }
  };
  const keyOf = () => told('grep api_key /etc/porchlight-agent/config.json');

  it.each<{ what: string; prepare?: string; restore?: string; run: () => Promise<string>; says: string }>([
    {
      what: 'the distribution has only an old Node',
      prepare: OLD_NODE,
      restore: NO_OLD_NODE,
      run: async () => (await commands()).command,
      says: 'that of its distribution is 12.',
    },
    {
      what: 'there is neither a token nor a key',
      run: async () => `curl -fsSL ${script()} | sudo sh`,
      says: 'this machine has no key yet',
    },
    {
      what: 'there is no Docker to be seen',
      run: async () => `${(await commands()).command} --with-docker`,
      says: 'there is no group "docker"',
    },
    {
      what: 'the hub hands out another agent than the script knows',
      run: async () =>
        `curl -fsSL ${script()} | sed "s/^AGENT_SHA256='./AGENT_SHA256='/" | sudo sh -s -- --token x`,
      says: 'is not the agent this script was made for',
    },
    {
      what: 'it is not root',
      run: async () => `curl -fsSL ${script()} | setpriv --reuid=65534 --clear-groups sh -s -- --token x`,
      says: 'this needs root',
    },
    {
      what: 'its own download was cut off',
      run: async () => `curl -fsSL ${script()} | head -c 9000 | sudo sh -s -- --token x`,
      says: 'Syntax error',
    },
  ])('changes nothing when $what, and says so', async ({ prepare = ':', restore = ':', run, says }) => {
    await told(prepare);
    const changedByUs = await told(TRACES);
    const { code, said } = await machine.run(await run());
    expect(said).toContain(says);
    expect(code).not.toBe(0);
    expect(await told(TRACES)).toBe(changedByUs);
    await told(restore);
  });

  it('brings an agent that reports, as nobody in particular, in a sandbox', async () => {
    const { code, said } = await machine.run((await commands()).command);
    expect(code, said).toBe(0);
    expect(said).toMatch(/1\/7 Checking[\s\S]*7\/7 Starting[\s\S]*Done: this machine reports/);
    await reportAfter(null);
    const pid = (await told('systemctl show -p MainPID --value porchlight-agent')).trim();
    const user = await told(
      `stat -c %U /proc/${pid} && grep -E "^(CapBnd|NoNewPrivs|Seccomp):" /proc/${pid}/status`,
    );
    expect(user.split(/\s+/).join(' ')).toBe(
      'porchlight-agent CapBnd: 0000000000000000 NoNewPrivs: 1 Seccomp: 2 ',
    );
    expect(await told(`stat -c "%A %U:%G" /etc/porchlight-agent/config.json`)).toBe(
      '-rw-r----- root:porchlight-agent\n',
    );
    expect(await told(`for unit in ${UNITS}; do systemd-analyze verify $unit || exit 1; done`)).toBe('');
  });

  it('tells which updates wait, for which another unit asks apt', async () => {
    await told('systemctl is-active porchlight-agent-updates.timer');
    await told('systemctl start porchlight-agent-updates && systemctl restart porchlight-agent');
    const { last_seen: seen } = await ask('/api/v1/servers/attic');
    await reportAfter(seen);
    const { updates_available: updates, unknown } = await ask('/api/v1/servers/attic');
    expect(updates, JSON.stringify(unknown)).toBeGreaterThanOrEqual(0);
  });

  it('goes on after a restart, and a second run keeps its key', async () => {
    const [key, { last_seen: seen }] = [await keyOf(), await ask('/api/v1/servers/attic')];
    await told('systemctl restart porchlight-agent');
    const afterRestart = await reportAfter(seen);
    const { code, said } = await again();
    expect(code, said).toBe(0);
    expect(said).toContain('It has a key already');
    expect(await keyOf()).toBe(key);
    await reportAfter(afterRestart);
  });

  it('checks itself first where that is asked for, takes a new token, and reads disks with --with-disks', async () => {
    const key = await keyOf();
    const { code, said } = await machine.run(`${(await commands()).verified_command} --with-disks`);
    expect(code, said).toBe(0);
    expect(said).toContain('install.sh: OK');
    expect(await keyOf()).not.toBe(key);
    const active = await told('systemctl is-active porchlight-agent porchlight-agent-disks.timer');
    expect(active).toBe('active\nactive\n');
    await told('systemctl start porchlight-agent-disks && test -s /run/porchlight-agent-disks/report.json');
    expect((await machine.run('systemctl is-enabled porchlight-agent-update.timer smartmontools')).said).toBe(
      'disabled\ndisabled\n',
    );
  });

  it('is updated by its timer only with --auto-update, and by hand at any time', async () => {
    await again('--auto-update');
    expect(await told('systemctl is-active porchlight-agent-update.timer')).toBe('active\n');
    await told('systemctl start porchlight-agent-update');
    expect(await told('porchlight-agent update 2>/dev/null')).toContain("is the hub's version already");
  });

  it('leaves nothing with --uninstall, also when half of it is gone already', async () => {
    await told(
      'userdel --force porchlight-agent && rm -r /usr/local/bin/porchlight-agent /etc/porchlight-agent',
    );
    const { code, said } = await again('--uninstall');
    expect(code, said).toBe(0);
    expect(await told(TRACES)).toBe(before);
    expect(await again('--uninstall')).toMatchObject({ code: 0 });
  });
});

import { countUpdates } from './apt-simulation.ts';
import type { Host } from './host.ts';
import type { Probe, Reading } from './probe.ts';

const APT_GET = '/usr/bin/apt-get';
const PACKAGES = '/var/lib/dpkg/status';
const LISTS = '/var/lib/apt/lists';
/** Touched by the daily fetch of Debian and Ubuntu even when it brought nothing new. */
const FETCHED = '/var/lib/apt/periodic/update-success-stamp';

const APT_MS = 120_000;
const ASK_AT_MOST_EVERY_MS = 30 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
const LISTS_LAST_DAYS = 7;

/** Root could write; without these files apt keeps its cache in memory. */
const WRITE_NO_CACHE = ['--option=Dir::Cache::pkgcache=', '--option=Dir::Cache::srcpkgcache='];

/** Simulates, and takes no lock, so that it never stands in the way of a person at work. */
function argumentsFor(host: Host): string[] {
  const options = ['--simulate', '--option=Debug::NoLocking=true', ...(host.isRoot() ? WRITE_NO_CACHE : [])];
  return [...options, 'dist-upgrade'];
}

/** Why this machine's pending updates cannot be known now; null when they can. */
export function whyUpdatesAreUnknown(host: Host): string | null {
  if (!host.isOwnRoot) return 'From inside a container the updates of the machine cannot be seen';
  if (!host.exists(APT_GET) || !host.exists(PACKAGES)) return 'This machine does not get its updates by apt';
  const isFetched = host.list(LISTS).some((name) => name.endsWith('Release'));
  if (!isFetched) return 'The package lists were never fetched: run apt-get update';
  const fetchedAt = Math.max(host.changedAt(LISTS) ?? 0, host.changedAt(FETCHED) ?? 0);
  const days = (host.now() - fetchedAt) / DAY_MS;
  if (days <= LISTS_LAST_DAYS) return null;
  return `The package lists are ${Math.floor(days)} days old: run apt-get update`;
}

function unknown(reason: string): Reading {
  return { updates_available: null, security_updates: null, unknown: [{ probe: 'updates', reason }] };
}

/** Never rejects. apt says what is wrong, and what to do, in a line that starts with "E:". */
async function askApt(host: Host): Promise<Reading> {
  try {
    const { exitCode, stdout, stderr } = await host.execute(APT_GET, argumentsFor(host), APT_MS);
    if (exitCode === 0) return countUpdates(stdout);
    return unknown(/^E: (.+)$/m.exec(stderr)?.[1] ?? `apt-get ended with ${exitCode}`);
  } catch (error) {
    return unknown((error as Error).message);
  }
}

/** What apt wrote for a unit of its own, which has the memory that the agent's has not. */
function readTold(host: Host, file: string): Reading {
  const output = host.read(file);
  if (output === null) return {};
  const problem = output.trim() === '' ? 'apt-get said nothing' : /^E: (.+)$/m.exec(output)?.[1];
  return problem ? unknown(problem) : countUpdates(output);
}

/** The answer depends on nothing else. */
function stateOf(host: Host): string {
  return `${host.changedAt(PACKAGES)} ${host.changedAt(LISTS)}`;
}

/**
 * Pending updates, of them security fixes. apt needs seconds of CPU: it is asked only after something
 * changed, and its answer goes out with a later heartbeat.
 * @param file where another unit leaves what apt says; without one the agent asks itself
 */
export function updatesProbe(file?: string): Probe {
  let answer: Reading = {};
  let asked: { state: string | null; atMs: number; isOpen: boolean } | null = null;
  return {
    name: 'updates',
    read: (host) => {
      const reason = whyUpdatesAreUnknown(host);
      if (reason) return unknown(reason);
      if (file !== undefined) return readTold(host, file);
      const [state, nowMs] = [stateOf(host), host.elapsedMs()];
      if (asked && (asked.isOpen || asked.state === state || nowMs - asked.atMs < ASK_AT_MOST_EVERY_MS)) {
        return answer;
      }
      const question: typeof asked = { state, atMs: nowMs, isOpen: true };
      asked = question;
      void askApt(host).then((reading) => {
        answer = reading;
        Object.assign(question, { isOpen: false, state: reading.unknown ? null : state });
      });
      return answer;
    },
  };
}

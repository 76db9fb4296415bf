import type { DiskReport, UnknownProbe } from '../protocol.ts';
import { within } from '../within.ts';
import { type DisksHealth, healthProblems, mayHaveSmart, NOTHING_KNOWN, withHealth } from './disk-health.ts';
import { HEALTH_FILE, parseHealthFile } from './disk-health-file.ts';
import { lookAtDisks } from './disk-look.ts';
import type { Host } from './host.ts';
import type { Probe, Reading } from './probe.ts';
import { wholeDisks } from './whole-disks.ts';

/** Less than a probe is given: a slow disk is in a later heartbeat, the counters of all are in this one. */
const WAIT_FOR_SMART_MS = 4_000;
const OUT_OF_DATE_MS = 2 * 3_600_000;

/**
 * What `read-disks` left for an agent that is not root.
 * @throws Error in words when there is nothing to go by
 */
function healthFromFile(host: Host): DisksHealth {
  const text = host.read(HEALTH_FILE);
  if (text === null) {
    throw new Error('Only root may ask disks about their health: run the installer with --with-disks');
  }
  const known = parseHealthFile(text);
  if (host.now() - (known.checkedAt ?? 0) > OUT_OF_DATE_MS) {
    throw new Error(`${HEALTH_FILE} is older than two hours: systemctl status porchlight-agent-disks.timer`);
  }
  return known;
}

/** Asks disks itself, which goes on in the background when one is slow; never twice at a time. */
function ownLooks(): (host: Host, disks: readonly DiskReport[]) => Promise<DisksHealth> {
  let known = NOTHING_KNOWN;
  let looking: Promise<void> | null = null;
  return async (host, disks) => {
    looking ??= lookAtDisks(host, disks, known).then((health) => {
      known = health;
      looking = null;
    });
    await within(WAIT_FOR_SMART_MS, 'A disk is slow', looking).catch(() => undefined);
    return known;
  };
}

function unknownSmart(reasons: readonly string[]): UnknownProbe[] {
  return reasons.map((reason) => ({ probe: 'smart', reason }));
}

/** Disks with what is known of them; `health` throws in words when nothing can be. */
async function told(host: Host, disks: DiskReport[], health: () => Promise<DisksHealth>): Promise<Reading> {
  try {
    const known = await health();
    const now = host.now();
    return {
      disks: disks.map((disk) => {
        const own = known.disks.find(({ name }) => name === disk.name);
        return withHealth(disk, own, now);
      }),
      unknown: unknownSmart(healthProblems(known)),
    };
  } catch (error) {
    return { disks, unknown: unknownSmart([(error as Error).message]) };
  }
}

/** Bytes read and written since boot by each disk, and with `smart` how it is. */
export function disksProbe({ smart }: { smart: boolean }): Probe {
  const look = ownLooks();
  return {
    name: 'disks',
    read: (host) => {
      const disks = wholeDisks(host);
      if (!smart || !disks.some(mayHaveSmart)) return { disks };
      return told(host, disks, async () => (host.isRoot() ? look(host, disks) : healthFromFile(host)));
    },
  };
}

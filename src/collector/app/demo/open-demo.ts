import type { ServerState } from '../../fleet/index.ts';
import type { Job } from '../../job.ts';
import type { Log } from '../../log.ts';
import { catchUp, tellHistory } from './catch-up.ts';
import { MACHINES } from './machines.ts';
import { MINUTE_MS } from './moment.ts';
import { NASES } from './nas.ts';
import { type DemoParts, demoContext, type Reporter, reportersOf } from './reporter.ts';
import { DAY_MS, STORY_DAYS, type Story } from './story.ts';

export interface DemoOptions {
  log: Log;
  /** Says how far it is to whoever waits. */
  tell: (line: string) => void;
  /** The hub's own. */
  version: string;
  /** Default: 30, the story's own. */
  days?: number;
  seed?: string;
}

/** Hardware addresses are made up and names end in ".example": no real machine has them. */
function isOfDemo({ record: { id, macAddress, hostname } }: ServerState): boolean {
  return (
    MACHINES.some((machine) => machine.id === id && machine.mac === macAddress) ||
    NASES.some((nas) => nas.id === id && nas.hostname === hostname)
  );
}

/** When the history begins: where it did at the first start. */
function beginOf(servers: readonly ServerState[], days: number, now: number): number {
  const begins = servers.filter(isOfDemo).map(({ record }) => record.registeredAt);
  return Math.min(...begins, now - days * DAY_MS);
}

/** Tells every history: the silent one's first, then lanes beside each other. */
async function tellAll(
  reporters: readonly Reporter[],
  tellOne: (reporter: Reporter) => Promise<void>,
  now: number,
): Promise<void> {
  const inTurn = async (lane: readonly Reporter[]) => {
    for (const reporter of lane) await tellOne(reporter);
  };
  await inTurn(reporters.filter(({ untilAt }) => untilAt < now));
  const others = reporters.filter(({ untilAt }) => untilAt >= now);
  await Promise.all([...Map.groupBy(others, ({ lane }) => lane).values()].map(inTurn));
}

/**
 * Brings the demo fleet to life in a hub that has no servers of its own: clients, servers and what they reported up
 * to now, through the same verbs as everybody's. Started again, it goes on where it ended, whatever ended it.
 * @returns the job that reports from then on; null where other servers are, which stay untouched
 */
export async function openDemo(parts: DemoParts, options: DemoOptions, now: number): Promise<Job | null> {
  const { log, tell, version, days = STORY_DAYS, seed = 'porchlight' } = options;
  const servers = parts.fleet.list(demoContext(parts.fleet));
  if (servers.length > 0 && !servers.some(isOfDemo)) {
    log.warn('no demo: this database holds servers of its own. Leave DATABASE_URL out for a demo beside it');
    return null;
  }
  const beginAt = beginOf(servers, days, now);
  const today = beginAt + days * DAY_MS;
  const offsetMs = -new Date(today).getTimezoneOffset() * MINUTE_MS;
  const story: Story = { seed, today, offsetMs, agentVersion: version };
  const reporters = reportersOf(parts, story);
  let told = 0;
  const tellOne = async (reporter: Reporter) => {
    await tellHistory(parts, reporter, beginAt, now);
    told += 1;
    tell(`Demo fleet: ${reporter.name} is there (${told} of ${reporters.length})`);
  };
  await tellAll(reporters, tellOne, now);
  // At the end: beside lanes that still tell of the same old days it would find rows that came meanwhile, and begin anew.
  await parts.metrics.seal(now);
  const run = async (at: number) => {
    for (const reporter of reporters) await catchUp(parts, reporter, beginAt, at);
  };
  return { name: 'report for the demo fleet', schedule: '*/10 * * * * *', run };
}

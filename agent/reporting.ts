import { setTimeout as sleep } from 'node:timers/promises';
import { createBacklog } from './backlog.ts';
import { collect } from './collect.ts';
import type { CommandLine } from './command-line.ts';
import { type Config, missingForReporting } from './config.ts';
import { deliver } from './deliver.ts';
import { enrolIfNeeded } from './enrol.ts';
import type { Log } from './log.ts';
import { postTo } from './post.ts';
import { createHost, createProbes } from './probes/index.ts';
import { type Clock, report } from './report.ts';
import type { RunOptions } from './run.ts';
import { AGENT_VERSION } from './version.ts';

const clock: Clock = {
  now: () => Date.now(),
  elapsedMs: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
  random: () => Math.random(),
};

function collector(config: Config, serverId: string) {
  const host = createHost(config.hostRoot);
  const probes = createProbes(config);
  return (expectedServices: readonly string[]) =>
    collect({ probes, host, serverId, expectedServices, now: Date.now() });
}

async function printOne(config: Config, print: RunOptions['print']): Promise<number> {
  const serverId = config.serverId ?? createHost(config.hostRoot).hostname();
  print(`${JSON.stringify(await collector(config, serverId)(config.services), null, 2)}\n`);
  return 0;
}

async function sendOne(config: Config, serverId: string, { log, signal }: RunOptions): Promise<number> {
  const backlog = createBacklog();
  let refused = false;
  backlog.add(JSON.stringify(await collector(config, serverId)(config.services)));
  const logRefusal: Log = (message) => {
    refused = true;
    log(message);
  };
  const delivery = await deliver(backlog, postTo(config, signal), logRefusal);
  if (delivery.outcome !== 'delivered') log(`The report did not arrive: ${delivery.reason}`);
  return delivery.outcome === 'delivered' && !refused ? 0 : 1;
}

/**
 * Reports until told to stop, or once. Resolves to the exit code.
 * @throws Error in words naming what is missing, or why this machine was not enrolled
 */
export async function startReporting(
  config: Config,
  line: CommandLine,
  options: RunOptions,
): Promise<number> {
  if (line.print) return printOne(config, options.print);
  const missing = missingForReporting(config);
  if (missing.length > 0) throw new Error(`The agent needs ${missing.join(' and ')}`);
  const ready = await enrolIfNeeded(config, options);
  const { serverId = '', intervalSeconds, services } = ready;
  if (line.once) return sendOne(ready, serverId, options);
  options.log(`Reporting "${serverId}" to ${ready.hubUrl} (agent ${AGENT_VERSION})`);
  const { log, signal } = options;
  const post = postTo(ready, signal);
  const reporting = { serverId, intervalSeconds, services, collect: collector(ready, serverId), post };
  await report({ ...reporting, log, clock, signal });
  return 0;
}

import { openBacklog } from './backlog.ts';
import { createClock } from './clock.ts';
import { collect } from './collect.ts';
import type { CommandLine } from './command-line.ts';
import type { Config } from './config.ts';
import { deliver } from './deliver.ts';
import { enrolIfNeeded } from './enrol.ts';
import { createHubClock } from './hub-clock.ts';
import { keptFilesIn } from './kept-files.ts';
import type { Log } from './log.ts';
import { askTimeOf, postTo } from './post.ts';
import { createHost, createProbes } from './probes/index.ts';
import { report } from './report.ts';
import type { RunOptions } from './run.ts';
import { type Collect, take } from './take.ts';
import { AGENT_VERSION } from './version.ts';

function collector(config: Config, serverId: string): Collect {
  const host = createHost(config.hostRoot);
  const probes = createProbes(config);
  return (expectedServices, now) => collect({ probes, host, serverId, expectedServices, now });
}

async function printOne(config: Config, print: RunOptions['print']): Promise<number> {
  const serverId = config.serverId ?? createHost(config.hostRoot).hostname();
  print(`${JSON.stringify(await collector(config, serverId)(config.services, Date.now()), null, 2)}\n`);
  return 0;
}

function partsFor(config: Config, serverId: string, { log, signal }: RunOptions, keepsOnDisk: boolean) {
  const { hubUrl = '', stateFolder } = config;
  const clock = createClock();
  const files = keepsOnDisk ? keptFilesIn(stateFolder) : null;
  return {
    clock,
    backlog: openBacklog({ files, owner: { hubUrl, serverId }, log }),
    hubClock: createHubClock(clock, log),
    collect: collector(config, serverId),
    post: postTo(config, signal),
    askTime: askTimeOf(config, signal),
  };
}

async function sendOne(config: Config, serverId: string, options: RunOptions): Promise<number> {
  const parts = partsFor(config, serverId, options, false);
  let isRefused = false;
  const log: Log = (message) => {
    isRefused = true;
    options.log(message);
  };
  await take(parts, config.services);
  const delivery = await deliver({ ...parts, log });
  if (delivery.outcome !== 'delivered') options.log(`The report did not arrive: ${delivery.reason}`);
  return delivery.outcome === 'delivered' && !isRefused ? 0 : 1;
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
  const ready = await enrolIfNeeded(config, options);
  const { serverId = '', intervalSeconds, services } = ready;
  if (line.once) return sendOne(ready, serverId, options);
  options.log(`Reporting "${serverId}" to ${ready.hubUrl} (agent ${AGENT_VERSION})`);
  const parts = partsFor(ready, serverId, options, true);
  await report({ ...parts, ...options, serverId, intervalSeconds, services });
  return 0;
}

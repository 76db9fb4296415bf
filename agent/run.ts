import { setTimeout as sleep } from 'node:timers/promises';
import { createBacklog } from './backlog.ts';
import { collect } from './collect.ts';
import { type CommandLine, HELP, parseCommandLine } from './command-line.ts';
import { type Config, missingForReporting, readConfig } from './config.ts';
import { deliver, type Post } from './deliver.ts';
import { enrol, needsEnrolment } from './enrol.ts';
import type { Log } from './log.ts';
import { createHost, createProbes } from './probes/index.ts';
import { type Clock, report } from './report.ts';
import { postJson } from './send.ts';
import { AGENT_VERSION } from './version.ts';

const SINGLE_MS = 10_000;
/** A backlog of a day is some megabytes; a Pi behind a slow link needs longer for it. */
const BACKLOG_MS = 60_000;

export interface RunOptions {
  argv: string[];
  env: NodeJS.ProcessEnv;
  /** Where `--print`, `--help` and `--version` write. */
  print: (text: string) => void;
  log: Log;
  /** Fires when the agent is told to stop. */
  signal: AbortSignal;
}

const clock: Clock = {
  now: () => Date.now(),
  elapsedMs: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
  random: () => Math.random(),
};

function postTo({ hubUrl = '', apiKey }: Config, signal: AbortSignal): Post {
  const userAgent = `porchlight-agent/${AGENT_VERSION}`;
  return (path, body) => {
    const timeoutMs = path.endsWith('/heartbeats') ? BACKLOG_MS : SINGLE_MS;
    return postJson(path, body, { hubUrl, apiKey, userAgent, timeoutMs, signal });
  };
}

function collector(serverId: string) {
  const host = createHost();
  const probes = createProbes();
  return (expectedServices: readonly string[]) =>
    collect({ probes, host, serverId, expectedServices, now: Date.now() });
}

async function printOne(config: Config, print: RunOptions['print']): Promise<number> {
  const serverId = config.serverId ?? createHost().hostname();
  print(`${JSON.stringify(await collector(serverId)(config.services), null, 2)}\n`);
  return 0;
}

async function sendOne(config: Config, serverId: string, { log, signal }: RunOptions): Promise<number> {
  const backlog = createBacklog();
  let refused = false;
  backlog.add(JSON.stringify(await collector(serverId)(config.services)));
  const logRefusal: Log = (message) => {
    refused = true;
    log(message);
  };
  const delivery = await deliver(backlog, postTo(config, signal), logRefusal);
  if (delivery.outcome !== 'delivered') log(`The report did not arrive: ${delivery.reason}`);
  return delivery.outcome === 'delivered' && !refused ? 0 : 1;
}

/** @throws Error naming what is missing */
async function readyToReport(
  config: Config,
  { log, signal }: RunOptions,
): Promise<Config & { serverId: string }> {
  const missing = missingForReporting(config);
  if (missing.length > 0) throw new Error(`The agent needs ${missing.join(' and ')}`);
  if (!(await needsEnrolment(config))) return { ...config, serverId: config.serverId ?? '' };
  const post = postTo({ ...config, apiKey: undefined }, signal);
  const enrolled = await enrol(config, createHost().hostname(), post);
  log(`Enrolled as "${enrolled.serverId}"; the key is stored in ${enrolled.filePath}`);
  return { ...enrolled, serverId: enrolled.serverId ?? '' };
}

async function act(line: CommandLine, options: RunOptions): Promise<number> {
  const config = readConfig(line, options.env);
  if (line.print) return printOne(config, options.print);
  const ready = await readyToReport(config, options);
  const { serverId, intervalSeconds, services } = ready;
  if (line.once) return sendOne(ready, serverId, options);
  options.log(`Reporting "${serverId}" to ${ready.hubUrl} (agent ${AGENT_VERSION})`);
  const { log, signal } = options;
  await report({
    serverId,
    intervalSeconds,
    services,
    collect: collector(serverId),
    post: postTo(ready, signal),
    log,
    clock,
    signal,
  });
  return 0;
}

/** Runs the agent as the command line says. Resolves to the exit code; what went wrong is in the log. */
export async function run(options: RunOptions): Promise<number> {
  try {
    const line = parseCommandLine(options.argv);
    if (line.help) options.print(HELP);
    if (line.version) options.print(`${AGENT_VERSION}\n`);
    return line.help || line.version ? 0 : await act(line, options);
  } catch (error) {
    options.log((error as Error).message);
    return 1;
  }
}

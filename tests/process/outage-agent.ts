// The agent's own loop, buffer and delivery on a clock that a test has in hand. Runs as a process of its own, so that
// it can be killed.

import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { openBacklog } from '../../agent/backlog.ts';
import type { Clock } from '../../agent/clock.ts';
import { createHubClock } from '../../agent/hub-clock.ts';
import { keptFilesIn } from '../../agent/kept-files.ts';
import { createLog } from '../../agent/log.ts';
import { askTimeOf, postTo } from '../../agent/post.ts';
import { report } from '../../agent/report.ts';

const { HUB_URL = '', AGENT_KEY = '', SERVER_ID = '', STATE_DIRECTORY = '', TAKEN_FILE = '' } = process.env;
const FROM_MS = Number(process.env.FROM_MS);
const UNTIL_MS = Number(process.env.UNTIL_MS);
const BOOT_MS = Number(process.env.BOOT_MS);
const HURRY_MS = 100;

const stopping = new AbortController();
process.on('SIGTERM', () => stopping.abort());

let elapsedMs = 0;
let isPresent = false;

/** Leaps until `UNTIL_MS`, waits there until it is told to go on, and is the true time from then on. */
async function sleep(ms: number): Promise<void> {
  elapsedMs += ms;
  if (isPresent) return new Promise((resolve) => setTimeout(resolve, HURRY_MS));
  if (FROM_MS + elapsedMs < UNTIL_MS) return;
  process.stdout.write('there\n');
  await Promise.race([once(process.stdin, 'data'), once(stopping.signal, 'abort')]);
  isPresent = true;
}

const now = () => (isPresent ? Date.now() : FROM_MS + elapsedMs);
const clock: Clock = {
  now,
  uptimeMs: () => now() - BOOT_MS,
  bootId: 'the-same-boot',
  elapsedMs: () => elapsedMs,
  sleep,
  random: () => Math.random(),
};

const log = createLog();
const config = { hubUrl: HUB_URL, serverId: SERVER_ID, apiKey: AGENT_KEY };
const { signal } = stopping;

await report({
  serverId: SERVER_ID,
  intervalSeconds: 60,
  services: [],
  backlog: openBacklog({ files: keptFilesIn(STATE_DIRECTORY), owner: config, log }),
  hubClock: createHubClock(clock, log),
  collect: async (_, atMs) => {
    const timestamp = new Date(atMs).toISOString();
    appendFileSync(TAKEN_FILE, `${timestamp}\n`);
    const uptime_seconds = Math.round((atMs - BOOT_MS) / 1000);
    return { server_id: SERVER_ID, timestamp, metrics: { uptime_seconds } };
  },
  askTime: askTimeOf(config, signal),
  post: postTo(config, signal),
  log,
  clock,
  signal,
});
process.exit(0);

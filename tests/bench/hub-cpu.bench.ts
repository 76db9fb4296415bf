import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { heartbeatBody } from '../heartbeat-body.ts';
import { startHub } from '../hub-process.ts';
import { inFolder } from '../in-folder.ts';
import { closedLoop, type Target } from '../load.ts';
import { ensurePromtool } from '../promtool.ts';
import { freePort } from './free-port.ts';
import { ranSeconds } from './ran-seconds.ts';
import type { BenchRow } from './row.ts';

const KEY = 'pl_bench-key-0123456789abcdefghij';
const AGENTS = 10;
const INTERVAL_SECONDS = 60;
const WARM_UP_SECONDS = 120;
const MEASURED_SECONDS = 300;
const BUDGET_SECONDS_PER_HOUR = 2;

/** Prometheus scraping two targets (itself, twice) as often as the agents report. */
async function startPrometheus(folder: string): Promise<ChildProcess> {
  const address = `127.0.0.1:${await freePort()}`;
  const job = (name: string) => `  - job_name: ${name}\n    static_configs: [{ targets: ['${address}'] }]\n`;
  const config = `global:\n  scrape_interval: ${INTERVAL_SECONDS}s\nscrape_configs:\n${job('one')}${job('two')}`;
  writeFileSync(join(folder, 'prometheus.yml'), config);
  const flags = [
    `--config.file=${folder}/prometheus.yml`,
    `--storage.tsdb.path=${folder}/tsdb`,
    `--web.listen-address=${address}`,
  ];
  return spawn('prometheus', flags, { stdio: 'ignore' });
}

/** Ten agents, one after the other, each once in an interval; until the returned function is called. */
function startAgents(target: Target): () => void {
  let sent = 0;
  const timer = setInterval(
    () => {
      const index = sent++;
      const body = heartbeatBody(`server-${index % AGENTS}`, Date.now(), index);
      void closedLoop(target, 1, 1, () => body);
    },
    (INTERVAL_SECONDS * 1000) / AGENTS,
  );
  return () => clearInterval(timer);
}

/** CPU of a hub that ten agents report to, beside Prometheus in the same minutes. */
export async function run(): Promise<BenchRow[]> {
  ensurePromtool();
  return inFolder(async (folder) => {
    const hub = await startHub(folder, KEY);
    const prometheus = await startPrometheus(folder);
    const stopAgents = startAgents({ port: hub.port, path: '/api/v1/agents/heartbeat', key: KEY });
    await sleep(WARM_UP_SECONDS * 1000);
    const pids = [hub.pid, prometheus.pid ?? 0];
    const before = pids.map(ranSeconds);
    await sleep(MEASURED_SECONDS * 1000);
    const perHour = pids.map((pid, i) => ((ranSeconds(pid) - (before[i] ?? 0)) * 3600) / MEASURED_SECONDS);
    stopAgents();
    prometheus.kill();
    await hub.stop();
    const [measured = Number.NaN, reference = Number.NaN] = perHour;
    return [
      {
        what: `hub CPU, ${AGENTS} agents at ${INTERVAL_SECONDS} s`,
        measured,
        unit: 's/h',
        reference: { what: 'Prometheus scraping 2 targets', value: reference },
        ratio: measured / reference,
        budget: `≤ ${BUDGET_SECONDS_PER_HOUR} s/h`,
        met: measured <= BUDGET_SECONDS_PER_HOUR,
      },
    ];
  });
}

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { startHub } from '../hub-process.ts';
import { inFolder } from '../in-folder.ts';
import { startAgent, started } from './agent-process.ts';
import { freePort } from './free-port.ts';
import { ranSeconds } from './ran-seconds.ts';
import type { BenchRow } from './row.ts';

const KEY = 'pl_bench-key-0123456789abcdefghij';
const INTERVAL_MS = 60_000;
const WARM_UP_MS = 90_000;
const MEASURED_MS = 10 * INTERVAL_MS;
const BUDGET = 0.6;

/** Installs Debian's package when it is not there. */
function ensureExporter(): void {
  if (spawnSync('prometheus-node-exporter', ['--version']).status === 0) return;
  const args = ['install', '-y', '--no-install-recommends', 'prometheus-node-exporter'];
  execFileSync('apt-get', args, { stdio: 'inherit' });
}

/** The exporter with its default collectors, scraped as often as the agent reports; until `stop`. */
async function startExporter() {
  const port = await freePort();
  const child = spawn('prometheus-node-exporter', [`--web.listen-address=127.0.0.1:${port}`], {
    stdio: 'ignore',
  });
  const scrape = () => http.get({ port, host: '127.0.0.1', path: '/metrics' }, (answer) => answer.resume());
  const timer = setInterval(scrape, INTERVAL_MS);
  const { pid, stop } = started(child);
  return {
    pid,
    stop: async () => {
      clearInterval(timer);
      await stop();
    },
  };
}

/** CPU of the agent at one report a minute, beside node_exporter scraped once a minute, in the same minutes. */
export async function run(): Promise<BenchRow[]> {
  ensureExporter();
  return inFolder(async (folder) => {
    const hub = await startHub(folder, KEY);
    const agent = startAgent({ hubPort: hub.port, key: KEY, serverId: 'bench', folder });
    const exporter = await startExporter();
    await sleep(WARM_UP_MS);
    const before = [agent.pid, exporter.pid].map(ranSeconds);
    await sleep(MEASURED_MS);
    const perHour = [agent.pid, exporter.pid].map(
      (pid, i) => ((ranSeconds(pid) - (before[i] ?? 0)) * 3_600_000) / MEASURED_MS,
    );
    await Promise.all([agent.stop(), exporter.stop(), hub.stop()]);
    const [measured = Number.NaN, reference = Number.NaN] = perHour;
    return [
      {
        what: 'agent CPU at 60 s',
        measured,
        unit: 's/h',
        reference: { what: 'node_exporter scraped every 60 s', value: reference },
        ratio: measured / reference,
        budget: `≤ ${BUDGET} ×`,
        met: measured / reference <= BUDGET,
      },
    ];
  });
}

import { Agent, get } from 'node:http';
import { addFamilyPage } from '../family-page.ts';
import { heartbeatBody } from '../heartbeat-body.ts';
import { startHub } from '../hub-process.ts';
import { inFolder } from '../in-folder.ts';
import { openLoop, paced, quantile } from '../load.ts';
import { KEY, prepareHub } from './owned-hub.ts';
import type { BenchRow } from './row.ts';

const VISITORS = 2000;
const SECONDS = 60;
const HEARTBEATS_PER_SECOND = 1000;
const SERVERS = 1000;
/** Until every server is known; making a thousand of them is not what this is about. */
const WARM_UP_SECONDS = 2;
const P99_BUDGET_MS = 50;

/** Status and bytes of one answer; 0 where none came. */
function ask(
  port: number,
  path: string,
  agent: Agent,
): Promise<{ status: number; location: string | undefined }> {
  return new Promise((resolve) => {
    const headers = { 'Accept-Encoding': 'br', 'Accept-Language': 'de' };
    const sent = get({ port, host: '127.0.0.1', path, agent, headers }, (response) => {
      response.resume();
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, location: response.headers.location }),
      );
    });
    sent.on('error', () => resolve({ status: 0, location: undefined }));
  });
}

/** A visitor with a connection of their own: led to their language, then the page. */
async function visit(port: number): Promise<boolean> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const led = await ask(port, '/status', agent);
  const page = led.location === undefined ? null : await ask(port, led.location, agent);
  agent.destroy();
  return led.status === 302 && page?.status === 200;
}

const row = (what: string, measured: number, unit: string, budget: string, met: boolean): BenchRow => ({
  what,
  measured,
  unit,
  reference: null,
  ratio: null,
  budget,
  met,
});

/** A page that many look at while every server reports. */
export async function run(): Promise<BenchRow[]> {
  return inFolder(async (folder) => {
    await prepareHub(folder, addFamilyPage);
    const hub = await startHub(folder, KEY);
    const start = Date.now() - SECONDS * 1000;
    const bodyOf = (index: number) => {
      const round = Math.floor(index / SERVERS);
      return heartbeatBody(`load-${index % SERVERS}`, start + round * 1000, round);
    };
    const target = { port: hub.port, path: '/api/v1/agents/heartbeat', key: KEY };
    await openLoop(target, HEARTBEATS_PER_SECOND, WARM_UP_SECONDS, bodyOf);
    let failed = 0;
    const visits = paced(Math.ceil(VISITORS / SECONDS), SECONDS, async () => {
      if (!(await visit(hub.port))) failed += 1;
    });
    const { latenciesMs, failures } = await openLoop(target, HEARTBEATS_PER_SECOND, SECONDS, (index) =>
      bodyOf(index + HEARTBEATS_PER_SECOND * WARM_UP_SECONDS),
    );
    const visitors = await visits;
    await hub.stop();
    const p99 = quantile(latenciesMs, 0.99);
    const beside = `beside ${visitors} visitors of the status page in ${SECONDS} s`;
    return [
      row(`heartbeat p99 at 1,000/s ${beside}`, p99, 'ms', `< ${P99_BUDGET_MS} ms`, p99 < P99_BUDGET_MS),
      row('heartbeats refused then', failures, '', '0', failures === 0),
      row('visitors without their page', failed, '', '0', failed === 0),
    ];
  });
}

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { heartbeatBody } from '../heartbeat-body.ts';
import { startHub } from '../hub-process.ts';
import { inFolder } from '../in-folder.ts';
import { openLoop, quantile } from '../load.ts';
import type { BenchRow } from './row.ts';

const KEY = 'pl_bench-key-0123456789abcdefghij';
const SERVERS = 1000;
const PER_SECOND = 1000;
const SECONDS = 20;
/** Of that many reports one tells of a disk that is full from now on: five alerts a second, each of another server. */
const EVERY = 197;
const P99_BUDGET_MS = 5000;

/** Notes when each server's name was first read in a message. */
async function startReceiver() {
  const heardAt = new Map<string, number>();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const at = performance.now();
    for (const [name] of body.matchAll(/server-\d+/g)) if (!heardAt.has(name)) heardAt.set(name, at);
    response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, heardAt, stop: () => server.close() };
}

async function addChannel(port: number, url: string): Promise<void> {
  const answered = await fetch(`http://127.0.0.1:${port}/api/v1/channels`, {
    method: 'POST',
    headers: { 'X-API-Key': KEY, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      type: 'webhook',
      name: 'Bench',
      config: { url, secret: `whsec_${randomBytes(32).toString('base64')}` },
    }),
  });
  if (!answered.ok) throw new Error(`The channel was refused: ${answered.status} ${await answered.text()}`);
}

/** The report of a server whose disk has filled up. */
function fullDisk(body: string): string {
  const report = JSON.parse(body) as { metrics: Record<string, number> };
  return JSON.stringify({ ...report, metrics: { ...report.metrics, disk_percent: 97 } });
}

/** Time from the report that opens an alert to its message, over all alerts of the run. */
async function latencies(): Promise<{ milliseconds: number[]; missing: number }> {
  return inFolder(async (folder) => {
    const receiver = await startReceiver();
    const hub = await startHub(folder, KEY);
    await addChannel(hub.port, receiver.url);
    const start = Date.now() - SECONDS * 1000;
    const sentAt = new Map<string, number>();
    const bodyOf = (index: number) => {
      const id = `server-${index % SERVERS}`;
      const round = Math.floor(index / SERVERS);
      const body = heartbeatBody(id, start + round * 1000, round);
      if (round > 0 && index % EVERY === 0 && !sentAt.has(id)) sentAt.set(id, performance.now());
      return sentAt.has(id) ? fullDisk(body) : body;
    };
    const target = { port: hub.port, path: '/api/v1/agents/heartbeat', key: KEY };
    const { failures } = await openLoop(target, PER_SECOND, SECONDS, bodyOf);
    await new Promise((resolve) => setTimeout(resolve, P99_BUDGET_MS));
    await hub.stop();
    receiver.stop();
    if (failures > 0) throw new Error(`${failures} heartbeats were refused`);
    const found = [...sentAt].map(([id, at]) => (receiver.heardAt.get(id) ?? Number.NaN) - at);
    return {
      milliseconds: found.filter((one) => !Number.isNaN(one)),
      missing: found.filter(Number.isNaN).length,
    };
  });
}

export async function run(): Promise<BenchRow[]> {
  const { milliseconds, missing } = await latencies();
  const p99 = quantile(milliseconds, 0.99);
  return [
    {
      what: `alert → handed to the channel at ${PER_SECOND} heartbeats/s, p99 of ${milliseconds.length}`,
      measured: p99,
      unit: 'ms',
      reference: null,
      ratio: null,
      budget: `< ${P99_BUDGET_MS} ms`,
      met: p99 < P99_BUDGET_MS,
    },
    {
      what: 'alerts without a message',
      measured: missing,
      unit: 'alerts',
      reference: null,
      ratio: null,
      budget: '0',
      met: missing === 0,
    },
  ];
}

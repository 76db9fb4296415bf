import { statSync } from 'node:fs';
import type { Heartbeat } from '../../agent/protocol.ts';
import { ADMIN_KEY, type TestHub, testHub } from '../factories.ts';
import { heartbeatBody } from '../heartbeat-body.ts';
import { paced } from '../load.ts';
import type { BenchRow } from './row.ts';

const START = Date.now() - 20 * 86_400_000;
const BUSY_BUDGET = 3;
const QUIET_BUDGET = 7;
const BUSY_PER_SECOND = 1000;
const BUSY_SECONDS = 5;
const QUIET_SERVERS = 50;
const QUIET_ROUNDS = 40;

/** Agents report at their own moment of the minute, so that reports come in the order of their times. */
const bodyOf = (servers: number, index: number) => {
  const at = START + Math.floor((index * 60_000) / servers);
  return heartbeatBody(`server-${index % servers}`, at, Math.floor(index / servers));
};

/** A thousand a second, each sent when it is due, whatever became of the one before. */
function busy(send: (body: string) => Promise<void>, from: number): Promise<number> {
  return paced(BUSY_PER_SECOND, BUSY_SECONDS, (index) => send(bodyOf(BUSY_PER_SECOND, from + index)));
}

/** Fifty servers at a minute each: no two reports meet, so every one is a commit of its own. */
async function quiet(send: (body: string) => Promise<void>, from: number): Promise<number> {
  const total = QUIET_SERVERS * QUIET_ROUNDS;
  for (let index = 0; index < total; index += 1) await send(bodyOf(QUIET_SERVERS, from + index));
  return total;
}

/** Grows the write-ahead log without checkpoints, so that its size is every byte that was written to it. */
async function walBytesPerHeartbeat(
  hub: TestHub,
  servers: number,
  load: (send: (body: string) => Promise<void>, from: number) => Promise<number>,
): Promise<number> {
  const ctx = hub.auth.contextOfKey(ADMIN_KEY, 'bench', Date.now());
  if (!ctx) throw new Error('the admin key is not known');
  const send = (body: string) =>
    hub.ingest.receive(ctx, [JSON.parse(body) as Heartbeat], '192.0.2.7', Date.now());
  for (let index = 0; index < servers; index += 1) await send(bodyOf(servers, index));
  await hub.hub.database.writer.$client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  await hub.hub.database.writer.$client.execute('PRAGMA wal_autocheckpoint=0');
  const total = await load(send, servers);
  return statSync(`${hub.hub.database.path}-wal`).size / total;
}

async function row(
  what: string,
  servers: number,
  budget: number,
  load: (send: (body: string) => Promise<void>, from: number) => Promise<number>,
): Promise<BenchRow> {
  const hub = await testHub();
  const measured = await walBytesPerHeartbeat(hub, servers, load).finally(hub.close);
  const json = Buffer.byteLength(bodyOf(servers, servers * 10));
  return {
    what,
    measured,
    unit: 'bytes',
    reference: { what: 'its compact JSON', value: json },
    ratio: measured / json,
    budget: `≤ ${budget} ×`,
    met: measured <= budget * json,
  };
}

export async function run(): Promise<BenchRow[]> {
  return [
    await row('log bytes per heartbeat at 1,000/s', BUSY_PER_SECOND, BUSY_BUDGET, busy),
    await row('log bytes per heartbeat, 50 servers', QUIET_SERVERS, QUIET_BUDGET, quiet),
  ];
}

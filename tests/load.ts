import { Agent, request } from 'node:http';

export interface Target {
  port: number;
  path: string;
  key: string;
}

export interface Answered {
  /** Milliseconds from sending to the last byte, one per request. */
  latenciesMs: number[];
  failures: number;
}

function post(target: Target, agent: Agent, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port, path, key } = target;
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      'X-API-Key': key,
    };
    const sent = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function timed(target: Target, agent: Agent, body: string, into: Answered): Promise<boolean> {
  const startedAt = performance.now();
  const status = await post(target, agent, body).catch(() => 0);
  into.latenciesMs.push(performance.now() - startedAt);
  if (status !== 200) into.failures += 1;
  return status === 200;
}

/** `connections` callers that each send their next request as soon as they are answered, `total` in all. */
export async function closedLoop(
  target: Target,
  connections: number,
  total: number,
  bodyOf: (index: number) => string,
): Promise<Answered> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const answered: Answered = { latenciesMs: [], failures: 0 };
  let next = 0;
  const caller = async () => {
    while (next < total) {
      const index = next;
      next += 1;
      await timed(target, agent, bodyOf(index), answered);
    }
  };
  await Promise.all(Array.from({ length: connections }, caller));
  agent.destroy();
  return answered;
}

/** Calls `send` with 0, 1, 2 … when each is due, whether or not the ones before are done; ends when all are. */
export async function paced(
  perSecond: number,
  seconds: number,
  send: (index: number) => Promise<void>,
): Promise<number> {
  const running: Promise<void>[] = [];
  const startedAt = performance.now();
  const total = perSecond * seconds;
  while (running.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * perSecond));
    while (running.length < due) running.push(send(running.length));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(running);
  return total;
}

/** `perSecond` requests a second, evenly spread, whether or not the ones before are answered. */
export async function openLoop(
  target: Target,
  perSecond: number,
  seconds: number,
  bodyOf: (index: number) => string,
  onAcknowledged: (index: number) => void = () => undefined,
): Promise<Answered> {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const answered: Answered = { latenciesMs: [], failures: 0 };
  await paced(perSecond, seconds, async (index) => {
    if (await timed(target, agent, bodyOf(index), answered)) onAcknowledged(index);
  });
  agent.destroy();
  return answered;
}

/** The value below which `share` of the values lie. */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

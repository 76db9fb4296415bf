import { describe, expect, it } from 'vitest';
import { createBacklog } from './backlog.ts';
import { deliver } from './deliver.ts';
import type { SendResult } from './send.ts';

const taken: SendResult = { ok: true, reply: { received: true, interval_seconds: 60 } };
const failed = (status: number | null, retry: boolean): SendResult => ({
  ok: false,
  retry,
  status,
  reason: 'why',
});

/** A hub that answers by what it is sent, the numbers it was sent per request, and the log. */
async function deliverAll(numbers: number[], answer: (sent: number[]) => SendResult) {
  const backlog = createBacklog();
  for (const number of numbers) backlog.add(JSON.stringify({ number }));
  const requests: { path: string; sent: number[] }[] = [];
  const log: string[] = [];
  const post = async (path: string, body: string) => {
    const parsed = JSON.parse(body);
    const sent: number[] = (parsed.heartbeats ?? [parsed]).map((one: { number: number }) => one.number);
    requests.push({ path: path.replace('/api/v1/agents/', ''), sent });
    return answer(sent);
  };
  const result = await deliver(backlog, post, (line) => log.push(line));
  return { result, requests, log, left: backlog.size };
}

describe('deliver', () => {
  it('sends one heartbeat through its own door', async () => {
    const { requests, result } = await deliverAll([1], () => taken);
    expect(requests).toEqual([{ path: 'heartbeat', sent: [1] }]);
    expect(result).toMatchObject({ outcome: 'delivered', instructions: { intervalSeconds: 60 } });
  });

  it('sends several together, oldest first, at most 500 in one request', async () => {
    const all = Array.from({ length: 1_100 }, (_, index) => index);
    const { requests, left } = await deliverAll(all, () => taken);
    expect(requests.map(({ path, sent }) => [path, sent.length])).toEqual([
      ['heartbeats', 500],
      ['heartbeats', 500],
      ['heartbeats', 100],
    ]);
    expect(requests.flatMap(({ sent }) => sent)).toEqual(all);
    expect(left).toBe(0);
  });

  it.each([
    ['no network', failed(null, true)],
    ['a refused key', failed(401, true)],
    ['an overloaded hub', { ...failed(503, true), retryAfterSeconds: 7 }],
    ['an answer no hub gives', { ok: true, reply: '<html>' } as const],
  ])('keeps everything after %s', async (_, answer) => {
    const { result, left, requests } = await deliverAll([1, 2], () => answer);
    expect(result).toMatchObject({
      outcome: 'later',
      retryAfterSeconds: 'retryAfterSeconds' in answer ? 7 : 0,
    });
    expect(left).toBe(2);
    expect(requests).toHaveLength(1);
  });

  it('finds the one heartbeat the hub refuses, drops it with a log line and delivers the rest in order', async () => {
    const all = Array.from({ length: 20 }, (_, index) => index);
    const { requests, log, left } = await deliverAll(all, (sent) =>
      sent.includes(13) ? failed(422, false) : taken,
    );
    const accepted = requests.filter(({ sent }) => !sent.includes(13)).flatMap(({ sent }) => sent);
    expect(accepted).toEqual(all.filter((number) => number !== 13));
    expect(log).toEqual(['The hub refused a heartbeat, which is dropped: why']);
    expect(left).toBe(0);
  });

  it('pauses when the hub refuses everything', async () => {
    const all = Array.from({ length: 100 }, (_, index) => index);
    const { result, log, left } = await deliverAll(all, () => failed(403, false));
    expect(result.outcome).toBe('later');
    expect(log).toHaveLength(10);
    expect(left).toBe(90);
  });

  it('stops at 410', async () => {
    const { result, requests } = await deliverAll([1, 2], () => failed(410, false));
    expect(result).toEqual({ outcome: 'retired', reason: 'why' });
    expect(requests).toHaveLength(1);
  });
});

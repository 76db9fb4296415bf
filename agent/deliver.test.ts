import { describe, expect, it } from 'vitest';
import { openBacklog } from './backlog.ts';
import { type DeliverOptions, deliver } from './deliver.ts';
import { createHubClock } from './hub-clock.ts';
import type { SendResult } from './send.ts';

const NOON = Date.parse('2026-11-20T12:00:00Z');
const taken: SendResult = { ok: true, reply: { received: true, interval_seconds: 60 }, hubTimeMs: NOON };
const failed = (status: number | null, retry: boolean): SendResult => ({
  ok: false,
  retry,
  status,
  reason: 'why',
});
const numberOf = (json: { number: number }) => json.number;

interface Sent {
  number: number;
  timestamp: string;
}

interface Setting {
  answer?: (sent: number[]) => SendResult;
  askTime?: () => SendResult;
  /** How far the machine's clock is from the hub's. */
  offMs?: number;
  isInterrupted?: DeliverOptions['isInterrupted'];
}

/** A hub that answers by what it is sent; what it was sent per request, and the log. */
async function deliverAll(numbers: number[], setting: Setting = {}) {
  const { answer = () => taken, askTime = () => taken, offMs = 0, isInterrupted } = setting;
  const log: string[] = [];
  const clock = {
    now: () => NOON + offMs,
    uptimeMs: () => 3_600_000,
    elapsedMs: () => 0,
    bootId: 'boot-a',
    sleep: async () => undefined,
    random: () => 0,
  };
  const hubClock = createHubClock(clock, (line) => log.push(line));
  const owner = { hubUrl: 'http://hub', serverId: 'pi' };
  const backlog = openBacklog({ files: null, owner, log: (line) => log.push(line) });
  for (const number of numbers) {
    const { atMs, takenAt } = hubClock.stamp();
    backlog.add({ json: JSON.stringify({ number, timestamp: new Date(atMs).toISOString() }), takenAt });
  }
  const requests: { path: string; sent: number[]; times: string[] }[] = [];
  const result = await deliver({
    backlog,
    hubClock,
    askTime: async () => askTime(),
    post: async (path, body) => {
      const parsed = JSON.parse(body);
      const heartbeats: Sent[] = parsed.heartbeats ?? [parsed];
      const sent = heartbeats.map(numberOf);
      const times = heartbeats.map(({ timestamp }) => timestamp);
      requests.push({ path: path.replace('/api/v1/agents/', ''), sent, times });
      return answer(sent);
    },
    log: (line) => log.push(line),
    isInterrupted,
  });
  return { result, requests, log, left: backlog.size };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('deliver', () => {
  it('sends one heartbeat through its own door', async () => {
    const { requests, result } = await deliverAll([1]);
    expect(requests).toMatchObject([{ path: 'heartbeat', sent: [1] }]);
    expect(result).toMatchObject({ outcome: 'delivered', instructions: { intervalSeconds: 60 } });
  });

  it('sends several together, oldest first, at most 200 in one request', async () => {
    const { requests, left } = await deliverAll(upTo(450));
    expect(requests.map(({ path, sent }) => [path, sent.length])).toEqual([
      ['heartbeats', 200],
      ['heartbeats', 200],
      ['heartbeats', 50],
    ]);
    expect(requests.flatMap(({ sent }) => sent)).toEqual(upTo(450));
    expect(left).toBe(0);
  });

  it('lets what is due come first, and keeps the rest', async () => {
    let asked = 0;
    const isInterrupted = () => {
      asked += 1;
      return asked > 2;
    };
    const { result, left } = await deliverAll(upTo(450), { isInterrupted });
    expect(result).toMatchObject({ outcome: 'delivered', instructions: { intervalSeconds: 60 } });
    expect(left).toBe(50);
  });

  it.each([
    ['no network', failed(null, true)],
    ['a refused key', failed(401, true)],
    ['an overloaded hub', { ...failed(503, true), retryAfterSeconds: 7 }],
    ['an answer no hub gives', { ok: true, reply: '<html>' } as const],
  ])('keeps everything after %s', async (_, answer) => {
    const { result, left, requests } = await deliverAll([1, 2], { answer: () => answer });
    expect(result).toMatchObject({
      outcome: 'later',
      retryAfterSeconds: 'retryAfterSeconds' in answer ? 7 : 0,
    });
    expect(left).toBe(2);
    expect(requests).toHaveLength(1);
  });

  it('finds the one heartbeat the hub refuses, drops it with a log line and delivers the rest in order', async () => {
    const { requests, log, left } = await deliverAll(upTo(20), {
      answer: (sent) => (sent.includes(13) ? failed(422, false) : taken),
    });
    const accepted = requests.filter(({ sent }) => !sent.includes(13)).flatMap(({ sent }) => sent);
    expect(accepted).toEqual(upTo(20).filter((number) => number !== 13));
    expect(log).toEqual(['The hub refused a heartbeat, which is dropped: why']);
    expect(left).toBe(0);
  });

  it('pauses when the hub refuses everything', async () => {
    const { result, log, left } = await deliverAll(upTo(100), { answer: () => failed(403, false) });
    expect(result.outcome).toBe('later');
    expect(log).toHaveLength(10);
    expect(left).toBe(90);
  });

  it('stops at 410', async () => {
    const { result, requests } = await deliverAll([1, 2], { answer: () => failed(410, false) });
    expect(result).toEqual({ outcome: 'retired', reason: 'why' });
    expect(requests).toHaveLength(1);
  });
});

describe('the time of what is delivered', () => {
  const HOUR = 3_600_000;

  it.each([
    ['agrees with the hub', 30_000, '2026-11-20T12:00:30.000Z'],
    ['is hours behind', -3 * HOUR, '2026-11-20T12:00:00.000Z'],
    ['is hours ahead', 3 * HOUR, '2026-11-20T12:00:00.000Z'],
    ['begins in 1970', -NOON, '2026-11-20T12:00:00.000Z'],
  ])('is right from the first request on when the clock %s', async (_, offMs, expected) => {
    const { requests } = await deliverAll([1, 2], { offMs });
    expect(requests.map(({ times }) => times)).toEqual([[expected, expected]]);
  });

  it('is asked for before anything is sent: without an answer nothing is', async () => {
    const { result, requests, left } = await deliverAll([1], { askTime: () => failed(null, true) });
    expect(result).toEqual({ outcome: 'later', reason: 'why', retryAfterSeconds: 0 });
    expect([requests, left]).toEqual([[], 1]);
  });

  it('comes from the refusal when the hub would not tell: the heartbeat is corrected, not dropped', async () => {
    let refused = 0;
    const { requests, log, left } = await deliverAll([1], {
      offMs: 3 * HOUR,
      askTime: () => failed(404, false),
      answer: () => {
        refused += 1;
        return refused === 1 ? { ...failed(422, false), hubTimeMs: NOON } : taken;
      },
    });
    expect(requests.map(({ times }) => times)).toEqual([
      ['2026-11-20T15:00:00.000Z'],
      ['2026-11-20T12:00:00.000Z'],
    ]);
    expect(left).toBe(0);
    expect(log).toEqual([expect.stringContaining("clock is 3 hours ahead of the hub's")]);
  });

  it('does not keep a heartbeat alive that the hub refuses for another reason', async () => {
    const { requests, left } = await deliverAll([1], {
      offMs: 3 * HOUR,
      answer: () => ({ ...failed(422, false), hubTimeMs: NOON }),
    });
    expect([requests.length, left]).toEqual([1, 0]);
  });

  it('is what the machine says when the hub never tells', async () => {
    const { requests } = await deliverAll([1], {
      offMs: 3 * HOUR,
      askTime: () => failed(404, false),
      answer: () => ({ ok: true, reply: { received: true } }),
    });
    expect(requests[0]?.times).toEqual(['2026-11-20T15:00:00.000Z']);
  });
});

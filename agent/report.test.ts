import { describe, expect, it } from 'vitest';
import { type Clock, report } from './report.ts';
import { phaseOf } from './schedule.ts';
import type { SendResult } from './send.ts';

const taken = (more: object = {}): SendResult => ({ ok: true, reply: { received: true, ...more } });
const away: SendResult = { ok: false, retry: true, status: null, reason: 'nothing listens there' };
const SERVER = 'pi';

interface Request {
  atSeconds: number;
  heartbeats: number[];
}

/**
 * Runs the loop on a clock that only moves while it sleeps. Heartbeats are numbered in the order they were
 * taken; `answer` is the hub.
 */
async function simulate(seconds: number, answer: (request: Request) => SendResult, startMs = 0) {
  const stopping = new AbortController();
  const requests: Request[] = [];
  const log: string[] = [];
  const expected: (readonly string[])[] = [];
  let ms = 0;
  let count = 0;
  const clock: Clock = {
    now: () => startMs + ms,
    elapsedMs: () => ms,
    sleep: async (pause) => {
      ms += pause;
      if (ms > seconds * 1000) stopping.abort();
    },
    random: () => 1,
  };
  await report({
    serverId: SERVER,
    intervalSeconds: 60,
    services: ['configured'],
    collect: async (services) => {
      expected.push(services);
      count += 1;
      return { server_id: SERVER, timestamp: String(count), metrics: {} };
    },
    post: async (_, body) => {
      const parsed = JSON.parse(body);
      const heartbeats = (parsed.heartbeats ?? [parsed]).map((one: { timestamp: string }) =>
        Number(one.timestamp),
      );
      const request = { atSeconds: ms / 1000, heartbeats };
      requests.push(request);
      return answer(request);
    },
    log: (line) => log.push(line),
    clock,
    signal: stopping.signal,
  });
  return { requests, log, expected, taken: count };
}

describe('report', () => {
  it('reports at once, then once a minute at the moment of this server', async () => {
    const { requests } = await simulate(600, () => taken());
    const [first, second, ...rest] = requests.map(({ atSeconds }) => atSeconds);
    expect(first).toBe(0);
    expect(second).toBeGreaterThanOrEqual(30);
    expect(((second ?? 0) / 60) % 1).toBeCloseTo(phaseOf(SERVER), 9);
    rest.forEach((at, index) => {
      expect(at).toBeCloseTo((second ?? 0) + (index + 1) * 60, 6);
    });
    expect(requests.length).toBeGreaterThanOrEqual(10);
  });

  it('follows the interval and the services the hub names', async () => {
    const { requests, expected } = await simulate(300, () =>
      taken({ interval_seconds: 10, expected_services: ['plex'] }),
    );
    expect(requests.length).toBeGreaterThan(28);
    expect(expected[0]).toEqual(['configured']);
    expect(expected[1]).toEqual(['plex']);
  });

  it('keeps taking heartbeats while the hub is away and delivers each once, oldest first', async () => {
    const outageSeconds = 26 * 3600;
    const {
      requests,
      log,
      taken: count,
    } = await simulate(outageSeconds + 900, ({ atSeconds }) => (atSeconds < outageSeconds ? away : taken()));
    const delivered = requests
      .filter(({ atSeconds }) => atSeconds >= outageSeconds)
      .flatMap((one) => one.heartbeats);
    const oldest = delivered[0] ?? 0;
    expect(count).toBeGreaterThan(1_560);
    expect(delivered).toEqual(Array.from({ length: count - oldest + 1 }, (_, index) => oldest + index));
    expect(count - oldest).toBeGreaterThanOrEqual(1_440);
    expect(log.filter((line) => line.includes('is not reached'))).toHaveLength(1);
    expect(log.filter((line) => line.includes('given up'))).toHaveLength(1);
    expect(log).toContainEqual(expect.stringContaining('reached again'));
  });

  it('tries with growing pauses, at least every five minutes', async () => {
    const { requests } = await simulate(7_200, () => away);
    const pauses = requests
      .slice(1)
      .map(({ atSeconds }, index) => atSeconds - (requests[index]?.atSeconds ?? 0));
    expect(pauses.slice(0, 6)).toEqual([5, 10, 20, 40, 80, 160]);
    expect(Math.max(...pauses)).toBe(300);
  });

  it('waits as long as a busy hub asks', async () => {
    const busy: SendResult = { ok: false, retry: true, status: 503, reason: 'busy', retryAfterSeconds: 100 };
    const { requests } = await simulate(600, ({ atSeconds }) => (atSeconds === 0 ? busy : taken()));
    expect(requests[1]?.atSeconds).toBe(100);
  });

  it('logs another reason of the same outage, but each once', async () => {
    const refused: SendResult = { ok: false, retry: true, status: 401, reason: 'unknown key (401)' };
    const { log } = await simulate(3_600, ({ atSeconds }) => (atSeconds < 600 ? away : refused));
    expect(log).toEqual([
      'The hub is not reached, reports are kept: nothing listens there',
      'The hub is not reached, reports are kept: unknown key (401)',
    ]);
  });

  it('ends with a clear line when the hub has retired this server', async () => {
    const gone: SendResult = { ok: false, retry: false, status: 410, reason: 'retired (410)' };
    const { requests, log } = await simulate(3_600, () => gone);
    expect(requests).toHaveLength(1);
    expect(log).toEqual([
      'The hub has retired this server and wants no more reports; the agent ends: retired (410)',
    ]);
  });

  it('executes no command and says so', async () => {
    const { log } = await simulate(50, () => taken({ pending_commands: [{ action: 'restart_service' }] }));
    expect(log[0]).toBe('The hub sent 1 command(s); this agent executes none');
  });

  it('is not thrown off by a wall clock that starts elsewhere', async () => {
    const { requests } = await simulate(600, () => taken(), Date.parse('1970-01-01T00:00:31Z'));
    expect(requests.length).toBeGreaterThanOrEqual(9);
    expect(requests.length).toBeLessThanOrEqual(12);
  });
});

import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openBacklog } from './backlog.ts';
import type { Clock } from './clock.ts';
import { createHubClock } from './hub-clock.ts';
import { keptFilesIn } from './kept-files.ts';
import { report } from './report.ts';
import { phaseOf } from './schedule.ts';
import type { SendResult } from './send.ts';

const NOON = Date.parse('2026-11-20T12:00:00Z');
const taken = (more: object = {}): SendResult => ({ ok: true, reply: { received: true, ...more } });
const away: SendResult = { ok: false, retry: true, status: null, reason: 'nothing listens there' };
const SERVER = 'pi';

let folder = '';
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'agent-report-'));
  vi.spyOn(fs, 'fsyncSync').mockReturnValue(undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
  fs.rmSync(folder, { recursive: true });
});

interface Request {
  atSeconds: number;
  heartbeats: number[];
}

interface Setting {
  /** Its clock is off by that much, and may jump. */
  offMs?: (atSeconds: number) => number;
  random?: number;
  /** Seconds that each request takes. */
  requestSeconds?: number;
  hubShiftMs?: number;
}

/**
 * Runs the loop on a clock that only moves while it sleeps or asks. Heartbeats are numbered in the order they were
 * taken; `answer` is the hub.
 */
async function simulate(seconds: number, answer: (request: Request) => SendResult, setting: Setting = {}) {
  const { offMs = () => 0, random = 1, requestSeconds = 0, hubShiftMs = 0 } = setting;
  const stopping = new AbortController();
  const requests: Request[] = [];
  const sent: string[][] = [];
  const takenAtSeconds: number[] = [];
  const log: string[] = [];
  const expected: (readonly string[])[] = [];
  let ms = 0;
  const pass = (pauseMs: number) => {
    ms += pauseMs;
    if (ms > seconds * 1000) stopping.abort();
  };
  const clock: Clock = {
    now: () => NOON + ms + offMs(ms / 1000),
    uptimeMs: () => 3_600_000 + ms,
    bootId: 'boot-a',
    elapsedMs: () => ms,
    sleep: async (pauseMs) => pass(pauseMs),
    random: () => random,
  };
  const say = (line: string) => log.push(line);
  const owner = { hubUrl: 'http://hub', serverId: SERVER };
  const hubTime = (result: SendResult): SendResult =>
    result === away ? result : { ...result, hubTimeMs: NOON + ms + hubShiftMs };
  await report({
    serverId: SERVER,
    intervalSeconds: 60,
    services: ['configured'],
    backlog: openBacklog({ files: keptFilesIn(folder), owner, log: say }),
    hubClock: createHubClock(clock, say),
    collect: async (services, now) => {
      expected.push(services);
      takenAtSeconds.push(ms / 1000);
      const number = takenAtSeconds.length;
      return { server_id: SERVER, timestamp: new Date(now).toISOString(), metrics: { load_1m: number } };
    },
    askTime: async () => hubTime(answer({ atSeconds: ms / 1000, heartbeats: [] })),
    post: async (_, body) => {
      const parsed = JSON.parse(body);
      const heartbeats: { timestamp: string; metrics: { load_1m: number } }[] = parsed.heartbeats ?? [parsed];
      const request = { atSeconds: ms / 1000, heartbeats: heartbeats.map((one) => one.metrics.load_1m) };
      requests.push(request);
      const result = answer(request);
      sent.push(heartbeats.map(({ timestamp }) => timestamp));
      pass(requestSeconds * 1000);
      return hubTime(result);
    },
    log: say,
    clock,
    signal: stopping.signal,
  });
  return { requests, sent, log, expected, takenAtSeconds };
}

const gapsOf = (moments: number[]) => moments.slice(1).map((at, index) => at - (moments[index] ?? 0));
const toSecond = (timestamp: string) => timestamp.slice(0, 19);
const timeOf = (atSeconds: number) => toSecond(new Date(NOON + atSeconds * 1000).toISOString());
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const onDisk = () => fs.readdirSync(folder);

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

  it('writes nothing to disk while the hub answers', async () => {
    const write = vi.spyOn(fs, 'writeFileSync');
    await simulate(3_600, () => taken());
    expect(write).not.toHaveBeenCalled();
  });

  it('keeps taking heartbeats while the hub is away and delivers each once, oldest first', async () => {
    const outageSeconds = 26 * 3600;
    const { requests, log, takenAtSeconds } = await simulate(outageSeconds + 900, ({ atSeconds }) =>
      atSeconds < outageSeconds ? away : taken(),
    );
    const delivered = requests
      .filter(({ atSeconds }) => atSeconds >= outageSeconds)
      .flatMap((one) => one.heartbeats);
    expect(takenAtSeconds.length).toBeGreaterThan(1_560);
    expect(delivered).toEqual(upTo(takenAtSeconds.length));
    expect(log).toEqual([
      'The hub is not reached, reports are kept: nothing listens there',
      expect.stringMatching(/^The hub is reached again; 156\d report\(s\) waited$/),
    ]);
    expect(onDisk()).toEqual([]);
  });

  it('goes on at the next start with what was not delivered, before what is new', async () => {
    const before = await simulate(300, () => away);
    expect(onDisk()).toHaveLength(before.takenAtSeconds.length);
    const { requests, log } = await simulate(100, () => taken());
    expect(log[0]).toBe(`${before.takenAtSeconds.length} report(s) from before wait for the hub`);
    expect(requests[0]?.heartbeats).toEqual([...upTo(before.takenAtSeconds.length), 1]);
    expect(onDisk()).toEqual([]);
  });

  it('keeps what it was told to stop in the middle of, and calls it no failure', async () => {
    const { takenAtSeconds } = await simulate(10, () => away);
    const answer = ({ heartbeats }: Request) => (heartbeats.length === 0 ? taken() : away);
    const { requests, log } = await simulate(10, answer, { requestSeconds: 20 });
    expect([takenAtSeconds.length, requests.length]).toEqual([1, 1]);
    expect(onDisk()).toEqual(['000000000001.json', '000000000002.json', 'boot-times.json']);
    expect(log).toEqual(['1 report(s) from before wait for the hub']);
  });

  it('goes on taking heartbeats while it delivers a long backlog over a slow link', async () => {
    await simulate(26 * 3600, () => away);
    const { takenAtSeconds, requests } = await simulate(900, () => taken(), { requestSeconds: 20 });
    expect(Math.max(...gapsOf(takenAtSeconds))).toBeLessThan(110);
    expect(requests.slice(0, 8).map(({ heartbeats }) => heartbeats.length)).toContain(200);
    expect(onDisk()).toEqual([]);
  });
});

describe('an outage', () => {
  it('is tried with growing pauses, at least every five minutes', async () => {
    const { log } = await simulate(7_200, () => away);
    expect(log).toHaveLength(1);
    const tries: number[] = [];
    await simulate(7_200, ({ atSeconds }) => {
      tries.push(atSeconds);
      return away;
    });
    const pauses = gapsOf(tries);
    expect(pauses.slice(0, 6)).toEqual([5, 10, 20, 40, 80, 160]);
    expect(Math.max(...pauses)).toBe(300);
  });

  it.each([
    ['at the earliest when a busy hub asks', 0, 100],
    ['not all at the moment a busy hub names', 1, 150],
  ])('ends %s', async (_, random, expected) => {
    const busy: SendResult = { ok: false, retry: true, status: 503, reason: 'busy', retryAfterSeconds: 100 };
    const { requests } = await simulate(600, ({ atSeconds }) => (atSeconds === 0 ? busy : taken()), {
      random,
    });
    expect(requests[0]?.atSeconds).toBe(expected);
  });

  it('logs another reason, but each once', async () => {
    const refused: SendResult = { ok: false, retry: true, status: 401, reason: 'unknown key (401)' };
    const { log } = await simulate(3_600, ({ atSeconds }) => (atSeconds < 600 ? away : refused));
    expect(log).toEqual([
      'The hub is not reached, reports are kept: nothing listens there',
      'The hub is not reached, reports are kept: unknown key (401)',
    ]);
  });

  it('ends with a clear line, and without what was kept, when the hub has retired this server', async () => {
    const gone: SendResult = { ok: false, retry: false, status: 410, reason: 'retired (410)' };
    const { requests, log } = await simulate(3_600, ({ atSeconds }) => (atSeconds < 600 ? away : gone));
    expect(requests).toHaveLength(0);
    expect(log).toEqual([
      'The hub is not reached, reports are kept: nothing listens there',
      'The hub has retired this server and wants no more reports; the agent ends: retired (410)',
    ]);
    expect(onDisk()).toEqual([]);
  });

  it('executes no command and says so', async () => {
    const { log } = await simulate(50, () => taken({ pending_commands: [{ action: 'restart_service' }] }));
    expect(log[0]).toBe('The hub sent 1 command(s); this agent executes none');
  });
});

describe('a clock', () => {
  const HOUR = 3_600_000;

  it.each<[string, (atSeconds: number) => number]>([
    ['begins in 1970', () => -NOON],
    ['is set right after a while', (at) => (at < 1_000 ? -5 * HOUR : 0)],
    ['is set back an hour', (at) => (at < 1_000 ? 0 : -HOUR)],
    ['is set by half an interval', (at) => (at < 1_000 ? 0 : 30_000)],
    ['jumps at every look', (at) => (Math.round(at) % 7) * HOUR],
  ])('that %s makes neither two heartbeats in a row nor none', async (_, offMs) => {
    const { takenAtSeconds } = await simulate(3_600, () => taken(), { offMs });
    const gaps = gapsOf(takenAtSeconds);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(30);
    expect(Math.max(...gaps)).toBeLessThan(90);
  });

  it.each<[string, (atSeconds: number) => number]>([
    ['that begins in 1970', () => -NOON],
    ['that is ahead, too far for the hub', () => 2 * HOUR],
    ['that is set right in the middle of the outage', (at) => (at < 3_000 ? -2 * HOUR : 0)],
    ['that is set wrong in the middle of the outage', (at) => (at < 3_000 ? 0 : 2 * HOUR)],
  ])('%s does not matter: what waited for the first contact gets its true time', async (_, offMs) => {
    const before = await simulate(1_800, () => away, { offMs });
    const after = await simulate(7_200, ({ atSeconds }) => (atSeconds < 3_600 ? away : taken()), { offMs });
    const truth = [...before.takenAtSeconds, ...after.takenAtSeconds].map((at) => timeOf(at));
    expect(after.sent.flat().map(toSecond)).toEqual(truth);
  });

  it('that is off gives a heartbeat the same time however often it is sent', async () => {
    const setting = { offMs: () => -2 * HOUR };
    await simulate(300, () => away, setting);
    const lost = (request: Request) => (request.heartbeats.length === 0 ? taken() : away);
    const first = await simulate(1, lost, setting);
    const second = await simulate(1, () => taken(), { ...setting, hubShiftMs: 900 });
    const common = first.sent[0] ?? [];
    expect(common.length).toBeGreaterThan(5);
    expect(second.sent[0]?.slice(0, common.length)).toEqual(common);
  });
});

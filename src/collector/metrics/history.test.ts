import { afterEach, beforeEach, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from './resolution.ts';
import { report, type TestMetrics, testMetrics } from './test-metrics.ts';
import type { Report } from './types.ts';

const START = Date.UTC(2026, 0, 5);
const LENGTH_MS = 2 * DAY_MS;
const STEPS = 60;
const SERVERS = ['nas', 'pi'];
const NAMES = ['cpu_percent', 'load_1m', 'mount_percent:/data'];
let store: TestMetrics;

beforeEach(async () => {
  store = await testMetrics();
});
afterEach(() => store.close());

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Reports of random times around `at`: late ones, some with fewer series, some with unknown values. */
function someReports(random: () => number, at: number): Report[] {
  const count = Math.floor(random() * 30);
  return Array.from({ length: count }, () => {
    const serverId = SERVERS[Math.floor(random() * SERVERS.length)] ?? 'nas';
    const names = NAMES.slice(0, 1 + Math.floor(random() * NAMES.length));
    const values = names.map(() => (random() < 0.1 ? null : Math.round(random() * 1000) / 10));
    const late = random() < 0.2 ? random() * DAY_MS : 0;
    return report(serverId, Math.floor(at - late + random() * 60_000), 0, { names, values });
  });
}

/** What should be there: the first report of each server and time. */
function remember(model: Map<string, Report>, reports: Report[]): void {
  for (const one of reports) {
    const key = `${one.serverId} ${one.at}`;
    if (!model.has(key)) model.set(key, one);
  }
}

function expected(model: Map<string, Report>, serverId: string, name: string): [number, number | null][] {
  const own = [...model.values()].filter((one) => one.serverId === serverId).toSorted((a, b) => a.at - b.at);
  return own.map((one) => [one.at, one.values[one.names.indexOf(name)] ?? null]);
}

const query = (serverId: string, name: string) => ({
  clientIds: ['home'],
  serverId,
  from: START - DAY_MS,
  to: START + LENGTH_MS + HOUR_MS,
  metrics: [name],
});

async function stored(serverId: string, name: string): Promise<[number, number | null][]> {
  const range = await store.metrics.range({ ...query(serverId, name), resolution: 'raw' }, START);
  return range.times.map((time, i) => [Date.parse(time), range.series[0]?.values[i] ?? null]);
}

/** Plain averages of what should be there. */
function averages(samples: [number, number | null][], bucketMs: number): [number, number][] {
  const known = samples.filter((sample): sample is [number, number] => sample[1] !== null);
  const buckets = Map.groupBy(known, ([at]) => Math.floor(at / bucketMs) * bucketMs);
  return [...buckets].map(([start, own]) => [
    start,
    own.reduce((sum, [, value]) => sum + value, 0) / own.length,
  ]);
}

async function expectAverages(model: Map<string, Report>, serverId: string, name: string): Promise<void> {
  for (const [resolution, bucketMs] of [
    ['15m', HOUR_MS / 4],
    ['6h', 6 * HOUR_MS],
  ] as const) {
    const range = await store.metrics.range({ ...query(serverId, name), resolution }, START);
    const read = new Map(
      range.times.map((time, i) => [Date.parse(time), range.series[0]?.values[i] ?? null]),
    );
    for (const [start, average] of averages(expected(model, serverId, name), bucketMs)) {
      expect(Math.abs((read.get(start) ?? Number.NaN) - average)).toBeLessThanOrEqual(0.0051);
    }
  }
}

it.each([1, 2, 3, 4])(
  'whatever arrives late, twice or in pieces reads as it was first sent (%i)',
  async (seed) => {
    const random = seeded(seed);
    const model = new Map<string, Report>();
    let before: Report[] = [];
    for (let step = 0; step < STEPS; step++) {
      const now = START + (step / STEPS) * LENGTH_MS;
      const again = before.slice(0, 3).map((one) => ({ ...one, values: one.values.map(() => 77.7) }));
      const reports = someReports(random, now);
      await store.report(...reports);
      remember(model, reports);
      await store.report(...again);
      remember(model, again);
      before = reports;
      if (random() < 0.3) await store.metrics.seal(now);
    }
    for (const serverId of SERVERS) {
      for (const name of NAMES) {
        expect(await stored(serverId, name)).toEqual(expected(model, serverId, name));
        await expectAverages(model, serverId, name);
      }
    }
    await store.metrics.seal(START + 2 * LENGTH_MS);
    expect(await store.count('heartbeats')).toBe(0);
    for (const serverId of SERVERS) {
      for (const name of NAMES) {
        expect(await stored(serverId, name)).toEqual(expected(model, serverId, name));
        await expectAverages(model, serverId, name);
      }
    }
  },
);

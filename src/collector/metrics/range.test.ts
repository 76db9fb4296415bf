import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { DAY_MS, HOUR_MS } from './resolution.ts';
import { report, type TestMetrics, testMetrics } from './test-metrics.ts';
import type { RangeQuery } from './types.ts';

const DAY = Date.UTC(2026, 0, 5);
const MINUTE = 60_000;
let store: TestMetrics;

beforeEach(async () => {
  store = await testMetrics();
});
afterEach(() => store.close());

const query = (changes: Partial<RangeQuery> = {}): RangeQuery => ({
  clientIds: ['home'],
  serverId: 'nas',
  from: DAY,
  to: DAY + DAY_MS - 1,
  ...changes,
});
const range = (changes: Partial<RangeQuery> = {}, now = DAY + DAY_MS) =>
  store.metrics.range(query(changes), now);
const minutes = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => report('nas', DAY + (from + i) * MINUTE, from + i));
const valuesOf = async (changes: Partial<RangeQuery> = {}) => (await range(changes)).series[0]?.values;

describe('samples as sent', () => {
  it('come from sealed blocks and waiting rows alike', async () => {
    await store.report(...minutes(0, 300));
    await store.metrics.seal(DAY + 5 * HOUR_MS);
    expect(await store.count('heartbeats')).toBe(60);
    expect(await valuesOf()).toEqual(Array.from({ length: 300 }, (_, i) => i));
  });

  it('are exact in time, both ends included', async () => {
    await store.report(...[7, 1007, 2007].map((ms, i) => report('nas', DAY + ms, i)));
    const { times, series } = await range({ from: DAY + 7, to: DAY + 1007 });
    expect(times).toEqual(['2026-01-05T00:00:00.007Z', '2026-01-05T00:00:01.007Z']);
    expect(series[0]?.values).toEqual([0, 1]);
  });

  it('take each time once when the same report arrives after its span was sealed', async () => {
    await store.report(report('nas', DAY, 1));
    await store.metrics.seal(DAY + 5 * HOUR_MS);
    await store.report(report('nas', DAY, 99), report('nas', DAY + MINUTE, 2));
    expect(await valuesOf()).toEqual([1, 2]);
    await store.metrics.seal(DAY + 9 * HOUR_MS);
    expect(await valuesOf()).toEqual([1, 2]);
  });

  it('cross midnight', async () => {
    await store.report(report('nas', DAY - 1, 1), report('nas', DAY, 2));
    await store.metrics.seal(DAY + DAY_MS);
    expect(await valuesOf({ from: DAY - 1, to: DAY })).toEqual([1, 2]);
  });

  it('answer counters as rates, the first from the sample before the range', async () => {
    const network = (at: number, rx: number) =>
      report('nas', DAY + at, 0, { names: ['network_rx_bytes'], values: [rx] });
    await store.report(network(-MINUTE, 1000), network(0, 7000), network(MINUTE, 600));
    const { series } = await range();
    expect(series[0]).toMatchObject({ name: 'network_rx_bytes', unit: 'bytes/s', values: [100, 10] });
  });
});

describe('roll-ups', () => {
  it.each<['15m' | '6h', number]>([
    ['15m', 15],
    ['6h', 360],
  ])('%s: the same before, between and after sealing', async (resolution, length) => {
    await store.report(...minutes(0, 1000));
    const before = await range({ resolution });
    await store.metrics.seal(DAY + 5 * HOUR_MS);
    expect(await range({ resolution })).toEqual(before);
    await store.metrics.seal(DAY + DAY_MS);
    expect(await store.count('heartbeats')).toBe(0);
    expect(await store.count('metric_blocks')).toBe(3);
    await store.metrics.seal(DAY + DAY_MS + 5 * HOUR_MS);
    expect(await range({ resolution })).toEqual(before);
    expect(before.series[0]).toMatchObject({ unit: '%' });
    expect(before.series[0]?.values.slice(0, 2)).toEqual([(length - 1) / 2, length + (length - 1) / 2]);
    expect(before.series[0]?.min?.slice(0, 2)).toEqual([0, length]);
    expect(before.series[0]?.max?.at(-1)).toBe(999);
    expect(before.times).toHaveLength(Math.ceil(1000 / length));
  });

  it('are corrected by late reports', async () => {
    await store.report(report('nas', DAY, 10));
    await store.metrics.seal(DAY + DAY_MS);
    await store.report(report('nas', DAY + MINUTE, 30));
    expect(await valuesOf({ resolution: '15m' })).toEqual([20]);
    await store.metrics.seal(DAY + DAY_MS);
    expect(await store.count('heartbeats')).toBe(0);
    expect(await valuesOf({ resolution: '15m' })).toEqual([20]);
    expect(await valuesOf({ resolution: '6h' })).toEqual([20]);
  });

  it('begin with the bucket in which the range begins', async () => {
    await store.report(...minutes(0, 60));
    const { times } = await range({ resolution: '15m', from: DAY + 20 * MINUTE, to: DAY + 31 * MINUTE });
    expect(times).toEqual(['2026-01-05T00:15:00.000Z', '2026-01-05T00:30:00.000Z']);
  });
});

describe('the resolution', () => {
  it.each<[string, Partial<RangeQuery>, string]>([
    ['of a day is raw', {}, 'raw'],
    ['of a week is 15 minutes', { from: DAY - 6 * DAY_MS }, '15m'],
    ['of a year is 6 hours', { from: DAY - 364 * DAY_MS }, '6h'],
    ['is the asked one', { resolution: '6h' }, '6h'],
  ])('%s', async (_, changes, resolution) => {
    await store.report(...minutes(0, 3));
    expect(await range(changes)).toMatchObject({ resolution });
  });

  it('falls to a coarser one when nobody asked and the points are too many', async () => {
    const names = Array.from({ length: 100 }, (_, i) => `mount_percent:/${i}`);
    const rows = Array.from({ length: 1001 }, (_, i) =>
      report('nas', DAY + i * MINUTE, 0, { names, values: names.map(() => i) }),
    );
    await store.report(...rows);
    const metrics = ['mount_percent'];
    const answer = await range({ metrics });
    expect(answer.resolution).toBe('15m');
    expect(answer.series).toHaveLength(100);
  });

  it.each([
    ['rows', DAY],
    ['blocks', DAY + DAY_MS * 2],
  ])('is refused with a coarser one by name when asked for too many points from %s', async (_, sealAt) => {
    const names = Array.from({ length: 100 }, (_, i) => `mount_percent:/${i}`);
    const rows = Array.from({ length: 1001 }, (_, i) =>
      report('nas', DAY + i * MINUTE, 0, { names, values: names.map(() => i) }),
    );
    await store.report(...rows);
    await store.metrics.seal(sealAt);
    const error = await range({ metrics: ['mount_percent'], resolution: 'raw' }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'invalid', message: expect.stringContaining('"15m"') });
  });
});

describe('which series', () => {
  const names = ['cpu_percent', 'mount_percent:/', 'mount_percent:/data', 'custom', 'load_1m'];
  it.each<[string, string[] | undefined, string[]]>([
    ['the core metrics when none is named', undefined, ['cpu_percent', 'load_1m']],
    ['all subjects of a metric', ['mount_percent'], ['mount_percent:/', 'mount_percent:/data']],
    ['one subject', ['mount_percent:/data'], ['mount_percent:/data']],
    ['metrics that no catalogue knows', ['custom'], ['custom']],
    ['none that nobody reported', ['swap_percent'], []],
  ])('%s', async (_, metrics, expected) => {
    await store.report(report('nas', DAY, 0, { names, values: [1, 2, 3, 4, 5] }));
    for (const resolution of ['raw', '15m'] as const) {
      const { series } = await range({ metrics, resolution });
      expect(series.map((one) => one.name)).toEqual(expected);
    }
  });

  it('a series that appears later is unknown before', async () => {
    const both = { names: ['cpu_percent', 'load_1m'], values: [2, 0.5] };
    await store.report(report('nas', DAY, 1), report('nas', DAY + MINUTE, 0, both));
    for (const sealAt of [DAY, DAY + DAY_MS]) {
      await store.metrics.seal(sealAt);
      expect((await range()).series.map(({ values }) => values)).toEqual([
        [1, 2],
        [null, 0.5],
      ]);
    }
  });
});

it.each([
  ['another client', { clientIds: ['other'] }],
  ['no client', { clientIds: [] }],
  ['another server', { serverId: 'pi' }],
])('%s sees nothing, sealed or not', async (_, changes) => {
  await store.report(...minutes(0, 5));
  for (const sealAt of [DAY, DAY + DAY_MS]) {
    await store.metrics.seal(sealAt);
    for (const resolution of ['raw', '15m', '6h'] as const) {
      expect(await range({ ...changes, resolution })).toMatchObject({ times: [], series: [] });
    }
  }
});

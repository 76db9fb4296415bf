import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { report, type TestMetrics, testMetrics } from './test-metrics.ts';

const AT = Date.UTC(2026, 0, 5, 12);
const RANGE = { clientIds: ['home'], serverId: 'nas', from: AT - 3_600_000, to: AT + 3_600_000 };
let store: TestMetrics;

beforeEach(async () => {
  store = await testMetrics();
});
afterEach(() => store.close());

const layoutsIn = (statements: unknown[]) =>
  statements.filter((s) => JSON.stringify(s).includes('INTO series_layouts'));

describe('append', () => {
  it('stores the names of a server once', async () => {
    const first = report('nas', AT, 1);
    expect(layoutsIn(store.metrics.append([first, report('nas', AT + 1, 2)]))).toHaveLength(1);
    await store.report(first);
    expect(layoutsIn(store.metrics.append([report('nas', AT + 2, 3)]))).toHaveLength(0);
    expect(layoutsIn(store.metrics.append([report('pi', AT + 2, 3)]))).toHaveLength(1);
  });

  it('offers the names again when the batch before was not committed', () => {
    store.metrics.append([report('nas', AT, 1)]);
    expect(layoutsIn(store.metrics.append([report('nas', AT, 1)]))).toHaveLength(1);
  });

  it('takes more reports than one statement holds', async () => {
    await store.report(...Array.from({ length: 501 }, (_, i) => report('nas', AT + i * 1000, i)));
    expect(await store.count('heartbeats')).toBe(501);
    const range = await store.metrics.range(RANGE, AT);
    expect(range.series[0]?.values).toEqual(Array.from({ length: 501 }, (_, i) => i));
  });

  it('keeps the first of two reports of the same time', async () => {
    await store.report(report('nas', AT, 1), report('nas', AT, 2));
    await store.report(report('nas', AT, 3));
    expect((await store.metrics.range(RANGE, AT)).series[0]?.values).toEqual([1]);
  });

  it('has nothing to write for no reports', () => {
    expect(store.metrics.append([])).toEqual([]);
  });

  it.each([
    ['unknown values', { names: ['a', 'b', 'c'], values: [null, 2, null] }],
    ['one unknown value', { names: ['a'], values: [null] }],
    ['exponents', { names: ['a', 'b'], values: [1e-7, 1.5e300] }],
    ['names with commas, quotes and line breaks', { names: ['a:x,"y"\n'], values: [1] }],
  ])('gives back %s', async (_, samples) => {
    await store.report(report('nas', AT, 0, samples));
    const range = await store.metrics.range({ ...RANGE, metrics: ['a', 'b', 'c'] }, AT);
    expect(range.series.map(({ name, values }) => [name, values[0]])).toEqual(
      samples.names.map((name, i) => [name, samples.values[i]]),
    );
  });
});

describe('forget', () => {
  beforeEach(async () => {
    await store.report(report('nas', AT - 86_400_000, 1), report('pi', AT - 86_400_000, 1));
    await store.metrics.seal(AT);
    await store.report(report('nas', AT, 2), report('pi', AT, 2));
  });

  it('removes rows, blocks, names and memory of that server alone', async () => {
    const blocks = await store.count('metric_blocks');
    await store.database.write(store.metrics.forget(['home'], 'nas'));
    store.metrics.forgotten('nas');
    expect(store.metrics.latest('nas')).toBeNull();
    expect(store.metrics.latest('pi')?.at).toBe(AT);
    expect(await store.count('heartbeats')).toBe(1);
    expect(await store.count('metric_blocks')).toBe(blocks / 2);
    expect(await store.count('series_layouts')).toBe(1);
  });

  it('touches nothing of another client', async () => {
    await store.database.write(store.metrics.forget(['other'], 'nas'));
    expect(await store.count('heartbeats')).toBe(2);
    expect(await store.count('series_layouts')).toBe(2);
  });
});

describe('stats', () => {
  it('counts what is kept, for the asked clients', async () => {
    const names = { names: ['a', 'b'], values: [1, 2] };
    await store.report(report('nas', AT - 86_400_000, 0, names), report('nas', AT - 86_340_000, 0, names));
    await store.metrics.seal(AT);
    await store.report(report('nas', AT, 0, names));
    const stats = await store.metrics.stats(['home']);
    expect(stats).toMatchObject({ samples: 6, waiting_reports: 1, blocks: 3 });
    expect(stats.stored_bytes).toBeGreaterThan(100);
    const none = { samples: 0, waiting_reports: 0, blocks: 0, stored_bytes: 0 };
    expect(await store.metrics.stats(['other'])).toEqual(none);
  });
});

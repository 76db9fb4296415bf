import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS } from './resolution.ts';
import { report, type TestMetrics, testMetrics } from './test-metrics.ts';

const DAY = Date.UTC(2026, 0, 5);
let store: TestMetrics;

beforeEach(async () => {
  store = await testMetrics({ retention_raw_days: 7, retention_15m_days: 30, retention_6h_days: 90 });
  await store.report(report('nas', DAY, 1), report('pi', DAY, 2));
  await store.metrics.seal(DAY + DAY_MS);
});
afterEach(() => store.close());

const resolutions = async () => {
  const sql = "SELECT resolution_seconds AS s FROM metric_blocks WHERE server_id = 'nas' ORDER BY s";
  return (await store.database.read.$client.execute(sql)).rows.map((row) => row.s);
};

const namesOf = async (serverId: string) => {
  const sql = 'SELECT names FROM series_layouts WHERE server_id = ?';
  const { rows } = await store.database.read.$client.execute({ sql, args: [serverId] });
  return rows.map((row) => JSON.parse(String(row.names)).join(' ')).toSorted();
};

describe('prune', () => {
  it.each([
    ['within all retentions', 7, [0, 900, 21_600]],
    ['a block goes once its whole day is beyond', 8, [900, 21_600]],
    ['beyond 15-minute retention', 31, [21_600]],
    ['a 6 h block stays until its last day is beyond', 95, [21_600]],
    ['beyond all retentions', 90 + 33, []],
  ])('%s', async (_, days, expected) => {
    await store.metrics.prune(DAY + days * DAY_MS);
    expect(await resolutions()).toEqual(expected);
  });

  it('keeps names that memory, rows or blocks use and drops the others', async () => {
    const at = DAY + 2 * DAY_MS;
    await store.report(report('nas', at, 0, { names: ['load_1m'], values: [1] }));
    await store.report(report('nas', at + 1, 0, { names: ['swap_percent'], values: [1] }));
    await store.metrics.prune(at);
    expect(await namesOf('nas')).toEqual(['cpu_percent', 'load_1m', 'swap_percent']);
    await store.metrics.seal(at + 2 * DAY_MS);
    await store.metrics.prune(at + 2 * DAY_MS);
    const merged = ['cpu_percent', 'cpu_percent load_1m swap_percent', 'load_1m swap_percent'];
    expect(await namesOf('nas')).toEqual([...merged, 'swap_percent']);
    await store.metrics.prune(at + 1000 * DAY_MS);
    expect(await store.count('metric_blocks')).toBe(0);
    expect(await namesOf('nas')).toEqual(['swap_percent']);
  });

  it('late reports do not thin out buckets whose samples are gone', async () => {
    await store.report(report('nas', DAY + 60_000, 3));
    await store.metrics.seal(DAY + DAY_MS);
    await store.metrics.prune(DAY + 10 * DAY_MS);
    await store.report(report('nas', DAY + 120_000, 99));
    await store.metrics.seal(DAY + 10 * DAY_MS);
    const query = { clientIds: ['home'], serverId: 'nas', from: DAY, to: DAY + DAY_MS };
    const range = await store.metrics.range({ ...query, resolution: '15m' }, DAY);
    expect(range.series[0]?.values).toEqual([2]);
  });
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from './resolution.ts';
import { report, type TestMetrics, testMetrics } from './test-metrics.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 0, 6, 6, 5);
const QUARTER = Date.UTC(2026, 0, 6, 6);
let store: TestMetrics;

beforeEach(async () => {
  store = await testMetrics();
});
afterEach(() => store.close());

const sparklines = (changes = {}, now = NOW) =>
  store.metrics.sparklines(
    {
      clientIds: ['home'],
      serverIds: ['nas'],
      metric: 'cpu_percent',
      from: NOW - DAY_MS,
      to: NOW,
      ...changes,
    },
    now,
  );

it('one average per 15 minutes, oldest first, null where nothing is known', async () => {
  await store.report(report('nas', QUARTER, 10), report('nas', QUARTER + MINUTE, 20));
  await store.report(report('nas', QUARTER - 30 * MINUTE, 40));
  const line = (await sparklines()).get('nas');
  expect(line).toHaveLength(96);
  expect(line?.slice(-4)).toEqual([null, 40, null, 15]);
  expect(line?.slice(0, 92).every((value) => value === null)).toBe(true);
});

it('sealed and waiting reports of many servers come together', async () => {
  const names = ['load_1m', 'cpu_percent'];
  for (const serverId of ['nas', 'pi']) {
    await store.report(report(serverId, QUARTER - 20 * HOUR_MS, 0, { names, values: [9, 30] }));
  }
  await store.metrics.seal(QUARTER);
  expect(await store.count('heartbeats')).toBe(0);
  await store.report(report('nas', QUARTER, 50), report('pi', QUARTER, 0, { names, values: [9, null] }));
  const lines = await sparklines({ serverIds: ['nas', 'pi', 'new'] });
  expect([...lines.keys()]).toEqual(['nas', 'pi', 'new']);
  expect([lines.get('nas')?.at(-81), lines.get('nas')?.at(-1)]).toEqual([30, 50]);
  expect([lines.get('pi')?.at(-81), lines.get('pi')?.at(-1)]).toEqual([30, null]);
  expect(lines.get('new')).toEqual(new Array(96).fill(null));
});

it('are a minute old at most', async () => {
  await store.report(report('nas', QUARTER, 10));
  await sparklines();
  await store.report(report('nas', QUARTER + MINUTE, 20));
  expect((await sparklines({}, NOW + 59_999)).get('nas')?.at(-1)).toBe(10);
  expect((await sparklines({}, NOW + MINUTE)).get('nas')?.at(-1)).toBe(15);
});

it('show another client nothing, cached or not', async () => {
  await store.report(report('nas', QUARTER, 10));
  const nothing = new Array(96).fill(null);
  expect((await sparklines({ clientIds: ['other'] })).get('nas')).toEqual(nothing);
  expect((await sparklines()).get('nas')?.at(-1)).toBe(10);
  expect((await sparklines({ clientIds: ['other'] })).get('nas')).toEqual(nothing);
});

it('a metric that a server does not report is unknown', async () => {
  await store.report(report('nas', QUARTER, 10));
  expect((await sparklines({ metric: 'load_1m' })).get('nas')).toEqual(new Array(96).fill(null));
});

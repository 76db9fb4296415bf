import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { report, type TestMetrics, testMetrics } from './test-metrics.ts';

const AT = Date.UTC(2026, 0, 5, 12);
const traffic = (rx: number | null) => ({ names: ['cpu_percent', 'network_rx_bytes'], values: [5, rx] });
let store: TestMetrics;

beforeEach(async () => {
  store = await testMetrics();
});
afterEach(() => store.close());

describe('latest', () => {
  it('is null for a server that never reported', () => {
    expect(store.metrics.latest('nas')).toBeNull();
  });

  it('is the newest report, whatever the order of arrival', async () => {
    await store.report(report('nas', AT, 2), report('nas', AT - 60_000, 1));
    await store.report(report('nas', AT - 120_000, 0));
    expect(store.metrics.latest('nas')?.at).toBe(AT);
    expect(store.metrics.latest('nas')?.values).toEqual(new Map([['cpu_percent', 2]]));
  });

  it('keeps unknown values unknown', async () => {
    await store.report(report('nas', AT, null));
    expect(store.metrics.latest('nas')?.values.get('cpu_percent')).toBeNull();
  });

  it('does not move before the commit', () => {
    store.metrics.append([report('nas', AT, 2)]);
    expect(store.metrics.latest('nas')).toBeNull();
  });

  it.each<[string, (number | null)[], [string, number][]]>([
    ['one report has no rates', [1000], []],
    ['counters have rates, gauges none', [1000, 7000], [['network_rx_bytes', 100]]],
    ['of three reports the newest two count', [0, 1000, 61_000], [['network_rx_bytes', 1000]]],
    ['a reset counts from 0', [9000, 600], [['network_rx_bytes', 10]]],
    ['an unknown value has none', [1000, null], []],
    ['nor has the one after it', [null, 1000], []],
  ])('%s', async (_, counts, expected) => {
    for (const [i, rx] of counts.entries())
      await store.report(report('nas', AT + i * 60_000, 0, traffic(rx)));
    expect([...(store.metrics.latest('nas')?.rates ?? [])]).toEqual(expected);
  });

  it('finds a counter among other names than before', async () => {
    await store.report(report('nas', AT, 0, traffic(1000)));
    const names = ['network_rx_bytes', 'load_1m'];
    await store.report(report('nas', AT + 60_000, 0, { names, values: [7000, 1] }));
    expect(store.metrics.latest('nas')?.rates).toEqual(new Map([['network_rx_bytes', 100]]));
  });
});

describe('of a server that an agent reports and a workflow pushes', () => {
  const MINUTE = 60_000;
  const own = (at: number) =>
    report('nas', at, 5, { names: ['cpu_percent', 'disk_percent'], values: [5, 40] });
  const pushed = (at: number) =>
    report('nas', at, 0, { names: ['disk_percent', 'pool_percent:tank'], values: [90, 90], isPushed: true });
  const OWN = { cpu_percent: 5, disk_percent: 40 };
  const PUSHED = { disk_percent: 90, 'pool_percent:tank': 90 };

  it.each([
    { what: 'both, the agent first', ownAt: 0, pushedAt: 1, at: 0, expected: { ...PUSHED, ...OWN } },
    { what: 'both, whoever came last', ownAt: 5, pushedAt: 0, at: 5, expected: { ...PUSHED, ...OWN } },
    {
      what: 'a push as long as workflows may take',
      ownAt: 30,
      pushedAt: 0,
      at: 30,
      expected: { ...PUSHED, ...OWN },
    },
    { what: 'no push of a workflow that ended', ownAt: 31, pushedAt: 0, at: 31, expected: OWN },
    { what: 'nothing of an agent that ended', ownAt: 0, pushedAt: 4, at: 4, expected: PUSHED },
  ])('tells $what', async ({ ownAt, pushedAt, at, expected }) => {
    await store.report(own(AT + ownAt * MINUTE));
    await store.report(pushed(AT + pushedAt * MINUTE));
    const latest = store.metrics.latest('nas');
    expect(Object.fromEntries(latest?.values ?? [])).toEqual(expected);
    expect(latest?.at).toBe(AT + at * MINUTE);
  });

  it('knows the rates of the agent across a push', async () => {
    await store.report(report('nas', AT, 0, traffic(1000)));
    await store.report(pushed(AT + 1));
    await store.report(report('nas', AT + MINUTE, 0, traffic(7000)));
    expect(store.metrics.latest('nas')?.rates.get('network_rx_bytes')).toBe(100);
  });

  it('forgets both', async () => {
    await store.report(own(AT), pushed(AT));
    store.metrics.forgotten('nas');
    expect(store.metrics.latest('nas')).toBeNull();
  });
});

describe('after a restart', () => {
  const restarted = async () => (await store.open()).latest('nas');

  it('the newest two rows are known again', async () => {
    for (const i of [0, 1, 2]) await store.report(report('nas', AT + i * 60_000, 0, traffic(i * 600)));
    await store.report(report('pi', AT, 0, traffic(1)));
    const latest = await restarted();
    expect(latest?.at).toBe(AT + 120_000);
    expect(latest?.values.get('network_rx_bytes')).toBe(1200);
    expect(latest?.rates).toEqual(new Map([['network_rx_bytes', 10]]));
  });

  it('a server whose rows are all sealed is known from its newest block', async () => {
    for (const i of [0, 1]) await store.report(report('nas', AT + i * 60_000, 0, traffic(i * 600)));
    await store.metrics.seal(AT + 86_400_000);
    expect(await store.count('heartbeats')).toBe(0);
    const latest = await restarted();
    expect(latest?.at).toBe(AT + 60_000);
    expect(latest?.rates).toEqual(new Map([['network_rx_bytes', 10]]));
  });

  it('a late row does not hide a newer block', async () => {
    await store.report(report('nas', AT, 7));
    await store.metrics.seal(AT + 86_400_000);
    await store.report(report('nas', AT - 86_400_000, 1));
    expect((await restarted())?.values.get('cpu_percent')).toBe(7);
  });

  it('names that are stored are not offered again', async () => {
    await store.report(report('nas', AT, 1));
    const metrics = await store.open();
    expect(metrics.append([report('nas', AT + 1, 2)])).toHaveLength(1);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { DAY_MS, HOUR_MS } from './resolution.ts';
import { deletions, dueBefore, type SealDeps, seal } from './seal.ts';
import { createStore } from './store.ts';
import { report, type TestMetrics, testMetrics } from './test-metrics.ts';

const DAY = Date.UTC(2026, 0, 5);
const MINUTE = 60_000;
let store: TestMetrics;

beforeEach(async () => {
  store = await testMetrics();
});
afterEach(() => store.close());

const raw = async (serverId = 'nas') => {
  const query = { clientIds: ['home'], serverId, from: DAY - 40 * DAY_MS, to: DAY + 2 * DAY_MS };
  const { times, series } = await store.metrics.range({ ...query, resolution: 'raw' }, DAY);
  return times.map((time, i) => [(Date.parse(time) - DAY) / MINUTE, series[0]?.values[i]]);
};

/** Statements of a write that `before` may interrupt. */
function interrupted(before: (write: number) => Promise<void> | void): SealDeps {
  let writes = 0;
  const { database } = store;
  const write: typeof database.write = async (statements) => {
    await before(++writes);
    await database.write(statements);
  };
  const deps = { database: { ...database, write }, store: createStore(database) };
  return { ...deps, log: createLog('error'), generation: () => 0 };
}

describe('seal', () => {
  it.each([
    ['a span that has not ended', 4 * HOUR_MS - 1, 2],
    ['a span that ended a moment ago', 4 * HOUR_MS, 2],
    ['a span that ended five minutes ago', 4 * HOUR_MS + 5 * MINUTE, 1],
    ['both spans', 8 * HOUR_MS + 5 * MINUTE, 0],
  ])('%s', async (_, after, left) => {
    await store.report(report('nas', DAY, 1), report('nas', DAY + 4 * HOUR_MS, 2));
    expect(await store.metrics.seal(DAY + after)).toEqual({
      reports: 2 - left,
      servers: left === 2 ? 0 : 1,
      left: 0,
    });
    expect(await store.count('heartbeats')).toBe(left);
    expect(await raw()).toEqual([
      [0, 1],
      [240, 2],
    ]);
  });

  it('merges later spans into the block of their day', async () => {
    for (const span of [0, 1, 2, 3]) {
      await store.report(report('nas', DAY + span * 4 * HOUR_MS, span));
      await store.metrics.seal(DAY + (span + 2) * 4 * HOUR_MS);
    }
    expect(await store.count('metric_blocks')).toBe(3);
    expect(await raw()).toHaveLength(4);
  });

  it('merges a backlog of many days, oldest not first', async () => {
    const days = [5, 0, 20, 3];
    for (const day of days) await store.report(report('nas', DAY - day * DAY_MS, day));
    await store.metrics.seal(DAY + DAY_MS);
    await store.report(report('nas', DAY - 20 * DAY_MS + MINUTE, 21));
    await store.metrics.seal(DAY + DAY_MS);
    expect((await raw()).map(([, value]) => value)).toEqual([20, 21, 5, 3, 0]);
  });

  it('reaches servers of several batches', async () => {
    const servers = Array.from({ length: 230 }, (_, i) => `server-${i}`);
    await store.report(...servers.map((serverId, i) => report(serverId, DAY, i)));
    expect(await store.metrics.seal(DAY + DAY_MS)).toEqual({ reports: 230, servers: 230, left: 0 });
    expect(await store.count('heartbeats')).toBe(0);
    expect(await raw('server-229')).toEqual([[0, 229]]);
  });

  it('leaves everything for the next run when a report arrives meanwhile', async () => {
    await store.report(report('nas', DAY, 1));
    const late = report('nas', DAY + MINUTE / 2, 2);
    const result = await seal(
      interrupted((write) => (write === 2 ? store.report(late) : undefined)),
      DAY + DAY_MS,
    );
    expect(result).toEqual({ reports: 0, servers: 1, left: 1 });
    expect(await store.count('heartbeats')).toBe(2);
    await store.metrics.seal(DAY + DAY_MS);
    expect(await store.count('heartbeats')).toBe(0);
    expect(await raw()).toEqual([
      [0, 1],
      [0.5, 2],
    ]);
  });

  it.each([1, 2, 3, 4])('loses and doubles nothing when it dies at write %i', async (dies) => {
    const servers = Array.from({ length: 230 }, (_, i) => `server-${i}`);
    await store.report(...servers.map((serverId, i) => report(serverId, DAY, i)));
    const death = interrupted((write) => {
      if (write === dies) throw new Error('killed');
    });
    await expect(seal(death, DAY + DAY_MS)).rejects.toThrow('killed');
    expect(await raw('server-0')).toEqual([[0, 0]]);
    expect(await raw('server-229')).toEqual([[0, 229]]);
    await store.metrics.seal(DAY + DAY_MS);
    expect(await store.count('heartbeats')).toBe(0);
    expect(await raw('server-0')).toEqual([[0, 0]]);
    expect(await raw('server-229')).toEqual([[0, 229]]);
  });

  it('writes nothing of a server that is forgotten meanwhile', async () => {
    await store.report(report('nas', DAY, 1));
    let generation = 0;
    const deps = { ...interrupted(() => undefined), generation: () => generation++ };
    expect(await seal(deps, DAY + DAY_MS)).toEqual({ reports: 0, servers: 0, left: 0 });
    expect(await store.count('metric_blocks')).toBe(0);
  });

  it('drops rows whose names are gone, which nothing can read', async () => {
    await store.report(report('nas', DAY, 1), report('pi', DAY, 2));
    await store.database.write(["DELETE FROM series_layouts WHERE server_id = 'nas'"]);
    await store.metrics.seal(DAY + DAY_MS);
    expect(await store.count('heartbeats')).toBe(0);
    expect(await raw('pi')).toEqual([[0, 2]]);
  });
});

describe('dueBefore', () => {
  const NOON = DAY + 12 * HOUR_MS;
  it.each<[string, number, number, number, number]>([
    ['rows of finished spans', NOON + 2 * HOUR_MS, 10, 0, NOON],
    ['not a span that ended a minute ago', NOON + MINUTE, 10, 0, NOON - 4 * HOUR_MS],
    ['as many as may wait', NOON + 2 * HOUR_MS, 250_000, NOON + HOUR_MS, NOON],
    [
      'the oldest when more wait, in whole buckets',
      NOON + 2 * HOUR_MS,
      250_001,
      NOON + 50 * MINUTE,
      NOON + 45 * MINUTE,
    ],
    ['nothing less when the oldest are older', NOON + 2 * HOUR_MS, 250_001, DAY, NOON],
    ['nothing of the future', NOON + 20 * MINUTE, 250_001, NOON + HOUR_MS, NOON + 15 * MINUTE],
  ])('%s', async (_, now, rows, timeOfRow, expected) => {
    const offsets: number[] = [];
    const time = async (offset: number) => {
      offsets.push(offset);
      return timeOfRow;
    };
    expect(await dueBefore({ countRows: async () => rows, timeOfRow: time }, now)).toBe(expected);
    expect(offsets).toEqual(rows > 250_000 ? [rows - 50_000] : []);
  });
});

describe('deletions', () => {
  it.each<[string, [number, number][], ReturnType<typeof deletions>]>([
    ['nothing to delete', [], []],
    [
      'few minutes go together, gaps included',
      [
        [5 * MINUTE, 10],
        [0, 20],
      ],
      [{ from: 0, before: 6 * MINUTE, rows: 30 }],
    ],
    [
      'many rows are cut',
      [
        [0, 20_000],
        [MINUTE, 6_000],
        [2 * MINUTE, 1],
      ],
      [
        { from: 0, before: MINUTE, rows: 20_000 },
        { from: MINUTE, before: 3 * MINUTE, rows: 6_001 },
      ],
    ],
    ['a full minute is not cut', [[0, 90_000]], [{ from: 0, before: MINUTE, rows: 90_000 }]],
  ])('%s', (_, minutes, spans) => {
    expect(deletions(new Map(minutes))).toEqual(spans);
  });
});

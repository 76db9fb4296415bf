import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { layoutOf } from './layout.ts';
import {
  type Block,
  createStore,
  deleteBlocks,
  deleteRows,
  insertLayout,
  insertRows,
  rowsOf,
  type Store,
  upsertBlock,
} from './store.ts';
import { type TestMetrics, testMetrics } from './test-metrics.ts';

const nas = layoutOf('home', 'nas', ['cpu_percent', 'load_1m']);
const pi = layoutOf('other', 'pi', ['cpu_percent']);
let test: TestMetrics;
let store: Store;

beforeEach(async () => {
  test = await testMetrics();
  store = createStore(test.database);
  await test.database.write([insertLayout(nas), insertLayout(pi), insertLayout(nas)]);
});
afterEach(() => test.close());

const block = (serverId: string, seconds: number, startAt: number, text = 'body'): Block => ({
  clientId: serverId === 'nas' ? 'home' : 'other',
  serverId,
  seconds,
  startAt,
  lastAt: startAt + 9,
  points: 10,
  names: serverId === 'nas' ? nas.names : pi.names,
  body: new TextEncoder().encode(text),
});
const writeBlocks = (...blocks: Block[]) =>
  test.database.write(blocks.map((one) => upsertBlock(one, one.serverId === 'nas' ? nas : pi)));

describe('rows', () => {
  beforeEach(async () => {
    const rows = [1, 2, 3].map((at) => ({ layout: nas, at, values: [at, null] }));
    await test.database.write(insertRows([...rows, { layout: pi, at: 2, values: [20] }]));
  });

  const query = { clientIds: ['home', 'other'], serverIds: ['nas', 'pi'], from: 1, to: 3 };
  it.each<[string, Partial<typeof query>, Record<string, number[]>]>([
    ['all of them', {}, { nas: [1, 2, 3], pi: [2] }],
    ['both ends are included', { from: 2, to: 2 }, { nas: [2], pi: [2] }],
    ['of the asked servers', { serverIds: ['pi'] }, { pi: [2] }],
    ['of the asked clients', { clientIds: ['home'] }, { nas: [1, 2, 3] }],
    ['of nobody', { clientIds: [] }, {}],
  ])('are read by server and layout: %s', async (_, changes, expected) => {
    const groups = await store.rows({ ...query, ...changes });
    const times = groups.map((group) => [
      group.serverId,
      rowsOf(group)
        .map((row) => row.at)
        .toSorted(),
    ]);
    expect(Object.fromEntries(times)).toEqual(expected);
  });

  it('come back with their names and values', async () => {
    const [group] = await store.rows({ ...query, serverIds: ['nas'], to: 1 });
    expect(group && rowsOf(group)).toEqual([{ names: nas.names, at: 1, values: [1, null] }]);
  });

  it('of a server without any series are still reports', async () => {
    const silent = layoutOf('home', 'silent', []);
    await test.database.write([insertLayout(silent), ...insertRows([{ layout: silent, at: 1, values: [] }])]);
    const [group] = await store.rows({ ...query, serverIds: ['silent'] });
    expect(group && rowsOf(group)).toEqual([{ names: [], at: 1, values: [] }]);
  });

  it('waiting are counted and found by age', async () => {
    expect(await store.countRows()).toBe(4);
    expect([await store.timeOfRow(0), await store.timeOfRow(3), await store.timeOfRow(9)]).toEqual([1, 3, 0]);
    expect(await store.serversWaiting(2)).toEqual(['nas']);
    expect((await store.serversWaiting(3)).toSorted()).toEqual(['nas', 'pi']);
    expect((await store.servers()).toSorted()).toEqual(['nas', 'pi']);
  });

  it.each([
    ['as many as were read', 2, 2],
    ['more than were read', 1, 4],
    ['fewer than were read', 3, 4],
  ])('are deleted all or none: %s', async (_, expected, left) => {
    await test.database.write(deleteRows(2, 3, expected)).catch(() => undefined);
    expect(await store.countRows()).toBe(left);
  });
});

describe('blocks', () => {
  const query = { clientIds: ['home', 'other'], serverIds: ['nas', 'pi'], seconds: 0, from: 0, to: 200 };
  beforeEach(() =>
    writeBlocks(block('nas', 0, 100), block('nas', 0, 0), block('nas', 900, 0), block('pi', 0, 200)),
  );

  it.each<[string, Partial<typeof query>, [string, number][]]>([
    [
      'oldest first within a server',
      {},
      [
        ['nas', 0],
        ['nas', 100],
        ['pi', 200],
      ],
    ],
    ['by start, both ends included', { from: 100, to: 100 }, [['nas', 100]]],
    ['by resolution', { seconds: 900 }, [['nas', 0]]],
    ['of the asked clients', { clientIds: ['other'] }, [['pi', 200]]],
  ])('are read %s', async (_, changes, expected) => {
    const blocks = await store.blocks({ ...query, ...changes });
    expect(blocks.map(({ serverId, startAt }) => [serverId, startAt])).toEqual(expected);
  });

  it('are read by place', async () => {
    const places = [
      [0, 100],
      [900, 0],
      [900, 100],
    ] as const;
    const blocks = await store.blocksAt('nas', places);
    const read = blocks.map(({ seconds, startAt }) => [seconds, startAt]);
    expect(read.toSorted(([a = 0], [b = 0]) => a - b)).toEqual([
      [0, 100],
      [900, 0],
    ]);
  });

  it('come back whole, and a second writing replaces', async () => {
    const changed = { ...block('nas', 0, 0, 'longer body'), lastAt: 50, points: 51 };
    await writeBlocks(changed);
    expect(await store.blocksAt('nas', [[0, 0]])).toEqual([changed]);
  });

  it('newest of each server are known by their end', async () => {
    expect((await store.newestBlocks()).toSorted((a, b) => a.startAt - b.startAt)).toEqual([
      { serverId: 'nas', startAt: 100, lastAt: 109 },
      { serverId: 'pi', startAt: 200, lastAt: 209 },
    ]);
  });

  it('are deleted by server, resolution and start', async () => {
    await test.database.write([deleteBlocks(['nas'], 0, 50)]);
    expect((await store.blocks(query)).map(({ startAt }) => startAt)).toEqual([100, 200]);
    expect(await store.blocks({ ...query, seconds: 900 })).toHaveLength(1);
  });
});

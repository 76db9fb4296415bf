import { afterEach, expect, it } from 'vitest';
import { openTestOutbox, type Row, type TestOutbox, testWay } from './test-outbox.ts';
import type { Sent, Way } from './way.ts';

const NOW = Date.UTC(2026, 10, 25, 14, 0);
const SECOND = 1000;
const VISITOR = 'subscriber:1';
const BUSY: Sent = { ok: false, retry: true, reason: 'network', message: 'The push service is busy' };
let outbox: TestOutbox;
afterEach(() => outbox.close());

const open = async (ways: Record<string, Way | string>) => {
  outbox = await openTestOutbox(ways);
};
const update = (thread: string, n: number, target = VISITOR): Row => ({
  thread,
  target,
  event: `update:${n}`,
  notification: { title: `${thread} ${n}` },
});
const visitors = (count: number) => Array.from({ length: count }, (_, i) => `subscriber:${i}`);

it('tells a visitor of each thing by itself: what gathers several is in the hub’s own words', async () => {
  const { way, sent } = testWay();
  await open({ [VISITOR]: way });
  await outbox.put([update('films', 1), update('photos', 1)], NOW);
  await outbox.pass(NOW);
  expect(sent.map(({ title, event, items }) => ({ title, event, items }))).toEqual([
    { title: 'films 1', event: 'opened', items: [] },
    { title: 'photos 1', event: 'opened', items: [] },
  ]);
});

it('tells a visitor of an update once, whatever is written again', async () => {
  const { way, sent } = testWay();
  await open({ [VISITOR]: way });
  for (const at of [NOW, NOW + 10 * SECOND]) {
    await outbox.put([update('films', 1)], at);
    await outbox.pass(at);
  }
  expect(sent).toHaveLength(1);
});

it('leaves out what a newer update says, where the older one has not arrived yet', async () => {
  const { way, sent } = testWay([BUSY]);
  await open({ [VISITOR]: way });
  await outbox.put([update('films', 1)], NOW);
  await outbox.pass(NOW);
  await outbox.put([update('films', 2)], NOW + SECOND);
  for (const seconds of [1, 60, 600]) await outbox.pass(NOW + seconds * SECOND);
  expect(sent.map(({ title }) => title)).toEqual(['films 1', 'films 2']);
});

it('delivers to others while more visitors have been asked to wait than SQLite takes values', async () => {
  const { way, sent } = testWay();
  await open({ a: way });
  await outbox.put([{ thread: 'disk', target: 'a' }], NOW);
  expect(await outbox.store.due(NOW, visitors(40_000))).toHaveLength(1);
  expect(await outbox.store.due(NOW, [...visitors(40_000), 'a'])).toEqual([]);
  await outbox.pass(NOW);
  expect(sent).toHaveLength(1);
});

it('keeps visitors out of the log of deliveries, the log of the hub, and memory', async () => {
  const { way } = testWay([{ ...BUSY, retry: false }]);
  await open({ [VISITOR]: way, a: testWay().way });
  await outbox.put([update('films', 1), { thread: 'disk' }], NOW);
  await outbox.pass(NOW);
  expect(Object.keys(await outbox.rows())).toEqual(['disk opened a']);
  expect([...outbox.told.keys()]).toEqual(['disk']);
  expect(outbox.logged.filter((line) => !line.includes('"level":"debug"'))).toEqual([]);
});

it('sends an alert at once while no visitor’s push service answers', async () => {
  const away = Promise.withResolvers<Sent>();
  const silent = testWay([], { send: () => away.promise }).way;
  const { way, sent } = testWay();
  const names = visitors(600);
  await open({ ...Object.fromEntries(names.map((name) => [name, silent])), a: way });
  await outbox.put(
    names.map((name) => update('films', 1, name)),
    NOW,
  );
  await outbox.deliverDue(() => ({ type: 'send' }), NOW);
  await outbox.put([{ thread: 'disk' }], NOW + SECOND);
  await outbox.deliverDue(() => ({ type: 'send' }), NOW + SECOND);
  await expect.poll(() => sent.map(({ thread }) => thread)).toEqual(['disk']);
  away.resolve({ ok: true });
});

it('reaches more visitors than it tells at once', async () => {
  const { way, sent } = testWay();
  const names = visitors(70);
  await open(Object.fromEntries(names.map((name) => [name, way])));
  await outbox.put(
    names.map((name) => update('films', 1, name)),
    NOW,
  );
  for (const second of [0, 1, 2]) await outbox.pass(NOW + second * SECOND);
  expect(sent).toHaveLength(names.length);
});

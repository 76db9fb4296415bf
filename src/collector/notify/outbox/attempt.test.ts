import { afterEach, describe, expect, it } from 'vitest';
import { no, OK, openTestOutbox, type TestOutbox, testWay } from './test-outbox.ts';
import type { Way } from './way.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

let outbox: TestOutbox;
const open = async (ways: Record<string, Way | string>) => {
  outbox = await openTestOutbox(ways);
};
afterEach(() => outbox.close());

/** The messages of one target, each as the lines in it. */
const linesOf = (sent: { items: string[]; message: string }[]) =>
  sent.map(({ items, message }) => (items.length > 0 ? items.toSorted() : [message]));

describe('a target that fails', () => {
  it('gets the same message under the same id until it takes it, each time a little later', async () => {
    const { way, sent } = testWay([no(), no(), OK]);
    await open({ a: way });
    await outbox.put([{ thread: 'disk' }, { thread: 'plex' }], NOW);
    await outbox.pass(NOW);
    await outbox.pass(NOW + 9 * SECOND);
    expect(sent).toHaveLength(1);
    await outbox.pass(NOW + 11 * SECOND);
    await outbox.pass(NOW + 40 * SECOND);
    expect(sent).toHaveLength(2);
    await outbox.pass(NOW + 43 * SECOND);
    await outbox.pass(NOW + HOUR);
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect(linesOf(sent)[2]).toEqual(['BackupServer: About disk.', 'BackupServer: About plex.']);
    expect(await outbox.rows()).toMatchObject({ 'plex opened a': { state: 'delivered', attempts: 3 } });
  });

  it('keeps the id when a part of the message need not be said any more', async () => {
    const { way, sent } = testWay([no()]);
    await open({ a: way });
    await outbox.put([{ thread: 'disk' }, { thread: 'plex' }], NOW);
    await outbox.pass(NOW);
    await outbox.pass(NOW + 11 * SECOND, (thread) =>
      thread === 'disk' ? { type: 'cancel', reason: 'It was over' } : { type: 'send' },
    );
    expect(sent[1]).toMatchObject({ id: sent[0]?.id, message: 'About plex.' });
  });

  it('never gets two messages under one id, though a part of the first waits longer', async () => {
    const { way, sent } = testWay([no()]);
    await open({ a: way });
    await outbox.put([{ thread: 'disk' }, { thread: 'plex' }], NOW);
    await outbox.pass(NOW);
    await outbox.pass(NOW + 11 * SECOND, (thread) =>
      thread === 'disk' ? { type: 'wait', until: NOW + HOUR, reason: 'Maintenance' } : { type: 'send' },
    );
    await outbox.pass(NOW + HOUR);
    expect(sent).toHaveLength(3);
    expect(sent[1]?.id).toBe(sent[0]?.id);
    expect(sent[2]?.id).not.toBe(sent[0]?.id);
  });

  it('is told to have what arrived while something newer was written', async () => {
    const { way, sent } = testWay([no()]);
    const send: Way['send'] = async (notification, now) => {
      if (sent.length === 1) await outbox.put([{ thread: 'disk', event: 'worsened:critical' }], NOW);
      return way.send(notification, now);
    };
    await open({ a: { ...way, send } });
    await outbox.put([{ thread: 'disk' }], NOW);
    await outbox.pass(NOW);
    await outbox.pass(NOW + 11 * SECOND);
    expect(await outbox.rows()).toMatchObject({
      'disk opened a': { state: 'delivered', reason: null },
    });
  });

  it('gets each message whole, though more waits than one look finds', async () => {
    const { way, sent } = testWay(Array.from({ length: 12 }, () => no()));
    await open({ a: way });
    for (let round = 0; round < 12; round += 1) {
      const now = NOW + (round * SECOND) / 2;
      await outbox.put(
        Array.from({ length: 45 }, (_, n) => ({ thread: `${round} ${n}` })),
        now,
      );
      await outbox.pass(now);
    }
    for (let n = 0; n < 3; n += 1) await outbox.pass(NOW + HOUR + n * SECOND);
    expect(sent.map(({ items }) => items.length)).toEqual(Array.from({ length: 24 }, () => 45));
    expect(new Set(sent.map(({ id }) => id)).size).toBe(12);
  });

  it('is asked at once with what is new, but not with what waits', async () => {
    const { way, sent } = testWay([no()]);
    await open({ a: way });
    await outbox.put([{ thread: 'disk' }], NOW);
    await outbox.pass(NOW);
    await outbox.put([{ thread: 'plex' }], NOW + 8 * SECOND);
    await outbox.pass(NOW + 8 * SECOND);
    expect(linesOf(sent)).toEqual([['About disk.'], ['About plex.']]);
  });

  it('and asks to be left alone gets nothing at all until then', async () => {
    const { way, sent } = testWay([no({ reason: 'rate_limited', retryAfterSeconds: 75 })]);
    await open({ a: way });
    await outbox.put([{ thread: 'disk' }], NOW);
    await outbox.pass(NOW);
    await outbox.put([{ thread: 'plex' }], NOW + 5 * SECOND);
    await outbox.pass(NOW + 70 * SECOND);
    expect(sent).toHaveLength(1);
    await outbox.pass(NOW + 76 * SECOND);
    expect(linesOf(sent).flat().toSorted()).toEqual(['About disk.', 'About disk.', 'About plex.']);
  });

  it.each(['unauthorized', 'target_gone', 'address_refused', 'gone'] as const)(
    'for good (%s) is given up, with all that waits for it',
    async (reason) => {
      const { way, sent, notes } = testWay([no({ reason, retry: false, message: 'Nothing there' })]);
      await open({ a: way });
      await outbox.put([{ thread: 'disk' }, { thread: 'plex', dueAt: NOW + HOUR }], NOW);
      await outbox.pass(NOW);
      await outbox.pass(NOW + HOUR);
      expect(sent).toHaveLength(1);
      expect(notes).toEqual([{ isOk: false, isDead: true }]);
      const failed = { state: 'failed', reason: 'Nothing there' };
      expect(await outbox.rows()).toMatchObject({ 'disk opened a': failed, 'plex opened a': failed });
    },
  );

  it('at one message gets the next one', async () => {
    const { way, notes } = testWay([no({ reason: 'rejected', retry: false })]);
    await open({ a: way });
    await outbox.put([{ thread: 'disk' }], NOW);
    await outbox.pass(NOW);
    await outbox.put([{ thread: 'plex' }], NOW + MINUTE);
    await outbox.pass(NOW + MINUTE);
    expect(notes).toEqual([
      { isOk: false, isDead: false },
      { isOk: true, isDead: false },
    ]);
    expect(await outbox.rows()).toMatchObject({
      'disk opened a': { state: 'failed' },
      'plex opened a': { state: 'delivered' },
    });
  });

  it('for a day is given up', async () => {
    const { way, sent } = testWay(Array.from({ length: 60 }, () => no()));
    await open({ a: way });
    await outbox.put([{ thread: 'disk' }], NOW);
    for (let hour = 0; hour < 60; hour += 1) await outbox.pass(NOW + hour * (HOUR + SECOND));
    expect(sent).toHaveLength(29);
    expect(await outbox.rows()).toMatchObject({ 'disk opened a': { state: 'failed' } });
  });

  it('in a way that nobody foresaw is tried again later, and logged', async () => {
    const { way } = testWay([], {
      send: async () => {
        throw new Error('no such key');
      },
    });
    await open({ a: way });
    await outbox.put([{ thread: 'disk' }], NOW);
    await outbox.pass(NOW);
    await outbox.pass(NOW + SECOND);
    expect(await outbox.rows()).toMatchObject({ 'disk opened a': { state: 'pending', attempts: 1 } });
    expect(outbox.logged.join('')).toContain('no such key');
  });

  it('is logged with its reason', async () => {
    await open({ a: testWay([no()]).way });
    await outbox.put([{ thread: 'disk' }], NOW);
    await outbox.pass(NOW);
    expect(JSON.parse(outbox.logged[0] ?? '')).toMatchObject({
      level: 'warn',
      message: 'a message did not arrive',
      target: 'a',
      reason: 'server',
    });
  });
});

it('after a hub was killed in the middle of an attempt the next one says the same under the same id', async () => {
  const { way, sent } = testWay();
  const killed = Promise.withResolvers<void>();
  const send: Way['send'] = async (notification, now) => {
    const answer = await way.send(notification, now);
    if (sent.length === 1) await killed.promise;
    return answer;
  };
  await open({ a: { ...way, send } });
  await outbox.put([{ thread: 'disk' }, { thread: 'plex' }], NOW);
  await outbox.deliverDue(() => ({ type: 'send' }), NOW);
  await expect.poll(() => sent.length).toBe(1);
  const next = outbox.start();
  await next.deliverDue(() => ({ type: 'send' }), NOW + SECOND);
  await next.settled();
  expect(sent.map(({ id }) => id)).toEqual([sent[0]?.id, sent[0]?.id]);
  expect(linesOf(sent)[1]).toHaveLength(2);
  killed.resolve();
});

import { afterEach, describe, expect, it } from 'vitest';
import { no, openTestOutbox, type TestOutbox, testWay } from './test-outbox.ts';
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

describe('what is due', () => {
  it('goes out when its time has come, once', async () => {
    const { way, sent, notes } = testWay();
    await open({ a: way });
    await outbox.put([{ thread: 'disk', dueAt: NOW + 5 * SECOND }], NOW);
    await outbox.pass(NOW + 4 * SECOND);
    expect(sent).toEqual([]);
    await outbox.pass(NOW + 5 * SECOND);
    await outbox.pass(NOW + HOUR);
    expect(linesOf(sent)).toEqual([['About disk.']]);
    expect(notes).toEqual([{ isOk: true, isDead: false }]);
    expect(await outbox.rows()).toEqual({
      'disk opened a': { state: 'delivered', reason: null, attempts: 1 },
    });
  });

  it('goes out in its turn, when what was written down later is due earlier', async () => {
    const { way, sent } = testWay();
    await open({ a: way });
    await outbox.put([{ thread: 'disk', dueAt: NOW + HOUR }], NOW);
    await outbox.pass(NOW);
    await outbox.put([{ thread: 'plex', dueAt: NOW + MINUTE }], NOW + SECOND);
    await outbox.pass(NOW + MINUTE);
    await outbox.pass(NOW + HOUR);
    expect(linesOf(sent)).toEqual([['About plex.'], ['About disk.']]);
  });

  it('goes out when the database can be read again', async () => {
    const { way, sent } = testWay();
    await open({ a: way });
    await outbox.put([{ thread: 'disk' }], NOW);
    await outbox.breakFor(() => expect(outbox.pass(NOW)).rejects.toThrow());
    await outbox.pass(NOW + SECOND);
    expect(linesOf(sent)).toEqual([['About disk.']]);
  });

  it('is told once, however often it is written down', async () => {
    const { way, sent } = testWay();
    await open({ a: way });
    await outbox.put([{ thread: 'disk' }], NOW);
    await outbox.pass(NOW);
    await outbox.put([{ thread: 'disk' }, { thread: 'disk', event: 'worsened:critical' }], NOW + MINUTE);
    await outbox.pass(NOW + MINUTE);
    expect(sent).toHaveLength(2);
  });

  it('at about the same time is one message, with what follows within three seconds', async () => {
    const { way, sent } = testWay();
    await open({ a: way });
    await outbox.put([{ thread: 'disk' }, { thread: 'plex', dueAt: NOW + 3 * SECOND }], NOW);
    await outbox.put([{ thread: 'fan', dueAt: NOW + 4 * SECOND }], NOW);
    await outbox.pass(NOW);
    await outbox.pass(NOW + 4 * SECOND);
    expect(linesOf(sent)).toEqual([
      ['BackupServer: About disk.', 'BackupServer: About plex.'],
      ['About fan.'],
    ]);
  });

  it('of trouble and of its end are two messages', async () => {
    const { way, sent } = testWay();
    await open({ a: way });
    await outbox.put([{ thread: 'disk' }], NOW);
    await outbox.pass(NOW);
    await outbox.put([{ thread: 'disk', event: 'resolved' }, { thread: 'plex' }], NOW + MINUTE);
    await outbox.pass(NOW + MINUTE);
    expect(sent.map(({ event }) => event).toSorted()).toEqual(['opened', 'opened', 'resolved']);
  });

  it('of an end that nobody heard the beginning of is not told', async () => {
    const { way, sent } = testWay([no({ retry: false, reason: 'rejected' })]);
    await open({ a: way });
    await outbox.put([{ thread: 'disk' }], NOW);
    await outbox.pass(NOW);
    await outbox.put([{ thread: 'disk', event: 'resolved' }], NOW + MINUTE);
    await outbox.pass(NOW + MINUTE);
    expect(sent).toHaveLength(1);
    expect(await outbox.rows()).toMatchObject({
      'disk resolved a': { state: 'cancelled', reason: 'Nobody here was told of it' },
    });
  });

  it('of more than fifty is several messages', async () => {
    const { way, sent } = testWay();
    await open({ a: way });
    await outbox.put(
      Array.from({ length: 51 }, (_, n) => ({ thread: `disk ${n}` })),
      NOW,
    );
    await outbox.pass(NOW);
    expect(sent.map(({ items }) => items.length).toSorted()).toEqual([0, 50]);
  });
});

describe('a slow target', () => {
  const slow = () => {
    const answer = Promise.withResolvers<void>();
    const { way, sent } = testWay();
    const send: Way['send'] = async (notification, now) => {
      await answer.promise;
      return way.send(notification, now);
    };
    return { way: { ...way, send }, sent, answer: answer.resolve };
  };

  it('holds up neither the job nor another target, and is not asked beside itself', async () => {
    const late = slow();
    const { way, sent } = testWay();
    await open({ a: late.way, b: way });
    await outbox.put([{ thread: 'disk' }, { thread: 'disk', target: 'b' }], NOW);
    await outbox.deliverDue(() => ({ type: 'send' }), NOW);
    await expect.poll(() => sent.length).toBe(1);
    await outbox.put([{ thread: 'plex' }, { thread: 'plex', target: 'b' }], NOW + SECOND);
    await outbox.deliverDue(() => ({ type: 'send' }), NOW + SECOND);
    await expect.poll(() => sent.length).toBe(2);
    expect(late.sent).toEqual([]);
    late.answer();
    await outbox.settled();
    await outbox.pass(NOW + 2 * SECOND);
    expect(linesOf(late.sent)).toEqual([['About disk.'], ['About plex.']]);
  });

  it('is one of many, and one that answers has its message all the same', async () => {
    const late = Array.from({ length: 12 }, slow);
    const { way, sent } = testWay();
    await open({ ...Object.fromEntries(late.map((one, n) => [`late ${n}`, one.way])), z: way });
    await outbox.put(
      [...late.keys()].map((n) => ({ thread: 'disk', target: `late ${n}` })),
      NOW,
    );
    await outbox.put([{ thread: 'disk', target: 'z' }], NOW);
    await outbox.deliverDue(() => ({ type: 'send' }), NOW);
    await expect.poll(() => sent.length).toBe(1);
    for (const { answer } of late) answer();
  });

  it('with more than is looked at in one go keeps nothing from the others', async () => {
    const late = slow();
    const { way, sent } = testWay();
    await open({ a: late.way, b: way });
    await outbox.put(
      Array.from({ length: 600 }, (_, n) => ({ thread: `disk ${n}` })),
      NOW,
    );
    await outbox.put([{ thread: 'plex', target: 'b' }], NOW + 1);
    for (const now of [NOW + 1, NOW + SECOND]) await outbox.deliverDue(() => ({ type: 'send' }), now);
    await expect.poll(() => sent.length).toBe(1);
    late.answer();
  });

  it('is waited for when the hub stops, and what is left goes out after the next start', async () => {
    const late = slow();
    await open({ a: late.way });
    await outbox.put([{ thread: 'disk' }, { thread: 'fan' }], NOW);
    await outbox.put(
      Array.from({ length: 50 }, (_, n) => ({ thread: `plex ${n}` })),
      NOW,
    );
    await outbox.deliverDue(() => ({ type: 'send' }), NOW);
    const drained = outbox.drain();
    late.answer();
    await drained;
    const before = late.sent.length;
    expect(before).toBeLessThan(2);
    const next = outbox.start();
    await next.deliverDue(() => ({ type: 'send' }), NOW + SECOND);
    await next.settled();
    expect(linesOf(late.sent).flat()).toHaveLength(52);
  });
});

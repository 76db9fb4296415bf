import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestOutbox, type TestOutbox, testWay } from './test-outbox.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');
let outbox: TestOutbox;
beforeEach(async () => {
  outbox = await openTestOutbox({ a: testWay().way });
});
afterEach(() => outbox.close());

const toldOf = (thread: string) => [...(outbox.told.get(thread) ?? [])].toSorted();

it('who gets something of a thread is known from the commit on, and forgotten with its end', async () => {
  await outbox.put([{ thread: 'disk' }, { thread: 'disk', target: 'b' }, { thread: 'plex' }], NOW);
  await outbox.put([{ thread: 'disk', target: 'c', event: 'escalated' }], NOW);
  expect(toldOf('disk')).toEqual(['a', 'b', 'c']);
  await outbox.put([{ thread: 'disk', event: 'resolved' }], NOW);
  expect(toldOf('disk')).toEqual([]);
  expect(toldOf('plex')).toEqual(['a']);
});

it('rows wait for their time, with all that is to be said', async () => {
  await outbox.put([{ thread: 'disk', dueAt: NOW + 2000 }], NOW);
  expect(await outbox.rows()).toEqual({ 'disk opened a': { state: 'pending', reason: null, attempts: 0 } });
});

describe('what is told again', () => {
  const MINUTE = 60_000;
  const states = async () =>
    Object.fromEntries(Object.entries(await outbox.rows()).map(([row, { state }]) => [row, state]));

  it.each([
    { what: 'opened, and waits', before: 'opened', now: 'worsened:critical', cancelled: true },
    { what: 'worse already, and snoozed', before: 'worsened:high', now: 'reminder:1', cancelled: true },
    { what: 'escalated later than it', before: 'escalated', now: 'escalated:critical', cancelled: true },
    {
      what: 'for those who are asked later',
      before: 'escalated',
      now: 'worsened:critical',
      cancelled: false,
    },
    { what: 'over', before: 'resolved', now: 'worsened:critical', cancelled: false },
  ])('replaces what is $what: $cancelled', async ({ before, now, cancelled }) => {
    await outbox.put([{ thread: 'disk', event: before, dueAt: NOW + MINUTE }], NOW);
    await outbox.put([{ thread: 'disk', event: now }], NOW);
    expect((await outbox.rows())[`disk ${before} a`]).toMatchObject(
      cancelled
        ? { state: 'cancelled', reason: 'A newer message says it' }
        : { state: 'pending', reason: null },
    );
    expect(await states()).toMatchObject({ [`disk ${now} a`]: 'pending' });
  });

  it('leaves an escalation that comes sooner', async () => {
    await outbox.put([{ thread: 'disk', event: 'escalated', dueAt: NOW + MINUTE }], NOW);
    await outbox.put([{ thread: 'disk', event: 'escalated:critical', dueAt: NOW + 2 * MINUTE }], NOW);
    expect(await states()).toEqual({ 'disk escalated a': 'pending', 'disk escalated:critical a': 'pending' });
  });

  it('leaves other threads and targets as they are, and what has been said', async () => {
    await outbox.put([{ thread: 'fan' }], NOW);
    await outbox.pass(NOW);
    await outbox.put([{ thread: 'disk', target: 'b' }, { thread: 'plex' }], NOW);
    await outbox.put(
      [
        { thread: 'disk', event: 'worsened:critical' },
        { thread: 'fan', event: 'worsened:critical' },
      ],
      NOW,
    );
    expect(await states()).toMatchObject({
      'disk opened b': 'pending',
      'plex opened a': 'pending',
      'fan opened a': 'delivered',
    });
  });

  it('after it was told replaces nothing when it is written once more', async () => {
    await outbox.put([{ thread: 'disk', event: 'worsened:critical' }], NOW);
    await outbox.pass(NOW);
    await outbox.put([{ thread: 'disk', event: 'reminder:1', dueAt: NOW + MINUTE }], NOW);
    await outbox.put([{ thread: 'disk', event: 'worsened:critical' }], NOW);
    expect(await states()).toMatchObject({ 'disk reminder:1 a': 'pending' });
  });
});

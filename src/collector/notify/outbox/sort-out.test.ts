import { afterEach, describe, expect, it } from 'vitest';
import type { Review } from '../types.ts';
import { openTestOutbox, type TestOutbox, testWay } from './test-outbox.ts';
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

describe('just before it goes out it is looked at again', () => {
  it.each<{ what: string; review: Review; state: string; reason: string | null; messages: number }>([
    { what: 'still true: sent', review: { type: 'send' }, state: 'delivered', reason: null, messages: 1 },
    {
      what: 'acknowledged meanwhile: not sent, and why',
      review: { type: 'cancel', reason: 'Ana acknowledged it before this was sent' },
      state: 'cancelled',
      reason: 'Ana acknowledged it before this was sent',
      messages: 0,
    },
    {
      what: 'snoozed: later',
      review: { type: 'wait', until: NOW + HOUR, reason: 'Snoozed' },
      state: 'pending',
      reason: 'Snoozed',
      messages: 0,
    },
  ])('$what', async ({ review, state, reason, messages }) => {
    const { way, sent } = testWay();
    await open({ a: way });
    await outbox.put([{ thread: 'disk', event: 'escalated', dueAt: NOW + 30 * MINUTE }], NOW);
    await outbox.pass(NOW, () => review);
    expect(await outbox.rows()).toMatchObject({ 'disk escalated a': { state: 'pending', reason: null } });
    await outbox.pass(NOW + 30 * MINUTE, () => review);
    expect(sent).toHaveLength(messages);
    expect(await outbox.rows()).toMatchObject({ 'disk escalated a': { state, reason } });
  });

  it('what waited is told at the end of its wait', async () => {
    const { way, sent } = testWay();
    await open({ a: way });
    await outbox.put([{ thread: 'disk' }], NOW);
    await outbox.pass(NOW, () => ({ type: 'wait', until: NOW + HOUR, reason: 'Snoozed' }));
    await outbox.pass(NOW + HOUR);
    expect(sent).toHaveLength(1);
  });

  it.each<{ what: string; ways: Record<string, Way | string>; reason: string }>([
    { what: 'its target is gone', ways: {}, reason: 'It was removed' },
    {
      what: 'its target is turned off',
      ways: { a: 'The channel is turned off' },
      reason: 'The channel is turned off',
    },
    {
      what: 'its person may not see that client any more',
      ways: { a: testWay([], { isFor: (clientId) => clientId !== 'home' }).way },
      reason: 'Its person may not see this any more',
    },
  ])('not sent when $what', async ({ ways, reason }) => {
    await open(ways);
    await outbox.put([{ thread: 'disk' }], NOW);
    await outbox.pass(NOW);
    expect(await outbox.rows()).toMatchObject({ 'disk opened a': { state: 'cancelled', reason } });
  });

  it('of several clients only what its person may see is told, in one message', async () => {
    const { way, sent } = testWay([], { isFor: (clientId) => clientId === 'smith' });
    await open({ a: way });
    await outbox.put([{ thread: 'disk' }, { thread: 'plex', clientId: 'smith' }], NOW);
    await outbox.pass(NOW);
    expect(linesOf(sent)).toEqual([['About plex.']]);
  });
});

describe('quiet hours', () => {
  const quietHours = { zone: 'UTC', from: '22:00', to: '07:00', lets_critical_through: true };
  const EVENING = Date.parse('2026-11-25T23:30:00Z');
  const MORNING = Date.parse('2026-11-26T07:00:00Z');
  const high = { thread: 'disk', notification: { severity: 'high' as const } };

  it('keep a message until their end, over midnight, and then it is told', async () => {
    const { way, sent } = testWay([], { quietHours });
    await open({ a: way });
    await outbox.put([high], EVENING);
    await outbox.pass(EVENING);
    expect(await outbox.rows()).toMatchObject({
      'disk opened a': { state: 'pending', reason: 'Quiet hours until 07:00' },
    });
    await outbox.pass(MORNING - 4 * SECOND);
    expect(sent).toEqual([]);
    await outbox.pass(MORNING);
    expect(sent).toHaveLength(1);
  });

  it('keep what is over by their end for good', async () => {
    const { way, sent } = testWay([], { quietHours });
    await open({ a: way });
    await outbox.put([high], EVENING);
    await outbox.pass(EVENING);
    await outbox.pass(MORNING, () => ({ type: 'cancel', reason: 'It was over before this was sent' }));
    expect(sent).toEqual([]);
  });

  it('tell what got worse meanwhile in one message, at their end', async () => {
    const { way, sent } = testWay([], { quietHours });
    await open({ a: way });
    await outbox.put([high], EVENING);
    await outbox.pass(EVENING);
    await outbox.put([{ ...high, event: 'worsened:high' }], EVENING + HOUR);
    await outbox.pass(EVENING + HOUR);
    await outbox.pass(MORNING);
    expect(sent).toMatchObject([{ items: [] }]);
  });

  it.each([
    { letsThrough: true, messages: 1 },
    { letsThrough: false, messages: 0 },
  ])('let critical ones through if asked to: $letsThrough', async ({ letsThrough, messages }) => {
    const { way, sent } = testWay([], { quietHours: { ...quietHours, lets_critical_through: letsThrough } });
    await open({ a: way });
    await outbox.put([{ thread: 'fire', notification: { severity: 'critical' } }, high], EVENING);
    await outbox.pass(EVENING);
    expect(sent).toHaveLength(messages);
  });
});

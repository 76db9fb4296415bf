import { describe, expect, it } from 'vitest';
import { notificationWith } from '../../../../tests/notification.ts';
import { scriptedOutbound } from '../../../../tests/scripted-outbound.ts';
import { failure } from '../../outbound-failure.ts';
import type { Notification } from '../notification.ts';
import { type Delivery, defineChannel } from './channel.ts';
import { text, token } from './field.ts';

type Send = (config: { key: string; room?: string }, notification: Notification) => Promise<Delivery>;

function pigeon(send: Send) {
  return defineChannel({
    label: 'Pigeon',
    fields: {
      key: { kind: 'text', label: 'Key', secret: true, schema: token() },
      room: { kind: 'text', label: 'Room', schema: text().optional() },
    },
    limits: { text: 100, unit: 'characters' },
    problem: ({ room }) => (room === 'cellar' ? 'has no window there' : null),
    send,
  });
}

const { out } = scriptedOutbound([]);
const CONFIG = { key: 'grain-seed', room: 'attic' };
const deliver = (send: Send, config: unknown = CONFIG, changes: Partial<Notification> = {}) =>
  pigeon(send).deliver(config, notificationWith(changes), out);

describe('a set-up', () => {
  const { config } = pigeon(async () => ({ ok: true }));
  it.each([
    { given: CONFIG, what: 'that is whole', message: undefined },
    { given: { key: 'grain-seed' }, what: 'without what may be missing', message: undefined },
    { given: {}, what: 'without its key', message: expect.stringContaining('expected string') },
    {
      given: { ...CONFIG, wing: 1 },
      what: 'with more than there is',
      message: expect.stringContaining('wing'),
    },
    { given: { ...CONFIG, room: 'cellar' }, what: 'at odds with itself', message: 'has no window there' },
  ])('$what', ({ given, message }) => {
    expect(config.safeParse(given).error?.issues[0]?.message).toEqual(message);
  });
});

describe('a delivery', () => {
  it('gets the set-up and a notification within bounds', async () => {
    const got: unknown[] = [];
    await deliver(
      async (config, { title }) => {
        got.push(config, title);
        return { ok: true };
      },
      CONFIG,
      { title: 'two\nlines' },
    );
    expect(got).toEqual([CONFIG, 'two lines']);
  });

  it('keeps what the adapter says of success', async () => {
    const said = { ok: true, id: '7', changes: { room: 'roof' } } as const;
    expect(await deliver(async () => said)).toEqual(said);
  });

  it('fails when a stored set-up is not one any more', async () => {
    expect(await deliver(async () => ({ ok: true }), { room: 1 })).toEqual({
      ok: false,
      retry: false,
      reason: 'rejected',
      message: 'Pigeon is not set up completely',
    });
  });

  it('turns what is thrown into a failure', async () => {
    const thrown = Object.assign(new Error('at grain-seed'), { code: 'ECONNRESET' });
    expect(await deliver(() => Promise.reject(thrown))).toEqual({
      ok: false,
      retry: true,
      reason: 'network',
      message: 'Pigeon could not be reached (ECONNRESET)',
    });
  });

  it('hides a secret that an adapter let slip', async () => {
    const slip = await deliver(async () => failure('rejected', 'No grain-seed in the attic', 5));
    expect(slip).toMatchObject({ message: 'No ••• in the attic', retryAfterSeconds: 5 });
  });
});

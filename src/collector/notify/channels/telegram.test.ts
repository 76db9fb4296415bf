import { describe, expect, it } from 'vitest';
import { notificationWith } from '../../../../tests/notification.ts';
import { scriptedOutbound } from '../../../../tests/scripted-outbound.ts';
import { telegram, telegramText } from './telegram.ts';

const CONFIG = { bot_token: '123456:ABC-def', chat_id: '-100' };
const SENT = { body: '{"ok":true,"result":{"message_id":77}}' };
const no = (error_code: number, description: string, parameters?: object) => ({
  status: error_code,
  body: JSON.stringify({ ok: false, error_code, description, parameters }),
});
const MOVED = no(400, 'Bad Request: group chat was upgraded', { migrate_to_chat_id: -1001 });
const CONFUSED = no(400, "Bad Request: can't parse entities: unclosed tag");

async function deliver(answers: Parameters<typeof scriptedOutbound>[0], config: object = CONFIG) {
  const { out, asked } = scriptedOutbound(answers);
  const delivery = await telegram.deliver(config, notificationWith({ title: 'A<B' }), out);
  return { delivery, bodies: asked.map(({ body }) => JSON.parse(String(body))) };
}

describe('a text', () => {
  it('has its first line bold', () => {
    expect(telegramText(notificationWith({ title: 'A<B & C' }), true)).toMatch(
      /^<b>🚨 CRITICAL: A&lt;B &amp; C<\/b>\n\nNo heartbeat/,
    );
  });

  it('is plain when it must be', () => {
    expect(telegramText(notificationWith({ title: 'A<B' }), false)).toMatch(/^🚨 CRITICAL: A<B\n\nNo heart/);
  });

  it('fits when it is read', () => {
    expect(telegramText(notificationWith({ message: '<'.repeat(9000) }), false)).toHaveLength(4096);
  });
});

describe('a message', () => {
  it('is HTML without previews, to one chat', async () => {
    const { delivery, bodies } = await deliver([SENT], { ...CONFIG, thread_id: '7' });
    expect(delivery).toEqual({ ok: true, id: '77' });
    expect(bodies).toEqual([
      {
        chat_id: '-100',
        message_thread_id: 7,
        text: expect.stringContaining('<b>🚨 CRITICAL: A&lt;B</b>'),
        parse_mode: 'HTML',
        disable_notification: false,
        link_preview_options: { is_disabled: true },
      },
    ]);
  });

  it('makes no sound when it is of little weight', async () => {
    const { out, asked } = scriptedOutbound([SENT]);
    await telegram.deliver(CONFIG, notificationWith({ severity: 'low' }), out);
    expect(JSON.parse(String(asked[0]?.body))).toMatchObject({ disable_notification: true });
  });

  it('is sent once more, plain, when its HTML is not understood', async () => {
    const { delivery, bodies } = await deliver([CONFUSED, SENT]);
    expect(delivery).toEqual({ ok: true, id: '77' });
    expect(bodies[1]).not.toHaveProperty('parse_mode');
    expect(bodies[1].text).toContain('A<B');
  });

  it('follows a group to its new id, which is to be kept', async () => {
    const { delivery, bodies } = await deliver([MOVED, SENT]);
    expect(delivery).toEqual({ ok: true, id: '77', changes: { chat_id: '-1001' } });
    expect(bodies.map(({ chat_id }) => chat_id)).toEqual(['-100', '-1001']);
  });

  it.each([
    { what: 'moves twice', answers: [MOVED, MOVED] },
    { what: 'never understands', answers: [CONFUSED, CONFUSED] },
  ])('is given up when the chat $what', async ({ answers }) => {
    const { delivery, bodies } = await deliver(answers);
    expect(delivery).toMatchObject({ ok: false, reason: 'rejected', retry: false });
    expect(bodies).toHaveLength(2);
  });
});

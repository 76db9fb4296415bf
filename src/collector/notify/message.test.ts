import { describe, expect, it } from 'vitest';
import { MAX_PAYLOAD_BYTES, type PushMessage, payloadOf, testNotification } from './message.ts';

const ORIGIN = 'https://hub.example.org';
const notification = (changes: Partial<PushMessage> = {}): PushMessage => ({
  ...testNotification('Phone'),
  ...changes,
});
const shown = (changes: Partial<PushMessage>) =>
  JSON.parse(payloadOf(notification(changes), ORIGIN)).notification;

describe('a push message', () => {
  it('is declarative web push', () => {
    expect(
      JSON.parse(payloadOf(notification({ title: 'Backup is offline', body: 'Since 14:02.' }), ORIGIN)),
    ).toEqual({
      web_push: 8030,
      notification: {
        title: 'Backup is offline',
        body: 'Since 14:02.',
        navigate: 'https://hub.example.org/settings/device',
        lang: 'en',
        dir: 'ltr',
        tag: 'test',
      },
    });
  });

  it('has the buttons and the language of whom it is for', () => {
    const navigate = 'https://hub.example.org/settings/device';
    const stop = { action: 'stop', title: 'Beenden' };
    expect(shown({ lang: 'de', actions: [stop] })).toMatchObject({
      lang: 'de',
      actions: [{ ...stop, navigate }],
    });
    expect(shown({ alertId: 'a1' })).toMatchObject({
      data: { alert_id: 'a1' },
      actions: [
        { action: 'acknowledge', title: 'Acknowledge', navigate },
        { action: 'open', title: 'Open', navigate },
      ],
    });
    expect(shown({ actions: [] })).not.toHaveProperty('actions');
  });

  it.each([
    { what: 'a long title', changes: { title: 'x'.repeat(5000) } },
    { what: 'a long body', changes: { body: 'x'.repeat(50_000) } },
    { what: 'a body of wide characters', changes: { body: '🏮'.repeat(5000) } },
    { what: 'a body that JSON makes longer', changes: { body: '\u0001'.repeat(3000) } },
  ])('fits with $what', ({ changes }) => {
    expect(Buffer.byteLength(payloadOf(notification(changes), ORIGIN))).toBeLessThanOrEqual(
      MAX_PAYLOAD_BYTES,
    );
  });

  it('keeps a body that fits as it is', () => {
    expect(shown({ body: 'é'.repeat(1500) }).body).toBe('é'.repeat(1500));
  });

  it('is cut between characters and says so', () => {
    expect(shown({ title: '🏮'.repeat(61) }).title).toBe(`${'🏮'.repeat(59)}…`);
    expect(shown({ body: '🏮'.repeat(5000) }).body).toMatch(/^(🏮)+…$/u);
  });
});

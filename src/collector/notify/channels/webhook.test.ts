import { describe, expect, it } from 'vitest';
import { notificationWith } from '../../../../tests/notification.ts';
import { scriptedOutbound } from '../../../../tests/scripted-outbound.ts';
import { signatureHeaders, webhook, webhookBody } from './webhook.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OLD_SECRET = 'whsec_b2xkS2V5b2xkS2V5b2xkS2V5b2xkS2V5b2xk';

it('tells everything, with units in its names', () => {
  const resolved = notificationWith({ event: 'resolved', lastedMs: 720_400, items: ['One'] });
  expect(JSON.parse(webhookBody(resolved))).toEqual({
    type: 'notification.resolved',
    timestamp: '2026-11-25T14:32:00.000Z',
    data: {
      id: resolved.id,
      thread: resolved.thread,
      event: 'resolved',
      severity: 'critical',
      title: 'Server offline',
      message: 'No heartbeat for 3 minutes.',
      server: 'BackupServer',
      url: 'https://hub.example.org/alerts/42',
      fields: [{ label: 'Last seen', value: '14:29' }],
      items: ['One'],
      lasted_seconds: 720,
    },
  });
  expect(JSON.parse(webhookBody(notificationWith()))).toMatchObject({ data: { lasted_seconds: null } });
});

describe('a signature', () => {
  // The example of the standard's own libraries.
  const sign = (secrets: string[]) =>
    signatureHeaders(secrets, 'msg_p5jXN8AQM9LWM0D4loKWxJek', '{"test": 2432232314}', 1_614_265_330_000);

  it('is the one that the standard gives', () => {
    expect(sign([SECRET])).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': 1_614_265_330,
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is two while secrets change', () => {
    expect(sign([SECRET, OLD_SECRET])['webhook-signature']).toMatch(/^v1,g0hM9S\S+ v1,\S{44}$/);
  });
});

it('keeps its id on a retry, and takes the time of each attempt', async () => {
  const config = { url: 'https://a/hook', secret: SECRET };
  const idAndTime = async (now: number) => {
    const { out, asked } = scriptedOutbound([{ status: 204 }], now);
    expect(await webhook.deliver(config, notificationWith(), out)).toEqual({ ok: true });
    return [asked[0]?.headers['webhook-id'], asked[0]?.headers['webhook-timestamp']];
  };
  expect(await idAndTime(1_000_000)).toEqual([notificationWith().id, 1000]);
  expect(await idAndTime(9_000_000)).toEqual([notificationWith().id, 9000]);
});

it.each([
  [SECRET, true],
  ['whsec_c2hvcnQ=', false],
  [`whsec_${'A'.repeat(100)}`, false],
  ['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', false],
  ['whsec_not base64', false],
])('%s may be a secret: %s', (secret, may) => {
  expect(webhook.config.safeParse({ url: 'https://a/', secret }).success).toBe(may);
});

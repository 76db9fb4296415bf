import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import webPush from 'web-push';
import {
  CERTIFICATE,
  type PushService,
  startPushService,
  testBrowser,
  vapidClaims,
} from '../../../tests/push-receiver.ts';
import type { Network } from '../outbound.ts';
import { testNotification } from './message.ts';
import { PUBLIC_NETWORK } from './network.ts';
import { send } from './send.ts';

const NEAR: Network = { allows: () => true, ca: CERTIFICATE, timeoutMs: 5000 };
const sender = { ...webPush.generateVAPIDKeys(), subject: 'https://hub.example.org' };
const browser = testBrowser();
let service: PushService;
beforeAll(async () => {
  service = await startPushService();
});
afterAll(() => service.stop());

const sendTo = (path: string, network = NEAR, base = service.url) =>
  send(
    network,
    sender,
    { endpoint: base + path, ...browser.keys, origin: 'https://hub.example.org' },
    testNotification('Phone'),
  );
const lastRequest = () => service.received.at(-1);

describe('what a push service receives', () => {
  it('is a message that only that browser can read', async () => {
    expect(await sendTo('/wpush/v2/abc?token=1')).toEqual({ ok: true });
    const { method, path, headers, body } = lastRequest() ?? expect.unreachable();
    expect({ method, path }).toEqual({ method: 'POST', path: '/wpush/v2/abc?token=1' });
    expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '300', urgency: 'high' });
    expect(body.toString('latin1')).not.toContain('Porchlight');
    expect(JSON.parse(browser.decrypt(body))).toMatchObject({
      web_push: 8030,
      notification: {
        title: 'Porchlight reaches this device',
        navigate: 'https://hub.example.org/settings/device',
      },
    });
    expect(() => testBrowser().decrypt(body)).toThrow();
  });

  it('is signed by the hub, for this service, for a day at most', async () => {
    await sendTo('/1');
    const { claims, key } = vapidClaims(lastRequest()?.headers.authorization ?? '');
    expect(key).toBe(sender.publicKey);
    expect(claims).toMatchObject({ aud: service.url, sub: 'https://hub.example.org' });
    expect(Number(claims.exp)).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000) + 86_400);
  });
});

describe('the answer', () => {
  it.each([
    { path: '/201', delivery: { ok: true } },
    { path: '/404', delivery: { ok: false, reason: 'gone', retry: false } },
    { path: '/410', delivery: { ok: false, reason: 'gone', retry: false } },
    { path: '/413', delivery: { ok: false, reason: 'too_large', retry: false } },
    { path: '/429', delivery: { ok: false, reason: 'busy', retry: true } },
    { path: '/500', delivery: { ok: false, reason: 'busy', retry: true } },
    { path: '/307', delivery: { ok: false, reason: 'refused', retry: false } },
  ])('of $path', async ({ path, delivery }) => {
    const answered = await sendTo(path);
    expect(answered).toMatchObject(delivery);
    expect(JSON.stringify(answered)).not.toContain('secret');
    expect(lastRequest()?.path).toBe(path);
  });

  it('that never comes is given up', async () => {
    const answered = await sendTo('/silent', { ...NEAR, timeoutMs: 200 });
    expect(answered).toMatchObject({ ok: false, reason: 'unreachable', retry: true });
    expect(answered).toMatchObject({ message: expect.stringContaining('in time') });
  });

  it('of a service that is not there', async () => {
    const answered = await sendTo('/1', NEAR, 'https://127.0.0.1:1');
    expect(answered).toMatchObject({ ok: false, reason: 'unreachable', retry: true });
  });

  it('of a service whose certificate nobody trusts', async () => {
    const answered = await sendTo('/1', { allows: () => true, timeoutMs: 5000 });
    expect(answered).toMatchObject({ ok: false, reason: 'unreachable' });
  });
});

/** Lets the check of the address pass and refuses what its name then leads to. */
function onlyAtFirst(): () => boolean {
  let asked = 0;
  return () => {
    asked += 1;
    return asked === 1;
  };
}

describe('an address inside the house', () => {
  it.each([
    { what: 'by name', network: PUBLIC_NETWORK },
    {
      what: 'by a name that only the look-up shows to be near',
      network: { ...NEAR, allows: onlyAtFirst() },
    },
  ])('is not asked at all, $what', async ({ network }) => {
    const before = service.received.length;
    expect(await sendTo('/1', { ...network, ca: CERTIFICATE })).toMatchObject({
      ok: false,
      reason: 'not_public',
    });
    expect(service.received).toHaveLength(before);
  });
});

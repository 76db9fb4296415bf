import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Field } from '../../src/collector/notify/channels/field.ts';
import { CHANNELS, type ChannelType } from '../../src/collector/notify/channels/index.ts';
import type { Notification } from '../../src/collector/notify/notification.ts';
import type { Network } from '../../src/collector/outbound.ts';
import { notificationWith } from '../notification.ts';
import type { Double, Running } from './double.ts';
import { apprise } from './services/apprise.ts';
import { discord } from './services/discord.ts';
import { email } from './services/email.ts';
import { gotify } from './services/gotify.ts';
import { ntfy } from './services/ntfy.ts';
import { pushover } from './services/pushover.ts';
import { slack } from './services/slack.ts';
import { sms } from './services/sms.ts';
import { telegram } from './services/telegram.ts';
import { webhook } from './services/webhook.ts';

const TRICKY = '<b>x</b> & @everyone <!here> *a* _b_ [c](d) "e"';

const ENDLESS: Partial<Notification> = {
  title: 'Disk <nearly> full & hot '.repeat(100),
  message: '🏮<&*_`[\u0001\ud800'.repeat(5000),
  server: 'srv-🏮'.repeat(100),
  fields: Array.from({ length: 50 }, (_, n) => ({
    label: `🏮<${n}>`.repeat(50),
    value: '<&*🏮'.repeat(500),
  })),
  items: Array.from({ length: 100 }, () => 'Disk <3> of ɱ is full'.repeat(50)),
};

/** What must never come back: the secret values, and the parts of addresses that are secret. */
function secretsOf(type: ChannelType, config: Record<string, unknown>): string[] {
  return Object.entries<Field>(CHANNELS[type].fields)
    .filter(([, { secret }]) => secret)
    .map(([name]) => String(config[name] ?? ''))
    .flatMap((value) => [value, encodeURIComponent(value), ...value.split('/').slice(3).join('/').split('?')])
    .filter((secret) => secret !== '');
}

function keepsContract<Reply>(type: ChannelType, double: Double<Reply>): void {
  let service: Running<Reply>;
  const deliver = (changes: Partial<Notification> = {}, network: Partial<Network> = {}) =>
    CHANNELS[type].deliver(service.config, notificationWith(changes), service.out(network));
  const expectNoSecrets = (delivery: unknown) => {
    for (const secret of secretsOf(type, service.config))
      expect(JSON.stringify(delivery)).not.toContain(secret);
  };

  beforeAll(async () => {
    service = await double.start();
  });
  beforeEach(() => service.say(null));
  afterAll(() => service.stop());

  it('accepts the set-up', () => {
    expect(CHANNELS[type].config.safeParse(service.config).error).toBeUndefined();
  });

  it('says what, where and when', async () => {
    expect(await deliver()).toMatchObject({ ok: true });
    const shown = service.shown().at(-1);
    for (const part of [
      /critical/i,
      'Server offline',
      'BackupServer',
      'No heartbeat for 3 minutes.',
      /14:32/,
    ]) {
      expect(shown).toMatch(part);
    }
  });

  it('says what is over and how long it lasted', async () => {
    expect(await deliver({ event: 'resolved', lastedMs: 720_000 })).toMatchObject({ ok: true });
    expect(service.shown().at(-1)).toMatch(/resolved[\s\S]*Server offline[\s\S]*(12m|lasted 720)/i);
  });

  it('shows marks and mentions as the text they are', async () => {
    expect(await deliver({ title: TRICKY, fields: [], url: null, message: 'ok' })).toMatchObject({
      ok: true,
    });
    expect(service.shown().at(-1)).toContain(TRICKY);
    expect(await deliver({ message: `${TRICKY} 🏮` })).toMatchObject({ ok: true });
    expect(service.shown().at(-1)).toContain(double.keepsEmoji ? `${TRICKY} 🏮` : TRICKY);
  });

  it('cuts what is too long, and never within a character', async () => {
    expect(await deliver(ENDLESS)).toMatchObject({ ok: true });
    expect(service.shown().at(-1)?.isWellFormed()).toBe(true);
  });

  describe('when the service answers', () => {
    it.each(double.refusals)('$what: $failure.reason', async ({ reply, failure }) => {
      const before = service.shown().length;
      service.say(reply);
      const delivery = await deliver();
      expect(delivery).toMatchObject({ ok: false, message: expect.stringMatching(/^\w.{10,}/), ...failure });
      expectNoSecrets(delivery);
      expect(service.shown()).toHaveLength(before);
    });
  });

  it('gives up on a service that is silent, to try again', async () => {
    service.say('silence');
    const delivery = await deliver({}, { timeoutMs: 300 });
    expect(delivery).toMatchObject({ ok: false, reason: 'timeout', retry: true });
    expectNoSecrets(delivery);
  });

  it('sends nothing where the network does not lead', async () => {
    const before = service.shown().length;
    const delivery = await deliver({}, { allows: () => false });
    expect(delivery).toMatchObject({ ok: false, reason: 'address_refused', retry: false });
    expect(service.shown()).toHaveLength(before);
  });

  it('sends nothing with half a set-up', async () => {
    const delivery = await CHANNELS[type].deliver({}, notificationWith(), service.out());
    expect(delivery).toMatchObject({ ok: false, reason: 'rejected', retry: false });
  });

  it('tries again later when nobody is there', async () => {
    await service.stop();
    const delivery = await deliver();
    expect(delivery).toMatchObject({ ok: false, reason: 'network', retry: true });
    expectNoSecrets(delivery);
    service = await double.start();
  });
}

const CONTRACTS: Record<ChannelType, () => void> = {
  apprise: () => keepsContract('apprise', apprise),
  discord: () => keepsContract('discord', discord),
  email: () => keepsContract('email', email),
  gotify: () => keepsContract('gotify', gotify),
  ntfy: () => keepsContract('ntfy', ntfy),
  pushover: () => keepsContract('pushover', pushover),
  slack: () => keepsContract('slack', slack),
  sms: () => keepsContract('sms', sms),
  telegram: () => keepsContract('telegram', telegram),
  webhook: () => keepsContract('webhook', webhook),
};

describe.each(Object.entries(CONTRACTS))('the channel %s', (_type, contract) => contract());

it('every channel keeps the contract', () => {
  expect(Object.keys(CONTRACTS).toSorted()).toEqual(Object.keys(CHANNELS).toSorted());
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { statement } from '../../db/open.ts';
import { clients } from '../../db/tables/fleet.ts';
import type { DeliveryView } from '../../src/collector/api/schema/alerts.ts';
import { newId } from '../../src/collector/id.ts';
import { CHANNEL_TYPES, type ChannelType, type Review } from '../../src/collector/notify/index.ts';
import { type Outbound, openOutbound } from '../../src/collector/outbound.ts';
import type { Double, Running } from '../contracts/double.ts';
import type { Reply } from '../contracts/http-double.ts';
import { apprise } from '../contracts/services/apprise.ts';
import { discord } from '../contracts/services/discord.ts';
import { email } from '../contracts/services/email.ts';
import { gotify } from '../contracts/services/gotify.ts';
import { ntfy } from '../contracts/services/ntfy.ts';
import { pushover } from '../contracts/services/pushover.ts';
import { slack } from '../contracts/services/slack.ts';
import { sms } from '../contracts/services/sms.ts';
import { telegram } from '../contracts/services/telegram.ts';
import { webhook } from '../contracts/services/webhook.ts';
import type { SmtpReply } from '../contracts/smtp-server.ts';
import { type TestHub, temporaryFolder, testHub } from '../factories.ts';
import { notificationWith } from '../notification.ts';

const NOW = Date.now();
const SECOND = 1000;
const HOUR = 3_600_000;

/** A service of which it can be said that it is busy. */
interface Service extends Pick<Running<never>, 'config' | 'out' | 'shown' | 'stop'> {
  /** @param seconds how long it wants to be left alone */
  beBusy: (seconds?: number) => void;
  beWell: () => void;
}

const starting =
  <R>(double: Double<R>, busyFor: (seconds?: number) => R) =>
  async (): Promise<Service> => {
    const service = await double.start();
    return {
      ...service,
      beBusy: (seconds) => service.say(busyFor(seconds)),
      beWell: () => service.say(null),
    };
  };
const busy = (seconds?: number): Reply => ({
  status: 503,
  body: '',
  ...(seconds !== undefined && { headers: { 'Retry-After': String(seconds) } }),
});
const greylisted = (): SmtpReply => ({ at: 'to', code: 451 });
const SERVICES: Record<ChannelType, () => Promise<Service>> = {
  email: starting(email, greylisted),
  slack: starting(slack, busy),
  discord: starting(discord, busy),
  telegram: starting(telegram, busy),
  pushover: starting(pushover, busy),
  ntfy: starting(ntfy, busy),
  gotify: starting(gotify, busy),
  sms: starting(sms, busy),
  webhook: starting(webhook, busy),
  apprise: starting(apprise, busy),
};

/** The world in which the service of this test stands. */
let world: Outbound = openOutbound();
const outbound: Outbound = {
  ...openOutbound(),
  post: (request) => world.post(request),
  locate: (host) => world.locate(host),
};
const folder = temporaryFolder();
let hub: TestHub;
const openHub = () => testHub({ ...folder, remove: () => undefined }, undefined, 'error', NOW, { outbound });
beforeAll(async () => {
  hub = await openHub();
});
afterAll(async () => {
  await hub.close();
  folder.remove();
});

const SEND: Review = { type: 'send' };
const pass = async (now: number, review: Review = SEND) => {
  await hub.notify.deliverDue(() => review, now);
  await hub.notify.settled();
};
const log = async (query = ''): Promise<{ items: DeliveryView[]; next_cursor: string | null }> =>
  (await hub.request(`/api/v1/deliveries${query}`)).json();

/** Tells whoever takes critical alerts of the hub's own client, as an alert does. */
async function tell(thread: string, event = 'opened', clientId = hub.fleet.homeClientId): Promise<void> {
  const targets =
    event === 'resolved'
      ? hub.notify.toldTargets(thread)
      : hub.notify.targetsFor({ clientId, severity: 'critical', tags: [] });
  const notification = notificationWith({
    thread,
    title: `Alert ${thread}`,
    fields: [],
    event: event === 'resolved' ? 'resolved' : 'opened',
  });
  const rows = targets.map((target) => ({ clientId, thread, target, event, notification, dueAt: NOW }));
  const { statements, committed } = hub.notify.enqueue(rows, NOW);
  await hub.hub.database.write(statements);
  committed();
}

async function addChannel(type: ChannelType, config: object, routing = {}): Promise<string> {
  const answered = await hub.request('/api/v1/channels', { json: { type, name: type, config, routing } });
  expect(answered.status).toBe(201);
  return (await answered.json()).channel_id;
}
const channelOf = async (id: string) =>
  (await (await hub.request('/api/v1/channels')).json()).items.find(
    ({ channel_id }: { channel_id: string }) => channel_id === id,
  );

let service: Service;
let channel: string;
const use = async (type: ChannelType) => {
  service = await SERVICES[type]();
  world = service.out();
  channel = await addChannel(type, service.config);
};
afterEach(async () => {
  await hub.request(`/api/v1/channels/${channel}`, { method: 'DELETE' });
  await service.stop();
});

describe.each(CHANNEL_TYPES)('the channel %s, whose service fails twice and then accepts', (type) => {
  beforeEach(() => use(type));

  it('brings each alert exactly once', async () => {
    await tell(`of ${type}`);
    service.beBusy();
    await pass(NOW);
    await pass(NOW + 15 * SECOND);
    expect(await log(`?alert_id=of%20${type}`)).toMatchObject({
      items: [{ state: 'pending', attempts: 2, reason: expect.stringMatching(/./) }],
    });
    expect(service.shown()).toEqual([]);
    service.beWell();
    await pass(NOW + 60 * SECOND);
    await tell(`of ${type}`);
    await pass(NOW + HOUR);
    expect(service.shown()).toEqual([expect.stringContaining(`Alert of ${type}`)]);
    expect(await log(`?alert_id=of%20${type}`)).toMatchObject({
      items: [{ state: 'delivered', attempts: 3, target: `channel:${channel}`, target_name: type }],
    });
    expect(await channelOf(channel)).toMatchObject({
      failed_reason: null,
      last_delivered_at: expect.any(String),
    });
  });
});

describe('a delivery', () => {
  beforeEach(() => use('webhook'));

  it('to a key that is not accepted stops the channel, and says why', async () => {
    service.beWell();
    await hub.request(`/api/v1/channels/${channel}`, {
      method: 'PUT',
      json: { config: { url: String(service.config.url), secret: `whsec_${'x'.repeat(40)}` } },
    });
    await tell('stopped');
    await pass(NOW);
    const stopped = await channelOf(channel);
    expect(stopped).toMatchObject({
      is_enabled: true,
      dead_reason: 'The webhook does not accept the key it was given (401)',
    });
    expect(
      hub.notify.targetsFor({ clientId: hub.fleet.homeClientId, severity: 'critical', tags: [] }),
    ).toEqual([]);
    await hub.request(`/api/v1/channels/${channel}`, { method: 'PUT', json: { config: service.config } });
    expect(await channelOf(channel)).toMatchObject({ dead_reason: null, failed_reason: null });
    await tell('running again');
    await pass(NOW + SECOND);
    expect(service.shown()).toEqual([expect.stringContaining('running again')]);
  });

  it('tells its end to those who were told of its beginning, after a restart too', async () => {
    await tell('disk');
    await pass(NOW);
    await hub.close();
    hub = await openHub();
    await hub.notify.remember(['disk', 'another']);
    expect(hub.notify.toldTargets('disk')).toMatchObject([
      { key: `channel:${channel}`, sendsResolved: true },
    ]);
    expect(hub.notify.toldTargets('another')).toEqual([]);
    await tell('disk', 'resolved');
    await pass(NOW);
    expect(service.shown()).toHaveLength(2);
    expect(hub.notify.toldTargets('disk')).toEqual([]);
  });

  it('to a channel that asked to be left alone is made again once a person has changed it', async () => {
    service.beBusy(120);
    await tell('first');
    await pass(NOW);
    service.beWell();
    await tell('second');
    await pass(NOW + 60 * SECOND);
    expect(service.shown()).toEqual([]);
    await hub.request(`/api/v1/channels/${channel}`, { method: 'PUT', json: { config: service.config } });
    await pass(NOW + 60 * SECOND);
    expect(service.shown()).toEqual([expect.stringContaining('second')]);
  });

  it('that was waiting when its channel was removed or turned off is not sent', async () => {
    await tell('off');
    await hub.request(`/api/v1/channels/${channel}`, { method: 'PUT', json: { is_enabled: false } });
    await pass(NOW);
    expect((await log('?alert_id=off')).items).toMatchObject([
      { state: 'cancelled', reason: 'The channel is turned off' },
    ]);
    expect(service.shown()).toEqual([]);
  });

  it('goes to those who take it: of their severity and tags', () => {
    const clientId = hub.fleet.homeClientId;
    expect(hub.notify.targetsFor({ clientId, severity: 'high', tags: ['attic'] })).toHaveLength(1);
    expect(hub.notify.targetsFor({ clientId, severity: 'medium', tags: ['attic'] })).toEqual([]);
  });

  it('cannot be made with another secret than the hub’s, and the log says so', async () => {
    await hub.hub.database.writer.$client.execute("UPDATE channels SET config = 'v1.AAAA'");
    await hub.close();
    hub = await openHub();
    await tell('sealed');
    await pass(NOW);
    expect((await log('?alert_id=sealed')).items).toMatchObject([
      { state: 'failed', reason: expect.stringContaining('hub’s secret') },
    ]);
  });
});

describe('the delivery log', () => {
  beforeEach(() => use('webhook'));

  it('is read in pages, newest first, with nothing of the messages but their titles', async () => {
    for (const thread of ['one', 'two', 'three']) await tell(thread);
    await pass(NOW);
    const first = await log('?limit=2');
    expect(first.items).toHaveLength(2);
    const second = await log(`?limit=2&cursor=${first.next_cursor}`);
    const ids = [...first.items, ...second.items].map(({ delivery_id: id }) => id);
    expect(ids).toEqual(ids.toSorted().toReversed());
    expect(new Set(ids).size).toBe(4);
    expect((await log('?alert_id=two')).items[0]).toEqual({
      delivery_id: expect.any(String),
      alert_id: 'two',
      target: `channel:${channel}`,
      target_name: 'webhook',
      event: 'opened',
      title: 'Alert two',
      state: 'delivered',
      reason: null,
      attempts: 1,
      created_at: new Date(NOW).toISOString(),
      due_at: new Date(NOW).toISOString(),
      finished_at: expect.any(String),
    });
  });

  it('is of the asker’s clients alone', async () => {
    const smith = newId(NOW);
    const row = { id: smith, name: 'Smith', isHome: false, createdAt: NOW };
    const { writer, write } = hub.hub.database;
    await write([statement(writer.insert(clients).values(row))]);
    await hub.close();
    hub = await openHub();
    const keyOf = async (client_id: string) =>
      (await (await hub.request('/api/v1/keys', { json: { name: 'k', client_id, scopes: ['read'] } })).json())
        .key;
    await tell('of the house');
    await tell('of Smith', 'opened', smith);
    const seenBy = async (key: string) =>
      (await (await hub.request('/api/v1/deliveries?limit=200', { key })).json()).items.map(
        ({ alert_id: id }: DeliveryView) => id,
      );
    expect(await seenBy(await keyOf(smith))).toEqual(['of Smith']);
    expect(await seenBy(await keyOf(hub.fleet.homeClientId))).toContain('of the house');
    expect(await seenBy(await keyOf(hub.fleet.homeClientId))).not.toContain('of Smith');
  });

  it.each([
    { query: '?limit=0', status: 422 },
    { query: '?limit=many', status: 422 },
  ])('refuses $query', async ({ query, status }) => {
    expect((await hub.request(`/api/v1/deliveries${query}`)).status).toBe(status);
  });

  it('forgets what was delivered long ago, and nothing that waits', async () => {
    await tell('old');
    await pass(NOW);
    await tell('waiting');
    await hub.notify.prune(NOW + 3660 * 24 * HOUR);
    const left = (await log()).items;
    expect(left.map(({ alert_id: id }) => id)).toContain('waiting');
    expect(left.filter(({ state }) => state !== 'pending')).toEqual([]);
  });
});

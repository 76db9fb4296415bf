import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelView } from '../../src/collector/api/schema/channels.ts';
import { CHANNEL_TYPES } from '../../src/collector/notify/index.ts';
import { webhook } from '../contracts/services/webhook.ts';
import { type TestHub, type TestRequest, temporaryFolder, testHub } from '../factories.ts';
import { hubOfTwoClients } from '../two-clients.ts';

const PATH = '/api/v1/channels';
const SECRET_PART = 'hq8w2kZZhq8w2kZZ';
const SLACK = { webhook_url: `https://hooks.slack.com/services/T1/B1/${SECRET_PART}` };
const slack = (changes = {}) => ({ type: 'slack', name: 'Team', config: SLACK, ...changes });

let two: Awaited<ReturnType<typeof hubOfTwoClients>>;
let hub: TestHub;
const keys: Record<'smithAdmin' | 'smithRead' | 'homeOperate', string> = {} as never;
beforeAll(async () => {
  two = await hubOfTwoClients();
  hub = two.hub;
  keys.smithAdmin = await two.keyFor(two.smith, ['admin']);
  keys.smithRead = await two.keyFor(two.smith, ['read']);
  keys.homeOperate = await two.keyFor(two.home, ['operate', 'read']);
});
afterAll(() => hub.close());

const ask = async (path: string, request: TestRequest = {}) => {
  const answered = await hub.request(`${PATH}${path}`, request);
  return { status: answered.status, body: answered.status === 204 ? null : await answered.json() };
};
const make = async (json: object, key?: string): Promise<ChannelView> => {
  const { status, body } = await ask('', { json, ...(key && { key }) });
  expect(status).toBe(201);
  return body;
};
const put = (id: string, json: unknown, key?: string) =>
  ask(`/${id}`, { method: 'PUT', json, ...(key && { key }) });
const list = async (key?: string): Promise<ChannelView[]> => (await ask('', key ? { key } : {})).body.items;
const everythingStored = async () => {
  const tables = ['channels', 'audit_log'];
  const found = await Promise.all(
    tables.map((table) => hub.hub.database.read.$client.execute(`SELECT * FROM ${table}`)),
  );
  return JSON.stringify(found.map(({ rows }) => rows));
};
const audits = async (subject: string) => {
  const sql = 'SELECT action, details FROM audit_log WHERE subject = ? ORDER BY rowid';
  const { rows } = await hub.hub.database.read.$client.execute({ sql, args: [subject] });
  return rows.map(({ action, details }) => ({ action, details: JSON.parse(String(details)) }));
};

beforeEach(async () => {
  for (const { channel_id: id } of await list()) await ask(`/${id}`, { method: 'DELETE' });
});

describe('a channel', () => {
  it('is added for every client, with what the product sends unless told, and its secrets stay with the hub', async () => {
    const made = await make(slack({ config: { ...SLACK, channel: '#alerts' } }));
    expect(made).toEqual({
      channel_id: expect.any(String),
      client_id: null,
      client_name: null,
      type: 'slack',
      type_label: 'Slack',
      name: 'Team',
      config: { webhook_url: 'set', channel: '#alerts' },
      routing: {
        severities: ['critical', 'high'],
        tags: [],
        sends_resolved: true,
        escalate_after_minutes: null,
        quiet_hours: null,
      },
      is_enabled: true,
      dead_reason: null,
      failed_reason: null,
      last_delivered_at: null,
      created_at: expect.any(String),
    });
    expect(await list()).toEqual([made]);
    expect(await everythingStored()).not.toContain(SECRET_PART);
  });

  it('is changed in parts: what is absent stays, secrets that are empty too', async () => {
    const { channel_id: id } = await make(slack({ config: { ...SLACK, channel: '#alerts' } }));
    const { body } = await put(id, {
      name: 'Night shift',
      config: { webhook_url: '', username: 'Porch' },
      routing: { severities: ['critical'] },
    });
    expect(body).toMatchObject({
      name: 'Night shift',
      config: { webhook_url: 'set', username: 'Porch' },
      routing: { severities: ['critical'], sends_resolved: true },
    });
    expect((await put(id, { is_enabled: false })).body).toMatchObject({
      is_enabled: false,
      name: 'Night shift',
    });
  });

  it('leaves a trail that names what changed, and no address or key', async () => {
    const { channel_id: id } = await make(slack());
    await put(id, { config: { webhook_url: `${SLACK.webhook_url}2`, username: 'Porch' } });
    await put(id, { config: { webhook_url: '', username: 'Porch' } });
    await ask(`/${id}`, { method: 'DELETE' });
    expect(await audits(id)).toEqual([
      { action: 'channel.create', details: { name: 'Team', type: 'slack' } },
      {
        action: 'channel.update',
        details: { name: 'Team', type: 'slack', config: ['webhook_url', 'username'] },
      },
      { action: 'channel.update', details: { name: 'Team', type: 'slack' } },
      { action: 'channel.delete', details: { name: 'Team', type: 'slack' } },
    ]);
    expect(await everythingStored()).not.toContain(SECRET_PART);
  });

  it.each([
    {
      what: 'an address that is none',
      json: slack({ config: { webhook_url: 'x' } }),
      field: 'config.webhook_url',
    },
    {
      what: 'a form with nothing in it',
      json: slack({ config: { webhook_url: '' } }),
      field: 'config.webhook_url',
    },
    {
      what: 'a field of another type',
      json: slack({ config: { ...SLACK, topic: 'x' } }),
      field: 'config.topic',
    },
    { what: 'a type that there is not', json: slack({ type: 'pager' }), field: 'type' },
    { what: 'no name', json: slack({ name: ' ' }), field: 'name' },
    {
      what: 'a zone that there is not',
      json: slack({
        routing: {
          quiet_hours: { zone: 'Mars/Base', from: '22:00', to: '07:00', lets_critical_through: true },
        },
      }),
      field: 'routing.quiet_hours.zone',
    },
    {
      what: 'quiet hours that never end',
      json: slack({
        routing: { quiet_hours: { zone: 'UTC', from: '22:00', to: '22:00', lets_critical_through: true } },
      }),
      field: 'routing.quiet_hours.to',
    },
  ])('is not added with $what', async ({ json, field }) => {
    const { status, body } = await ask('', { json });
    expect({ status, field: body.error.field }).toEqual({ status: 422, field });
    expect(await list()).toEqual([]);
  });

  it('of one client takes no room from another’s', async () => {
    const { channel_id: id } = await make(slack({ client_id: two.smith }));
    const sql = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 199)
      INSERT INTO channels SELECT 'many-' || i, client_id, type, name, config, routing, is_enabled, NULL, 0, NULL, NULL
      FROM n, channels WHERE id = ?`;
    await hub.hub.database.write([{ sql, args: [id] }]);
    await put(id, { name: 'The first of many' });
    expect((await ask('', { json: slack({ client_id: two.smith }) })).status).toBe(409);
    await make(slack({ client_id: two.home }));
    await hub.hub.database.write(["DELETE FROM channels WHERE id LIKE 'many-%'"]);
  });

  it('that is gone is gone', async () => {
    const { channel_id: id } = await make(slack());
    expect((await ask(`/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(`/${id}`, { method: 'DELETE' })).status).toBe(404);
    expect((await put(id, { name: 'x' })).status).toBe(404);
    expect((await ask(`/${id}/test`, { method: 'POST' })).status).toBe(404);
  });
});

describe('channels of several clients', () => {
  it('are seen by those who may read the client; one for every client by all, without what it needs', async () => {
    await make(slack({ name: 'Everybody', config: { ...SLACK, channel: '#alerts' } }));
    await make(slack({ name: 'Smith', client_id: two.smith }));
    await make(slack({ name: 'Home', client_id: two.home }));
    const seen = async (key: string) => (await list(key)).map(({ name, config }) => ({ name, config }));
    expect(await seen(keys.smithRead)).toEqual([
      { name: 'Everybody', config: {} },
      { name: 'Smith', config: {} },
    ]);
    expect(await seen(keys.smithAdmin)).toEqual([
      { name: 'Everybody', config: {} },
      { name: 'Smith', config: { webhook_url: 'set' } },
    ]);
  });

  it.each<{ what: string; key: keyof typeof keys; of: 'every' | 'home' | 'smith'; status: number }>([
    { what: 'an owner of the client may', key: 'smithAdmin', of: 'smith', status: 200 },
    { what: 'who only reads may not', key: 'smithRead', of: 'smith', status: 403 },
    { what: 'another client’s is not there', key: 'smithAdmin', of: 'home', status: 404 },
    { what: 'one for every client is not theirs', key: 'smithAdmin', of: 'every', status: 403 },
    { what: 'who operates may not', key: 'homeOperate', of: 'home', status: 403 },
  ])('$what change, test and remove: $status', async ({ key, of, status }) => {
    const client_id = { every: null, home: two.home, smith: two.smith }[of];
    // Nobody is reached: the address refuses.
    const config = { webhook_url: 'http://127.0.0.1:9/hook' };
    const { channel_id: id } = await make(slack({ client_id, config }));
    expect((await put(id, { name: 'Mine' }, keys[key])).status).toBe(status);
    expect((await ask(`/${id}/test`, { method: 'POST', key: keys[key] })).status).toBe(status);
    const removed = await ask(`/${id}`, { method: 'DELETE', key: keys[key] });
    expect(removed.status).toBe(status === 200 ? 204 : status);
  });

  it.each<{ what: string; key: keyof typeof keys; client: 'every' | 'home' | 'smith'; status: number }>([
    { what: 'their own client', key: 'smithAdmin', client: 'smith', status: 201 },
    { what: 'another client', key: 'smithAdmin', client: 'home', status: 404 },
    { what: 'every client', key: 'smithAdmin', client: 'every', status: 403 },
    { what: 'a client they only read', key: 'smithRead', client: 'smith', status: 403 },
  ])('are added for $what: $status', async ({ key, client, status }) => {
    const client_id = { every: null, home: two.home, smith: two.smith }[client];
    expect((await ask('', { json: slack({ client_id }), key: keys[key] })).status).toBe(status);
  });
});

describe('what a channel needs', () => {
  it('is told for every type, in the order in which screens show them', async () => {
    const { items } = (await ask('/types')).body;
    expect(items.map(({ type }: { type: string }) => type)).toEqual(CHANNEL_TYPES);
    expect(items[1]).toMatchObject({ type: 'slack', label: 'Slack' });
    expect(items[1].fields[0]).toMatchObject({ name: 'webhook_url', secret: true, required: true });
  });

  it('is told to nobody who may not read', async () => {
    const key = await two.keyFor(two.home, ['ingest']);
    expect((await ask('/types', { key })).status).toBe(403);
  });
});

describe('a test', () => {
  it('reaches the channel at once, and one that was stopped works again', async () => {
    const service = await webhook.start();
    const { channel_id: id } = await make({ type: 'webhook', name: 'Ana', config: service.config });
    service.say({ status: 401, body: 'no' });
    const failed = await ask(`/${id}/test`, { method: 'POST' });
    expect(failed.body).toEqual({ outcome: 'failed', message: expect.stringMatching(/^The webhook .*\.$/) });
    expect((await list())[0]).toMatchObject({
      failed_reason: failed.body.message.slice(0, -1),
      last_delivered_at: null,
    });
    await hub.hub.database.writer.$client.execute("UPDATE channels SET dead_reason = 'It was gone'");
    service.say(null);
    expect((await ask(`/${id}/test`, { method: 'POST' })).body).toMatchObject({ outcome: 'accepted' });
    expect(service.shown()).toHaveLength(1);
    expect(service.shown()[0]).toContain('“Ana”');
    expect((await list())[0]).toMatchObject({
      dead_reason: null,
      failed_reason: null,
      last_delivered_at: expect.any(String),
    });
    await service.stop();
  });
});

describe('channels of the environment', () => {
  const folder = temporaryFolder();
  const start = (environment: Record<string, string>) =>
    testHub({ ...folder, remove: () => undefined }, undefined, 'warn', Date.now(), { environment });
  const channelsOf = async (one: TestHub): Promise<ChannelView[]> =>
    (await (await one.request(PATH)).json()).items;
  afterAll(folder.remove);

  it('are made at the start, and keep what people made of them, but for addresses and keys', async () => {
    const first = await start({ SLACK_WEBHOOK_URL: SLACK.webhook_url });
    expect(await channelsOf(first)).toMatchObject([
      { channel_id: 'env-slack', name: 'Slack', client_id: null },
    ]);
    const json = { name: 'Team', routing: { severities: ['low'] }, is_enabled: false };
    await first.request(`${PATH}/env-slack`, { method: 'PUT', json });
    await first.close();
    const second = await start({ SLACK_WEBHOOK_URL: SLACK.webhook_url, SLACK_CHANNEL: '#night' });
    expect(await channelsOf(second)).toMatchObject([
      {
        channel_id: 'env-slack',
        name: 'Team',
        config: { webhook_url: 'set', channel: '#night' },
        routing: { severities: ['low'] },
        is_enabled: false,
      },
    ]);
    await second.close();
  });

  it('are left alone when nothing about them has changed', async () => {
    const environment = { SLACK_WEBHOOK_URL: SLACK.webhook_url, SLACK_CHANNEL: '#night' };
    const again = await start(environment);
    const sql = "SELECT count(*) AS n FROM audit_log WHERE subject = 'env-slack' AND actor_type = 'hub'";
    const { rows } = await again.hub.database.read.$client.execute(sql);
    await again.close();
    expect(rows[0]?.n).toBe(2);
  });

  it('that are only half there are named in the log, without what they say', async () => {
    const half = await start({ TELEGRAM_BOT_TOKEN: '123456:hq8w2k' });
    const lines = half.logged.map((line) => JSON.parse(line)).filter(({ channel }) => channel === 'telegram');
    expect(lines).toMatchObject([{ level: 'warn', variable: 'TELEGRAM_CHAT_ID', problem: 'is missing' }]);
    expect(half.logged.join('')).not.toContain('hq8w2k');
    expect((await channelsOf(half)).map(({ channel_id: id }) => id)).toEqual(['env-slack']);
    await half.close();
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { openDemo } from '../src/collector/app/demo/index.ts';
import type { Range } from '../src/collector/metrics/index.ts';
import { heartbeat, type TestHub, temporaryFolder, testHub } from './factories.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Enough for every path; a month takes some seconds. */
const DAYS = 0.3;
const closing: TestHub[] = [];
afterAll(async () => {
  for (const hub of closing) await hub.close();
});

async function openTestHub(folder = temporaryFolder()) {
  const hub = await testHub(folder);
  closing.push(hub);
  return hub;
}

const NOW = Date.now();
const told: string[] = [];
const quiet = { debug: () => undefined, info: () => undefined, error: () => undefined };
const start = (hub: TestHub, now = NOW, seed = 'a', warn: (message: string) => void = () => undefined) =>
  openDemo(
    hub,
    { log: { ...quiet, warn }, tell: (line) => told.push(line), version: '0.1.0', days: DAYS, seed },
    now,
  );

interface Card {
  server_id: string;
  client_name: string;
  state: string;
  level: string;
  reasons: string[];
}
async function cardsOf(hub: TestHub): Promise<Card[]> {
  const answered = await hub.request('/api/v1/fleet');
  return ((await answered.json()) as { servers: Card[] }).servers;
}
async function rangeOf(hub: TestHub, serverId: string, from: number, to: number): Promise<Range> {
  const query = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}&resolution=raw`;
  const answered = await hub.request(`/api/v1/metrics/${serverId}?${query}`);
  if (answered.status !== 200) throw new Error(await answered.text());
  return (await answered.json()) as Range;
}
const all = (hub: TestHub, serverId: string) => rangeOf(hub, serverId, NOW - 40 * DAY_MS, NOW);
/** What a server's history says, without the times at which it was asked. */
async function historyOf(hub: TestHub, serverId: string) {
  const { times, series } = await all(hub, serverId);
  return { times, series };
}

describe('a hub without servers', async () => {
  const hub = await openTestHub();
  const job = await start(hub);

  it('shows the demo fleet, of three clients', async () => {
    const cards = await cardsOf(hub);
    expect(cards).toHaveLength(13);
    expect(new Set(cards.map((card) => card.client_name))).toEqual(
      new Set(['Home', 'Acme Corp', 'Birch Dental']),
    );
  });

  it.each([
    ['omv-backupserver', 'critical', 'It has stopped reporting'],
    ['omv-mediaserver', 'critical', 'Disk /srv/media is 92 % full'],
    ['birch-dental-truenas', 'critical', 'Disk WD-CA1JX2RM fails its self-test (SMART)'],
    ['pihole-backup', 'high', 'pihole-FTL is stopped'],
    ['omv-documentserver', 'medium', 'Disk sda has 2 sectors waiting to be reallocated'],
    ['omv-webserver1', 'medium', 'Container umami fails its own health check'],
    ['acme-corp-truenas', 'low', 'A new TrueNAS version is available: 25.04.2.6.'],
    ['omv-homeserver', 'ok', undefined],
    ['omv-aiserver1', 'ok', undefined],
  ])('%s is %s: %s', async (id, level, reason) => {
    const card = (await cardsOf(hub)).find(({ server_id }) => server_id === id);
    expect(card).toMatchObject({ level });
    expect(card?.reasons[0]).toEqual(reason);
  });

  it('has one server that fell silent hours ago, and noticed it then', async () => {
    const silent = (await cardsOf(hub)).filter(({ state }) => state !== 'online');
    expect(silent.map(({ server_id }) => server_id)).toEqual(['omv-backupserver']);
    const answered = await hub.request('/api/v1/servers/omv-backupserver');
    const { last_seen } = (await answered.json()) as { last_seen: string };
    expect(Math.round((NOW - Date.parse(last_seen)) / HOUR_MS)).toBe(5);
  });

  it('knows what people would have said of a server', async () => {
    const read = async (id: string) => (await hub.request(`/api/v1/servers/${id}`)).json();
    expect(await read('omv-mediaserver')).toMatchObject({
      display_name: 'OMV MediaServer',
      hostname: 'omv-mediaserver.home.lan',
      ip_address: '192.168.1.13',
      tdp_watts: 65,
      tags: ['nas', 'media'],
    });
    expect(await read('acme-corp-truenas')).toMatchObject({ location: 'Server room', tdp_watts: 120 });
  });

  it('has been online since its history began', async () => {
    const answered = await hub.request('/api/v1/servers/omv-webserver2');
    const { status_since } = (await answered.json()) as { status_since: string };
    expect(Date.parse(status_since)).toBe(NOW - DAYS * DAY_MS);
  });

  it('says to whoever waits how far it is', () => {
    expect(told).toHaveLength(13);
    expect(told.at(-1)).toMatch(/13 of 13/);
  });

  it('goes on reporting, but for the silent one', async () => {
    const later = NOW + 10 * 60_000;
    await job?.run(later);
    const newest = async (id: string) => Date.parse((await rangeOf(hub, id, NOW, later)).times.at(-1) ?? '');
    expect(later - (await newest('omv-homeserver'))).toBeLessThan(60_000);
    expect(later - (await newest('acme-corp-truenas'))).toBeLessThan(5 * 60_000);
    expect((await rangeOf(hub, 'omv-backupserver', NOW, later)).times).toEqual([]);
  });

  it('lets a server go that somebody removes, and does not bring it back', async () => {
    await hub.request('/api/v1/servers/pihole-master', { method: 'DELETE' });
    await hub.request('/api/v1/servers/birch-dental-truenas', { method: 'DELETE' });
    await job?.run(NOW + 20 * 60_000);
    await start(hub, NOW + 20 * 60_000);
    const ids = (await cardsOf(hub)).map(({ server_id }) => server_id);
    expect(ids).toHaveLength(11);
    expect(ids).not.toContain('pihole-master');
  });
});

describe('the demo, told twice', () => {
  it('is the same with the same seed at the same time, and another with another seed', async () => {
    const [one, other, odd] = [await openTestHub(), await openTestHub(), await openTestHub()];
    await start(one);
    await start(other);
    await start(odd, NOW, 'b');
    for (const id of ['omv-mediaserver', 'acme-corp-truenas']) {
      expect(await historyOf(other, id)).toEqual(await historyOf(one, id));
      expect(await historyOf(odd, id)).not.toEqual(await historyOf(one, id));
    }
  });

  it('goes on after a pause of hours as if there had been none, and tells nothing twice', async () => {
    const [paused, never] = [await openTestHub(), await openTestHub()];
    await start(paused, NOW - 2 * HOUR_MS);
    await start(paused, NOW);
    await start(paused, NOW);
    const job = await start(never, NOW - 2 * HOUR_MS);
    for (let at = NOW - 2 * HOUR_MS; at <= NOW; at += HOUR_MS / 4) await job?.run(at);
    for (const id of ['omv-webserver1', 'birch-dental-truenas']) {
      const { times, series } = await historyOf(paused, id);
      expect(new Set(times).size).toBe(times.length);
      expect({ times, series }).toEqual(await historyOf(never, id));
    }
  });

  it('goes on after a pause of days in a hub that keeps samples for one', async () => {
    const hub = await openTestHub();
    await start(hub, NOW - 3 * DAY_MS);
    const kept = await hub.request('/api/v1/config', { method: 'PUT', json: { retention: { raw_days: 1 } } });
    expect(kept.status).toBe(200);
    await start(hub, NOW);
    expect((await cardsOf(hub)).filter(({ state }) => state === 'online')).toHaveLength(12);
  });

  it('is completed when its first start was cut off', async () => {
    const [cut, whole] = [await openTestHub(), await openTestHub()];
    let sent = 0;
    const receive: TestHub['ingest']['receive'] = async (...heartbeats) => {
      sent += 1;
      if (sent > 4) throw new Error('cut off');
      await cut.ingest.receive(...heartbeats);
    };
    await expect(start({ ...cut, ingest: { ...cut.ingest, receive } })).rejects.toThrow('cut off');
    await start(cut);
    await start(whole);
    expect(await cardsOf(cut)).toHaveLength(13);
    for (const id of ['omv-mediaserver', 'pihole-backup', 'omv-backupserver']) {
      expect(await historyOf(cut, id)).toEqual(await historyOf(whole, id));
    }
  });
});

describe('a hub with servers of its own', () => {
  it.each([
    ['any server', 'attic'],
    ['one that is named like one of the demo', 'pihole-master'],
  ])('is left alone, and told why: %s', async (_, serverId) => {
    const hub = await openTestHub();
    await hub.request('/api/v1/agents/heartbeat', { json: heartbeat(serverId) });
    const warnings: string[] = [];
    expect(await start(hub, NOW, 'a', (message) => warnings.push(message))).toBeNull();
    expect((await cardsOf(hub)).map(({ server_id }) => server_id)).toEqual([serverId]);
    expect(warnings).toEqual([expect.stringContaining('DATABASE_URL')]);
  });

  it('is still the demo when this machine reports to it too', async () => {
    const hub = await openTestHub();
    await start(hub);
    await hub.request('/api/v1/agents/heartbeat', { json: heartbeat('this-machine') });
    expect(await start(hub)).not.toBeNull();
    expect(await cardsOf(hub)).toHaveLength(14);
  });
});

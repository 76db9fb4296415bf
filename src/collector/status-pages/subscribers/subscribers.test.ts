import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrateDatabase } from '../../../../db/migrate.ts';
import { type Database, openDatabase, statement } from '../../../../db/open.ts';
import { statusPages, subscribers as table } from '../../../../db/tables/status-pages.ts';
import {
  CERTIFICATE,
  type PushService,
  startPushService,
  testBrowser,
} from '../../../../tests/push-receiver.ts';
import { openSecretBox } from '../../auth/secret-box.ts';
import { newId } from '../../id.ts';
import { createLog } from '../../log.ts';
import { type Notify, openNotify } from '../../notify/index.ts';
import type { Incident, StatusPage, UpdateRow } from '../types.ts';
import { openSubscribers, type Subscribers } from './index.ts';
import { subscriberStore } from './store.ts';

const NOW = Date.UTC(2026, 10, 25, 14, 5);
const SECOND = 1000;
const HOME = 'home';
const ORIGIN = 'https://hub.example.org';
const folder = mkdtempSync(join(tmpdir(), 'porchlight-subscribers-'));
const browser = testBrowser();
let service: PushService;
let database: Database;
let notify: Notify;
let subscribers: Subscribers;

const pageOf = (id: string, slug: string): StatusPage => ({
  id,
  clientId: HOME,
  slug,
  accessHash: null,
  createdAt: NOW,
  updatedAt: NOW,
  definition: { slug: slug || null, title: 'Home', intro: null, zone: 'UTC', language: 'en', groups: [] },
});
const HOME_PAGE = pageOf('p1', '');
const FAMILY = pageOf('p2', 'family');

/** An incident of its own with one update. */
function news(page = HOME_PAGE): { incident: Incident; update: UpdateRow } {
  const incidentId = newId(NOW);
  const common = { clientId: HOME, state: 'identified' as const };
  const update = { ...common, id: newId(NOW), incidentId, template: 'power', text: null, by: null, at: NOW };
  const incident: Incident = {
    ...common,
    id: incidentId,
    pageId: page.id,
    key: incidentId.slice(-10),
    title: 'No films',
    components: [],
    impact: 'none',
    alertId: null,
    startedAt: NOW,
    resolvedAt: null,
    createdAt: NOW,
    createdBy: 'Ada',
    updates: [update],
  };
  return { incident, update };
}

beforeAll(async () => {
  service = await startPushService();
  database = await openDatabase(`file:${join(folder, 'test.db')}`);
  await migrateDatabase(database);
  notify = await openNotify(
    {
      database,
      log: createLog('error', () => undefined),
      box: openSecretBox('a secret of a test'),
      url: ORIGIN,
      homeClientId: HOME,
      zone: 'UTC',
      variables: {} as never,
      network: { allows: () => true, ca: CERTIFICATE, timeoutMs: 5000 },
      out: undefined,
      readers: async () => [],
      openAlertCount: () => 0,
      retentionDays: () => 400,
    },
    NOW,
  );
  subscribers = openSubscribers({ database, box: openSecretBox('a secret of a test'), notify });
  const rows = [HOME_PAGE, FAMILY].map((page) => ({ ...page, definition: '{}' }));
  await database.write([statement(database.writer.insert(statusPages).values(rows))]);
});
afterAll(async () => {
  await notify.drain();
  await database.close();
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  service.received.length = 0;
  const { removeAll } = subscriberStore(database);
  await database.write([removeAll(HOME_PAGE.id), removeAll(FAMILY.id)]);
});

const add = (path = '/1', page = HOME_PAGE, language: 'en' | 'de' = 'en') =>
  subscribers.subscribe(
    { page: page.slug || null, language, endpoint: service.url + path, keys: browser.keys },
    page,
    ORIGIN,
    NOW,
  );
const counts = async () => [await subscribers.count(HOME_PAGE.id), await subscribers.count(FAMILY.id)];
async function publish({ incident, update } = news(), page = HOME_PAGE): Promise<string> {
  const { statements, committed } = await subscribers.tell(page, incident, update, NOW);
  await database.write(statements);
  committed();
  return incident.id;
}
async function pass(now = NOW): Promise<void> {
  await notify.deliverDue(() => ({ type: 'send' }), now);
  await notify.settled();
}
const told = async (incidentId: string) => [...(await subscribers.toldOf([HOME], incidentId)).values()];
const shown = () => service.received.map(({ body }) => JSON.parse(browser.decrypt(body)).notification);

describe('a browser', () => {
  it('is noted once for each page, however often it asks, in the language it asked in last', async () => {
    await add('/1');
    await add('/1', HOME_PAGE, 'de');
    await add('/1', FAMILY);
    expect(await counts()).toEqual([1, 1]);
    await publish();
    await pass();
    expect(shown()).toMatchObject([{ lang: 'de', navigate: `${ORIGIN}/status/de` }]);
  });

  it('is forgotten on every page when it asks for that, and nobody else is', async () => {
    await add('/1');
    await add('/1', FAMILY);
    await add('/2');
    await subscribers.unsubscribe(`${service.url}/1`);
    await subscribers.unsubscribe(`${service.url}/1`);
    await subscribers.unsubscribe('no address');
    expect(await counts()).toEqual([1, 0]);
  });

  it('that nobody knows asks for no place among those who write', async () => {
    const other = createClient({ url: `file:${join(folder, 'test.db')}` });
    const held = await other.transaction('write');
    await expect(subscribers.unsubscribe(`${service.url}/nobody`)).resolves.toBeUndefined();
    await held.rollback();
    other.close();
  });

  it('that has ended its subscription is forgotten with the next message', async () => {
    await add('/410');
    await add('/410', FAMILY);
    const incidentId = await publish();
    await pass();
    expect(await counts()).toEqual([0, 0]);
    expect(await told(incidentId)).toEqual([{ delivered: 0, waiting: 0, failed: 1 }]);
  });

  it('is known by nothing but its subscription, whose secret is sealed', async () => {
    await add('/1');
    const [row] = await database.read.select().from(table);
    expect(Object.keys(row ?? {}).toSorted()).toEqual([
      'auth',
      'clientId',
      'createdAt',
      'endpoint',
      'id',
      'language',
      'origin',
      'p256dh',
      'pageId',
    ]);
    expect(row?.auth).not.toContain(browser.keys.auth);
  });

  it.each([
    ['http://push.example/1', /https/],
    ['https://user:word@push.example/1', /name or password/],
    ['nonsense', /not an address/],
  ])('cannot name %s as its push service', async (endpoint, message) => {
    const input = { page: null, language: 'en' as const, endpoint, keys: browser.keys };
    await expect(subscribers.subscribe(input, HOME_PAGE, ORIGIN, NOW)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(message),
      options: { field: 'endpoint' },
    });
    expect(await counts()).toEqual([0, 0]);
  });
});

describe('an update', () => {
  it('goes to those of its page, once', async () => {
    await add('/1');
    await add('/2', FAMILY);
    const one = news();
    await publish(one);
    await publish(one);
    for (const seconds of [0, 1, 60]) await pass(NOW + seconds * SECOND);
    expect(service.received.map(({ path, headers }) => [path, headers.urgency, headers.ttl])).toEqual([
      ['/1', 'normal', '43200'],
    ]);
    expect(shown()).toEqual([
      {
        title: 'No films · Cause found',
        body: expect.stringContaining('The power is out.'),
        navigate: `${ORIGIN}/status/en`,
        lang: 'en',
        dir: 'ltr',
        tag: `incident:${one.incident.key}`,
        actions: [{ action: 'stop', title: 'Stop', navigate: `${ORIGIN}/status/en` }],
      },
    ]);
  });

  it('does not reach who has meanwhile had enough, and that counts nowhere', async () => {
    await add('/1');
    const incidentId = await publish();
    await subscribers.unsubscribe(`${service.url}/1`);
    await pass();
    expect(service.received).toEqual([]);
    expect(await told(incidentId)).toEqual([{ delivered: 0, waiting: 0, failed: 0 }]);
  });

  it('is counted as it goes out, for those who may see it', async () => {
    await add('/1');
    await add('/503');
    const incidentId = await publish();
    expect(await told(incidentId)).toEqual([{ delivered: 0, waiting: 2, failed: 0 }]);
    await pass();
    expect(await told(incidentId)).toEqual([{ delivered: 1, waiting: 1, failed: 0 }]);
    expect(await subscribers.toldOf(['another'], incidentId)).toEqual(new Map());
    await subscribers.unsubscribe(`${service.url}/503`);
    await pass(NOW + 600 * SECOND);
  });

  it('that nobody waits for is told nobody', async () => {
    expect(await told(await publish())).toEqual([]);
  });
});

describe('a page', () => {
  const fill = async (count: number) => {
    const [row] = await database.read.select().from(table);
    if (!row) return;
    const rows = Array.from({ length: count - 1 }, (_, i) => ({
      ...row,
      id: `x${i}`,
      endpoint: `${service.url}/x${i}`,
    }));
    for (let i = 0; i < rows.length; i += 1000) {
      await database.write([statement(database.writer.insert(table).values(rows.slice(i, i + 1000)))]);
    }
  };

  it('takes five thousand browsers; those who are there can be renewed', async () => {
    await add('/1');
    await fill(5000);
    await expect(add('/2')).rejects.toMatchObject({ code: 'conflict' });
    await add('/1', HOME_PAGE, 'de');
    await add('/2', FAMILY);
    expect(await counts()).toEqual([5000, 1]);
  });

  it('has an update ready for all of them at once', async () => {
    await add('/1');
    await fill(5000);
    const incidentId = await publish();
    expect(await told(incidentId)).toEqual([{ delivered: 0, waiting: 5000, failed: 0 }]);
  });
});

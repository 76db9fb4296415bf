import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, type Page, test, type Worker } from '@playwright/test';
import { type HubDoor, startHubDoor } from './hub-door.ts';
import { type SignedInHub, startSignedInHub } from './signed-in-hub.ts';

let hub: SignedInHub;
let door: HubDoor;
test.beforeAll(async ({ browser }) => {
  hub = await startSignedInHub(browser);
  door = await startHubDoor(hub.url);
  const alerts = [{ severity: 'critical', message: 'Fan failed' }];
  await hub.post('/webhook/metrics', { system: { id: 'nas', name: 'NAS' }, alerts });
});
test.afterEach(() => door.open());
test.afterAll(async () => {
  await door.shut();
  await hub.stop();
});

/** Counts what is put on the app's icon, of pages and of the worker. */
function countBadges(): void {
  const seen: unknown[] = [];
  Reflect.set(globalThis, 'badges', seen);
  const setAppBadge = async (count: unknown) => void seen.push(count);
  Object.defineProperty(navigator, 'setAppBadge', { configurable: true, value: setAppBadge });
}
const readBadges = (): number[] => Reflect.get(globalThis, 'badges');

/** A page of the owner through the door, and the worker that it is given. */
async function openPhone(path = '/'): Promise<{ page: Page; worker: Worker; context: BrowserContext }> {
  const page = await hub.page({ baseURL: door.url, viewport: { width: 360, height: 740 } });
  const context = page.context();
  await context.grantPermissions(['notifications'], { origin: door.url });
  await page.addInitScript(countBadges);
  const [worker] = await Promise.all([context.waitForEvent('serviceworker'), page.goto(path)]);
  await page.evaluate(async () => {
    if (!navigator.serviceWorker.controller)
      await new Promise((took) =>
        navigator.serviceWorker.addEventListener('controllerchange', () => took(null)),
      );
  });
  return { page, worker, context };
}

/** Waits until the page has left the fleet for the offline page. */
async function expectSnapshot(page: Page): Promise<void> {
  const hasSnapshot = () => page.evaluate(() => caches.has('fleet'));
  await expect.poll(hasSnapshot).toBe(true);
}

/** Makes what the page has left older by so many milliseconds. */
const ageSnapshot = (page: Page, ms: number) =>
  page.evaluate(async (older) => {
    const cache = await caches.open('fleet');
    const kept = await (await cache.match('/fleet.json'))?.json();
    await cache.put('/fleet.json', Response.json({ ...kept, at: kept.at - older }));
  }, ms);

const openAlert = async (
  page: Page,
): Promise<{ alert_id: string; status: string; acknowledged_by: string }> => {
  const answer = await page.request.get(`${hub.url}/api/v1/alerts?server_id=nas`);
  const { items } = await answer.json();
  return items[0];
};

/** What the tests use of a worker's own world, which the pages' types do not know. */
interface WorkerWorld {
  registration: ServiceWorkerRegistration;
  dispatchEvent: (event: Event) => boolean;
  NotificationEvent: new (type: string, init: { notification: Notification; action: string }) => Event;
}

interface Shown {
  title: string;
  body: string;
  actions: string[];
}

/** DevTools hands a push over once, and on a busy machine it has been lost; a second one of its tag takes its place. */
async function deliver(page: Page, message: object): Promise<Shown[]> {
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  const push = { origin: door.url, registrationId: await registered, data: JSON.stringify(message) };
  const shown = () =>
    page.evaluate(async () => {
      const notifications = await (await navigator.serviceWorker.ready).getNotifications();
      return notifications.map((notification) => {
        const actions: { action: string }[] = Reflect.get(notification, 'actions') ?? [];
        const { title, body } = notification;
        return { title, body, actions: actions.map(({ action }) => action) };
      });
    });
  await expect(async () => {
    await devtools.send('ServiceWorker.deliverPushMessage', push);
    await expect.poll(async () => (await shown()).length, { timeout: 3000 }).toBe(1);
  }).toPass({ timeout: 20_000 });
  return shown();
}

/** Clicks on the notification that is shown, as the system would tell the worker. */
function click(worker: Worker, action: string): Promise<void> {
  return worker.evaluate(async (chosen) => {
    const scope = globalThis as unknown as WorkerWorld;
    const [notification] = await scope.registration.getNotifications();
    if (!notification) throw new Error('Nothing is shown');
    const event = new scope.NotificationEvent('notificationclick', { notification, action: chosen });
    // The browser lets only its own events wait.
    const work: Promise<unknown>[] = [];
    Object.defineProperty(event, 'waitUntil', { value: (promise: Promise<unknown>) => work.push(promise) });
    scope.dispatchEvent(event);
    await Promise.all(work);
  }, action);
}

test('a pushed alert is shown with its actions, and Acknowledge acknowledges it on the hub', async () => {
  const { page, worker, context } = await openPhone();
  await worker.evaluate(countBadges);
  const { alert_id: alertId, status } = await openAlert(page);
  expect(status).toBe('open');
  const navigate = `${door.url}/alerts/${alertId}`;
  const actions = [
    { action: 'acknowledge', title: 'Acknowledge', navigate },
    { action: 'open', title: 'Open', navigate },
  ];
  const notification = { title: 'NAS: Fan failed', body: 'Since 14:02.', navigate, tag: 'a', actions };
  const message = {
    web_push: 8030,
    notification: { ...notification, data: { alert_id: alertId } },
    app_badge: 7,
  };
  expect(await deliver(page, message)).toEqual([
    { title: 'NAS: Fan failed', body: 'Since 14:02.', actions: ['acknowledge', 'open'] },
  ]);
  expect(await worker.evaluate(readBadges)).toContain(7);

  await click(worker, 'acknowledge');
  expect(await openAlert(page)).toMatchObject({ status: 'acknowledged', acknowledged_by: 'Ada' });
  expect((await worker.evaluate(readBadges)).at(-1)).toBe(0);
  const left = () =>
    worker.evaluate(async () => {
      const scope = globalThis as unknown as WorkerWorld;
      return (await scope.registration.getNotifications()).length;
    });
  await expect.poll(left).toBe(0);
  expect(context.pages()).toHaveLength(1);
});

test('a page puts the number of open alerts on the icon', async () => {
  const { page } = await openPhone();
  const said = await page.evaluate(() => Number(document.documentElement.dataset.openAlerts));
  expect(await page.evaluate(readBadges)).toEqual([said]);
  await page.evaluate(() => {
    document.documentElement.dataset.openAlerts = '5';
  });
  await expect.poll(async () => (await page.evaluate(readBadges)).at(-1)).toBe(5);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`with the hub stopped, the last known state and its age are shown (${colorScheme})`, async () => {
    const { page } = await openPhone();
    await page.emulateMedia({ colorScheme });
    await expectSnapshot(page);
    await door.shut();

    await page.goto('/servers');
    await expect(page.getByRole('heading', { name: 'does not answer' })).toBeVisible();
    await expect(
      page.getByRole('heading', { name: /^This is how it was at \d\d:\d\d, just now$/ }),
    ).toBeVisible();
    const nas = page.getByRole('listitem').filter({ hasText: 'NAS' });
    await expect(nas).toContainText('Broken');
    await expect(nas).toContainText('Fan failed');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    // Its own style has come from the browser too.
    const paint = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(paint).toBe(colorScheme === 'light' ? 'rgb(247, 245, 242)' : 'rgb(23, 21, 19)');

    await door.open();
    await page.getByRole('link', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { name: 'Servers', level: 1 })).toBeVisible();
  });
}

test('where a proxy answers for a hub that is away, the page comes back by itself', async () => {
  const { page } = await openPhone();
  await expectSnapshot(page);
  await ageSnapshot(page, 35 * 60_000);
  door.loseHub();
  await page.goto('/settings/device');
  await expect(page.getByRole('heading', { name: /This is how it was .*, 35 min ago$/ })).toBeVisible();
  await door.open();
  await expect(page.getByRole('heading', { name: 'This device' })).toBeVisible({ timeout: 20_000 });
});

test('after signing out nothing of the fleet is left in the browser', async () => {
  const page = await hub.page({ baseURL: door.url });
  // A session of its own: signing out ends it.
  await page.context().clearCookies();
  await page.goto('/login');
  await page.getByLabel('E-mail').fill('ada@example.org');
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('list', { name: 'Servers' })).toBeVisible();
  await expectSnapshot(page);
  await page.getByText('Ada', { exact: true }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: /Sign in/ })).toBeVisible();
  expect(await page.evaluate(() => caches.has('fleet'))).toBe(false);
  await door.shut();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'does not answer' })).toBeVisible();
  await expect(page.getByText('NAS')).toBeHidden();
});

test('a new version takes over at once, and no page was ever kept', async () => {
  const { page } = await openPhone();
  const offlineCaches = () =>
    page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('offline-')));
  await expect.poll(async () => (await offlineCaches()).length).toBe(1);
  const [before] = await offlineCaches();

  door.append('/offline.js', '\n// newer');
  door.append('/sw.js', '\nself.isNewer = true;');
  await page.reload();
  await expect.poll(offlineCaches).not.toContain(before);
  await expect.poll(offlineCaches).toHaveLength(1);
  expect(await offlineCaches()).not.toContain(before);
  const state = () => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
  await expect.poll(state).toBe('activated');

  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept.filter((path) => !path.startsWith('/offline'))).toEqual(['/fleet.json']);
  door.append('/servers', '<p>Only the hub of now says this</p>');
  await page.goto('/servers');
  await expect(page.getByText('Only the hub of now says this')).toBeVisible();
  for (const path of ['/offline.js', '/sw.js', '/servers']) door.append(path, '');
});

test('what is older than a session is not shown any more', async () => {
  const { page } = await openPhone();
  await expectSnapshot(page);
  await ageSnapshot(page, 31 * 24 * 3_600_000);
  await door.shut();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'does not answer' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => caches.has('fleet'))).toBe(false);
  await expect(page.getByText('NAS')).toBeHidden();
});

test('the offline page is the same for everybody', async ({ request }) => {
  const page = await hub.page();
  const [own, anybody] = await Promise.all([page.request, request].map((by) => by.get(`${hub.url}/offline`)));
  expect(anybody?.status()).toBe(200);
  expect(await own?.text()).toBe(await anybody?.text());
});

test('it can be installed', async () => {
  const { page, context } = await openPhone();
  const devtools = await context.newCDPSession(page);
  const { installabilityErrors: errors } = await devtools.send('Page.getInstallabilityErrors');
  // A context of the tests is a private window, where nothing can be installed.
  expect(errors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  const manifest = await (await page.request.get('/manifest.webmanifest')).json();
  expect(manifest.icons.map((icon: { purpose: string }) => icon.purpose)).toContain('maskable');
  for (const { src, sizes } of manifest.icons) {
    const png = await (await page.request.get(src)).body();
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes);
  }
});

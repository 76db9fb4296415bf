import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { testBrowser } from '../push-receiver.ts';
import { type BrowserHub, startBrowserHub } from './hub.ts';
import { becomeOwner, watchPage } from './watch-page.ts';

let hub: BrowserHub;
let storageState: Awaited<ReturnType<BrowserContext['storageState']>>;
test.beforeAll(async ({ browser }) => {
  hub = await startBrowserHub();
  const context = await browser.newContext();
  await becomeOwner(await context.newPage(), hub.ownerLink);
  storageState = await context.storageState();
  await context.close();
});
test.afterAll(() => hub.stop());

/** No push service can be reached from here, so the browser's part of the subscription is made by the test. */
async function standInForPushService(context: BrowserContext, endpoint: string): Promise<void> {
  const json = { endpoint, keys: testBrowser().keys };
  await context.addInitScript((made) => {
    const subscription = {
      toJSON: () => made,
      unsubscribe: async () => {
        localStorage.removeItem('test-subscribed');
        return true;
      },
    };
    const own = { configurable: true, writable: true };
    Object.defineProperty(PushManager.prototype, 'getSubscription', {
      ...own,
      value: async () => (localStorage.getItem('test-subscribed') ? subscription : null),
    });
    Object.defineProperty(PushManager.prototype, 'subscribe', {
      ...own,
      value: async (options: PushSubscriptionOptionsInit) => {
        localStorage.setItem('test-subscribed', String(options.applicationServerKey));
        return subscription;
      },
    });
  }, json);
}

async function devicePage(browser: Browser, endpoint: string): Promise<Page> {
  const context = await browser.newContext({ storageState });
  await context.grantPermissions(['notifications'], { origin: hub.url });
  await standInForPushService(context, endpoint);
  const page = await context.newPage();
  await page.goto(`${hub.url}/settings/device`);
  return page;
}

async function turnOn(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name of this device').fill(name);
  await page.getByRole('button', { name: 'Turn on notifications' }).click();
  await expect(page.getByText('Notifications are on')).toContainText(name);
}

test('a browser becomes a device, is tested and removed', async ({ browser }) => {
  const page = await devicePage(browser, 'https://push.invalid/one');
  const complaints = watchPage(page, hub.url);
  await page.getByRole('link', { name: 'Keys', exact: true }).click();
  await page.getByRole('link', { name: 'This device' }).click();
  await expect(page.getByText('None yet.')).toBeVisible();
  await expect(page.getByLabel('Name of this device')).toHaveValue(/Chrome on Linux/);

  await turnOn(page, 'Kitchen tablet');
  const row = page.getByRole('row', { name: /Kitchen tablet/ });
  await expect(row).toContainText('(this one)');
  await expect(row).toContainText('Never');
  const { public_key } = await (await page.request.get(`${hub.url}/api/v1/devices/key`)).json();
  expect(await page.evaluate(() => localStorage.getItem('test-subscribed'))).toBe(public_key);

  const choice = page.getByRole('group', { name: 'It is sent alerts that are' });
  await expect(choice.getByRole('checkbox', { name: 'Broken' })).toBeChecked();
  await expect(choice.getByRole('checkbox', { name: 'Serious' })).toBeChecked();
  await choice.getByRole('checkbox', { name: 'Needs a look' }).check();
  await expect(page.getByText('Kept.')).toBeVisible();
  await expect(row).toContainText('broken, serious, needs a look');

  await page.reload();
  await expect(page.getByText('Notifications are on')).toBeVisible();
  await expect(choice.getByRole('checkbox', { name: 'Needs a look' })).toBeChecked();
  await expect(choice.getByRole('checkbox', { name: 'Worth knowing' })).not.toBeChecked();
  await row.getByRole('button', { name: 'Send test' }).click();
  await expect(page.getByRole('alert')).toContainText(/push service/i, { timeout: 15_000 });

  await row.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
  await expect(row).toBeVisible();
  await row.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove device' }).click();
  await expect(page.getByText('None yet.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Turn on notifications' })).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem('test-subscribed'))).toBeNull();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('what the hub sends is shown while no page of it is open', async ({ browser }) => {
  const page = await devicePage(browser, 'https://push.invalid/two');
  await turnOn(page, 'Laptop');
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  const message = {
    web_push: 8030,
    notification: {
      title: 'Backup is offline',
      body: 'Since 14:02.',
      navigate: `${hub.url}/servers`,
      tag: 'a',
    },
  };
  const registrationId = await registered;
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const notifications = await registration.getNotifications();
      return notifications.map(({ title, body, tag, data }) => ({ title, body, tag, page: data.page }));
    });
  // DevTools hands it over once, and on a busy machine it has been lost; a second one of its tag takes its place.
  await expect(async () => {
    const data = JSON.stringify(message);
    await devtools.send('ServiceWorker.deliverPushMessage', { origin: hub.url, registrationId, data });
    await expect
      .poll(shown, { timeout: 3000 })
      .toEqual([{ title: 'Backup is offline', body: 'Since 14:02.', tag: 'a', page: `${hub.url}/servers` }]);
  }).toPass({ timeout: 20_000 });
  await page.context().close();
});

test('the service worker and the manifest are served as what they are', async ({ request }) => {
  const worker = await request.get(`${hub.url}/sw.js`);
  expect(worker.headers()['content-type']).toMatch(/^(text|application)\/javascript/);
  expect(worker.headers()['cache-control'] ?? '').not.toMatch(/immutable|max-age=[1-9]/);
  const manifest = await request.get(`${hub.url}/manifest.webmanifest`);
  expect(manifest.headers()['content-type']).toContain('application/manifest+json');
  expect(await manifest.json()).toMatchObject({ display: 'standalone', start_url: '/' });
});

test('where the connection is not secure, the page says why and what to do', async ({ browser }) => {
  const context = await browser.newContext({ storageState });
  await context.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false }));
  const page = await context.newPage();
  await page.goto(`${hub.url}/settings/device`);
  await expect(page.getByText('did not come over a secure connection')).toBeVisible();
  await expect(page.getByText('reverse proxy with a certificate')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Turn on notifications' })).toHaveCount(0);
  await context.close();
});

test('without JavaScript the page says that it needs it', async ({ browser }) => {
  const context = await browser.newContext({ storageState, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${hub.url}/settings/device`);
  await expect(page.locator('noscript p')).toBeVisible();
  await context.close();
});

for (const width of [1280, 360]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`at ${width} px, ${colorScheme}, it is accessible and fits`, async ({ browser }) => {
      const page = await devicePage(browser, `https://push.invalid/${width}/${colorScheme}`);
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await expect(page.getByRole('button', { name: 'Turn on notifications' })).toBeVisible();
      const violations = async () => (await new AxeBuilder({ page }).analyze()).violations;
      expect(await violations()).toEqual([]);
      await turnOn(page, 'A tablet with a rather long name that somebody gave it');
      expect(await violations()).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await page.context().close();
    });
  }
}

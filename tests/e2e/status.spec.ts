import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { addFamilyPage, FAMILY_COMPONENTS, familyDefinition } from '../family-page.ts';
import { expectSound } from './expect-sound.ts';
import { type BrowserHub, KEY, startBrowserHub } from './hub.ts';
import { watchPage } from './watch-page.ts';

const BUDGET_BYTES = 15_000;
const SUBSCRIPTION = {
  endpoint: 'https://push.example.com/visitor-1',
  keys: {
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  },
};

let hub: BrowserHub;
let pagePath: string;

/** A request to the API with the administrator's key. */
async function api(path: string, method = 'GET', json?: unknown) {
  const headers = { 'X-API-Key': KEY, 'Content-Type': 'application/json' };
  const body = json === undefined ? null : JSON.stringify(json);
  const answered = await fetch(`${hub.url}/api/v1${path}`, { method, headers, body });
  if (!answered.ok) throw new Error(`${path}: ${answered.status} ${await answered.text()}`);
  return answered.status === 204 ? null : answered.json();
}

const openIncident = (changes: object = {}, path = pagePath) =>
  api(`${path}/incidents`, 'POST', {
    title: null,
    components: ['photos'],
    impact: 'down',
    state: 'investigating',
    template: 'noticed',
    text: null,
    by: 'Anna',
    alert_id: null,
    started_at: null,
    ...changes,
  });

/** A page at `/status/small` with a bit of everything: looking at each of a thousand days again and again takes long. */
async function addSmallPage(): Promise<void> {
  const [group] = familyDefinition.groups;
  const groups = [{ name: 'At home', components: group?.components.slice(0, 2) }];
  const { page_id: id } = await api('/status-pages', 'POST', { ...familyDefinition, slug: 'small', groups });
  await openIncident({ components: ['films-series'] }, `/status-pages/${id}`);
  await api(`/status-pages/${id}/maintenances`, 'POST', {
    title: 'A larger disk',
    text: 'Photos pause for an hour.',
    components: ['photos'],
    starts_at: new Date(Date.now() + 86_400_000).toISOString(),
    ends_at: new Date(Date.now() + 90_000_000).toISOString(),
  });
}

test.beforeAll(async () => {
  hub = await startBrowserHub(addFamilyPage);
  const { items } = await api('/status-pages');
  pagePath = `/status-pages/${items[0].page_id}`;
  await addSmallPage();
});
test.afterAll(() => hub.stop());

test.afterEach(async () => {
  const { items } = await api(`${pagePath}/incidents`);
  for (const { incident_id: id } of items) await api(`${pagePath}/incidents/${id}`, 'DELETE');
});

/** What the page tells, as somebody reads it who cannot see colours. */
async function expectWhole(page: Page): Promise<void> {
  await expect(page.locator('.sentence')).toHaveText('We are fixing Photos');
  for (const [name] of FAMILY_COMPONENTS) {
    await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  }
  const days = page.locator('ol:has(> li:nth-child(90))');
  await expect(days).toHaveCount(FAMILY_COMPONENTS.length);
  const texts = await days.first().getByRole('listitem').allTextContents();
  expect(texts.filter((text) => text.trim() === '')).toEqual([]);
  expect(texts.join()).toContain('did not work for');
  await expect(page.getByText('We have noticed that something is wrong')).toBeVisible();
  await expect(page.locator('main time').first()).toHaveAttribute('datetime', /^2\d{3}-/);
}

for (const javaScriptEnabled of [false, true]) {
  test(`is whole ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({ browser }) => {
    await openIncident();
    const context = await browser.newContext({ javaScriptEnabled, baseURL: hub.url, locale: 'en-GB' });
    const page = await context.newPage();
    const complaints = watchPage(page, hub.url);
    await page.goto('/status');
    expect(page.url()).toBe(`${hub.url}/status/en`);
    await expectWhole(page);
    expect(complaints).toEqual([]);
    await context.close();
  });
}

test('leads to the reader’s language, and can be read in another', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: hub.url, locale: 'de-AT' });
  const page = await context.newPage();
  await page.goto('/status');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.locator('.sentence')).toHaveText('Alles läuft');
  await page.getByRole('link', { name: 'Français' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(page).toHaveURL(/\/status\/fr$/);
  await context.close();
});

for (const language of ['en', 'de']) {
  test(`can be used by everybody, in "${language}"`, async ({ browser }) => {
    const context = await browser.newContext({ baseURL: hub.url });
    const page = await context.newPage();
    await page.goto(`/status/small/${language}`);
    for (const days of await page.locator('summary').all()) await days.click();
    await expectSound(page);
    await context.close();
  });
}

test('is light: one page, and nothing from elsewhere', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: hub.url });
  const page = await context.newPage();
  const complaints = watchPage(page, hub.url);
  const devtools = await context.newCDPSession(page);
  let bytes = 0;
  await devtools.send('Network.enable');
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto('/status/en');
  await page.waitForLoadState('networkidle');
  test.info().annotations.push({ type: 'weight', description: `${bytes} bytes` });
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(BUDGET_BYTES);
  expect(complaints).toEqual([]);
  await context.close();
});

test('shows what is new while it is open', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: hub.url });
  const page = await context.newPage();
  await page.clock.install();
  await page.goto('/status/en');
  await expect(page.locator('.sentence')).toHaveText('Everything works');
  await openIncident();
  await page.clock.runFor(61_000);
  await expect(page.locator('.sentence')).toHaveText('We are fixing Photos');
  await context.close();
});

/** A browser whose push service is made up: none can be reached from a test. */
async function openVisitor(context: BrowserContext): Promise<Page> {
  await context.grantPermissions(['notifications'], { origin: hub.url });
  await context.addInitScript((made) => {
    const subscription = { ...made, toJSON: () => made };
    let current: unknown = null;
    PushManager.prototype.subscribe = async () => {
      current = subscription;
      return subscription as never;
    };
    PushManager.prototype.getSubscription = async () => current as never;
  }, SUBSCRIPTION);
  return context.newPage();
}

/** What a push of the hub shows in this browser. */
async function deliver(page: Page, message: object): Promise<{ title: string; actions: string[] }[]> {
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  const push = { origin: hub.url, registrationId: await registered, data: JSON.stringify(message) };
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const all = await registration.getNotifications();
      return all.map((one) => ({
        title: one.title,
        actions: ((Reflect.get(one, 'actions') ?? []) as { action: string }[]).map(({ action }) => action),
      }));
    });
  await expect(async () => {
    await devtools.send('ServiceWorker.deliverPushMessage', push);
    expect(await shown()).not.toEqual([]);
  }).toPass();
  return shown();
}

const subscribers = async () => (await api(pagePath)).subscribers;

test('tells a visitor who asked, and stops with one tap', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: hub.url });
  const page = await openVisitor(context);
  await page.goto('/status/en');
  await page.getByRole('button', { name: 'Notify me' }).click();
  await expect(page.getByText('This browser will be told when there is news.')).toBeVisible();
  expect(await subscribers()).toBe(1);

  const { incident_id: id } = await openIncident();
  const { updates } = await api(`${pagePath}/incidents/${id}`);
  const { delivered, waiting, failed } = updates[0].told;
  expect(delivered + waiting + failed).toBe(1);

  const [shown] = await deliver(page, {
    web_push: 8030,
    notification: {
      title: 'Trouble with Photos · Looking for the cause',
      body: 'We have noticed that something is wrong.',
      navigate: `${hub.url}/status/en`,
      lang: 'en',
      tag: 'incident:abc',
      actions: [{ action: 'stop', title: 'Stop', navigate: `${hub.url}/status/en` }],
    },
  });
  expect(shown).toEqual({ title: 'Trouble with Photos · Looking for the cause', actions: ['stop'] });

  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('This browser will not be told any more.')).toBeVisible();
  expect(await subscribers()).toBe(0);
  await context.close();
});

test('opens with its word where it has one, also without JavaScript', async ({ browser }) => {
  const { word } = await api(`${pagePath}/access`, 'PUT', { is_protected: true });
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: hub.url });
  const page = await context.newPage();
  expect((await page.goto('/status/en'))?.status()).toBe(403);
  expect(await page.content()).not.toContain('Photos');
  await page.getByLabel('The word').fill('wrong word');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByText('That is not the word')).toBeVisible();
  await page.getByLabel('The word').fill(word);
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page).toHaveURL(/\/status\/en$/);
  await expect(page.getByRole('heading', { name: 'Photos' })).toBeVisible();
  const feed = (headers: Record<string, string>) => fetch(`${hub.url}/status/en/feed.atom`, { headers });
  expect((await feed({})).status).toBe(401);
  expect((await feed({ Authorization: `Bearer ${word}` })).status).toBe(200);
  expect((await feed({ Authorization: `Basic ${btoa(`reader:${word}`)}` })).status).toBe(200);
  await api(`${pagePath}/access`, 'PUT', { is_protected: false });
  await context.close();
});

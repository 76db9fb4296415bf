import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { expectSound } from './expect-sound.ts';
import { joinViewer } from './join-viewer.ts';
import { type SignedInHub, startSignedInHub } from './signed-in-hub.ts';
import { openAwake, watchPage } from './watch-page.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const LONG_NAME = 'The chat of the Hohenlohe-Waldenburg family and neighbours';

/** Somewhere messages arrive, until it is told to refuse them. */
interface Receiver {
  url: string;
  bodies: string[];
  refuses: boolean;
  server: Server;
}

async function startReceiver(): Promise<Receiver> {
  const receiver: Receiver = { url: '', bodies: [], refuses: false, server: createServer() };
  receiver.server.on('request', (request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      receiver.bodies.push(body);
      response.writeHead(receiver.refuses ? 500 : 204).end();
    });
  });
  receiver.server.listen(0, '127.0.0.1');
  await once(receiver.server, 'listening');
  receiver.url = `http://127.0.0.1:${(receiver.server.address() as AddressInfo).port}`;
  return receiver;
}

let hub: SignedInHub;
let receiver: Receiver;
let owner: Page;
let complaints: string[];
test.beforeAll(async ({ browser }) => {
  receiver = await startReceiver();
  hub = await startSignedInHub(browser);
  await hub.post('/api/v1/servers', { server_id: 'media', display_name: 'Media', tags: ['nas'] });
  owner = await hub.page();
  complaints = watchPage(owner, hub.url);
});
test.afterAll(async () => {
  await hub.stop();
  receiver.server.close();
});
test.describe.configure({ mode: 'serial' });

const list = () => owner.getByRole('list', { name: 'Channels' });
const entry = (name: string) => list().getByRole('listitem').filter({ hasText: name });
const open = () => openAwake(owner, '/settings/channels');

test('without channels the page shows the one next step', async () => {
  await owner.goto('/settings');
  const navigation = owner.getByRole('navigation', { name: 'Settings' });
  await navigation.getByRole('link', { name: 'Channels' }).click();
  await expect(owner.getByText('No channels yet. Choose below how messages should come.')).toBeVisible();
  await expect(
    owner.getByRole('region', { name: 'Add a channel' }).getByRole('link', { name: 'This device' }),
  ).toBeVisible();
  await expect(owner.getByRole('region', { name: 'What was sent' })).toContainText('Nothing yet');
  await expectSound(owner);
});

test('a channel is added; what does not fit is told beside its field', async () => {
  await open();
  await owner.getByRole('link', { name: 'Signed webhook' }).click();
  await openAwake(owner, new URL(owner.url()).pathname + new URL(owner.url()).search);
  await expectSound(owner);
  await owner.getByLabel('Name', { exact: true }).fill('House');
  await owner.getByLabel('Address', { exact: true }).fill(`${receiver.url}/hook`);
  await owner.getByLabel('Secret for signatures').fill('short');
  await owner.getByRole('button', { name: 'Add channel' }).click();
  await expect(owner.getByRole('alert')).toBeFocused();
  await expect(owner.getByRole('alert')).toHaveText(/^Secret for signatures: \S/);
  await expect(owner.getByLabel('Secret for signatures')).toHaveAttribute('aria-invalid', 'true');
  await expectSound(owner);
  await owner.getByLabel('Secret for signatures').fill(SECRET);
  await owner.getByRole('button', { name: 'Add channel' }).click();
  await expect(owner.getByText('Saved.')).toBeVisible();
  await expect(entry('House')).toContainText('Never used');
  await expect(entry('House')).toContainText('Alerts that are: broken and serious · also when it is over');
  expect(await owner.content()).not.toContain(SECRET);
  await expectSound(owner);
});

test('a test says whether it arrived, and the channel remembers', async () => {
  await open();
  await entry('House').getByRole('button', { name: 'Send test' }).click();
  await expect(owner.locator('main').getByRole('status').filter({ hasText: /\S/ }).first()).not.toHaveText(
    'Sending…',
  );
  await expect.poll(() => receiver.bodies.length).toBe(1);
  await expect(entry('House')).toContainText('Working');
  await expect(entry('House')).toContainText('Last delivered');
  receiver.refuses = true;
  await entry('House').getByRole('button', { name: 'Send test' }).click();
  await expect(owner.getByRole('alert')).toContainText('webhook');
  await expect(entry('House')).toContainText('Not working');
  await expectSound(owner);
  receiver.refuses = false;
  await entry('House').getByRole('button', { name: 'Send test' }).click();
  await expect(entry('House')).toContainText('Working');
});

test('it is changed without its secret, which stays', async () => {
  await entry('House').getByRole('link', { name: 'Edit House' }).click();
  await openAwake(owner, new URL(owner.url()).pathname);
  await expect(owner.getByLabel('Secret for signatures')).toHaveValue('');
  await owner.getByLabel('Name', { exact: true }).fill(LONG_NAME);
  await owner.getByLabel('Needs a look').check();
  await owner.getByLabel('Only servers with a tag').fill('nas');
  await owner.getByLabel('Only what nobody has acknowledged for a while').check();
  await owner.getByLabel('For (minutes)').fill('15');
  await owner.getByLabel('Leave it alone for some hours').check();
  await owner.getByLabel('From').fill('23:00');
  await expectSound(owner);
  await owner.getByRole('button', { name: 'Save' }).click();
  await expect(owner.getByText('Saved.')).toBeVisible();
  const words = entry(LONG_NAME);
  await expect(words).toContainText('broken, serious and needs a look · of servers with the tag nas');
  await expect(words).toContainText('only what nobody has acknowledged for 15 min');
  await expect(words).toContainText(/quiet from 23:00 to 07:00 \(\S+\), but what is broken gets through/);
  await expectSound(owner);
  const before = receiver.bodies.length;
  await open();
  await entry(LONG_NAME).getByRole('button', { name: 'Send test' }).click();
  await expect.poll(() => receiver.bodies.length).toBe(before + 1);
  await expect(entry(LONG_NAME)).toContainText('Working');
});

test('a secret that it does not need is taken away', async () => {
  const removal = owner.getByLabel('Remove the stored secret before that');
  const edit = async () => {
    await entry(LONG_NAME).getByRole('link', { name: 'Edit' }).click();
    await openAwake(owner, new URL(owner.url()).pathname);
  };
  await edit();
  await expect(removal).toHaveCount(0);
  await owner.getByLabel('Secret before that').fill(SECRET);
  await owner.getByRole('button', { name: 'Save' }).click();
  await edit();
  await removal.check();
  await expectSound(owner);
  await owner.getByRole('button', { name: 'Save' }).click();
  await edit();
  await expect(owner.getByLabel('Secret before that')).toBeVisible();
  await expect(removal).toHaveCount(0);
  await open();
});

test('what is secret is never in an address, not even before the script of the form runs', async () => {
  const page = await hub.page({ javaScriptEnabled: false });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/settings/channels/new?type=webhook');
  await page.getByLabel('Address', { exact: true }).fill('https://example.org/whsec_in-an-address');
  await page.getByLabel('Secret for signatures').fill('whsec_in-an-address');
  await page.getByRole('button', { name: 'Add channel' }).click();
  await page.goto('/settings/channels');
  await page.getByLabel('Address to call').fill('https://example.org/whsec_in-an-address');
  await page.getByRole('button', { name: 'Save address' }).click();
  await page.waitForLoadState();
  expect(asked.filter((address) => address.includes('in-an-address'))).toEqual([]);
});

test('it is turned off and on again', async () => {
  for (const [isOn, word] of [
    [false, 'Turned off'],
    [true, 'Working'],
  ] as const) {
    await entry(LONG_NAME).getByRole('link', { name: 'Edit' }).click();
    await openAwake(owner, new URL(owner.url()).pathname);
    await owner.locator('[name="is_enabled"]').setChecked(isOn);
    await owner.getByRole('button', { name: 'Save' }).click();
    await expect(entry(LONG_NAME)).toContainText(word);
  }
});

test('what was sent is listed with how it went', async () => {
  await owner.goto('/settings/channels');
  await hub.post('/api/v1/channels', {
    type: 'webhook',
    name: 'Everything',
    config: { url: `${receiver.url}/all`, secret: SECRET },
    routing: { severities: ['critical', 'high', 'medium', 'low'] },
  });
  const before = receiver.bodies.length;
  await hub.post('/webhook/metrics', {
    system: { id: 'attic', name: 'Attic' },
    metrics: [],
    alerts: [{ severity: 'critical', message: 'Volume 1 has crashed' }],
  });
  await expect.poll(() => receiver.bodies.length, { timeout: 20_000 }).toBe(before + 1);
  const log = owner.getByRole('list', { name: 'What was sent' });
  await expect(async () => {
    await owner.goto('/settings/channels');
    await expect(log.getByRole('listitem').first()).toContainText('Delivered', { timeout: 500 });
  }).toPass({ timeout: 10_000 });
  await expect(log).toContainText('Everything was told');
  await expectSound(owner);
  await log.getByRole('link').first().click();
  await expect(owner).toHaveURL(/\/alerts\/[0-9a-f-]+$/);
});

test('somebody outside watches the hub', async () => {
  await open();
  const watchdog = owner.getByRole('region', { name: 'Who watches the hub?' });
  const before = receiver.bodies.length;
  await watchdog.getByLabel('Address to call').fill(`${receiver.url}/secret-part`);
  await watchdog.getByRole('button', { name: 'Save address' }).click();
  await expect(watchdog.getByText('127.0.0.1')).toBeVisible();
  await watchdog.getByRole('button', { name: 'Call it now' }).click();
  await expect(watchdog.getByText('Last called')).toBeVisible();
  expect(receiver.bodies.length).toBeGreaterThan(before);
  await expect(watchdog.getByText('Working')).toBeVisible();
  expect(await owner.content()).not.toContain('secret-part');
  await expectSound(owner);
  await watchdog.getByRole('button', { name: 'Remove' }).click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Remove address' }).click();
  await expect(watchdog.getByLabel('Address to call')).toBeVisible();
});

test('removing asks once and names the channel', async () => {
  await open();
  await entry(LONG_NAME).getByRole('button', { name: 'Remove' }).click();
  await expect(owner.getByRole('heading', { name: `Remove “${LONG_NAME}”?` })).toBeVisible();
  await expectSound(owner);
  await owner.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
  await expect(entry(LONG_NAME)).toBeVisible();
  await entry(LONG_NAME).getByRole('button', { name: 'Remove' }).click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Remove channel' }).click();
  await expect(entry(LONG_NAME)).toHaveCount(0);
});

test('every way to reach people has a form that works', async () => {
  const links = owner.getByRole('region', { name: 'Add a channel' }).getByRole('listitem').getByRole('link');
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  expect(hrefs.length).toBeGreaterThanOrEqual(10);
  for (const href of hrefs) {
    await owner.goto(href);
    await expect(owner.getByRole('button', { name: 'Add channel' })).toBeVisible();
  }
  await openAwake(owner, '/settings/channels/new?type=email');
  await expect(owner.getByLabel('Port')).toHaveAttribute('type', 'number');
  await expect(owner.getByLabel('Password (if you need it)')).toHaveAttribute('type', 'password');
  await expectSound(owner);
});

test('whoever may not change channels sees them, and whom to ask', async ({ browser }) => {
  const viewer = await joinViewer(browser, hub);
  await viewer.goto('/settings/channels');
  await expect(viewer.getByText('Only owners change channels.')).toBeVisible();
  await expect(viewer.getByRole('list', { name: 'Channels' })).toContainText('Everything');
  await expect(viewer.getByRole('button', { name: 'Send test' })).toHaveCount(0);
  await expect(viewer.getByText('Only owners of the hub see and change this.')).toBeVisible();
  await expectSound(viewer);
  expect((await viewer.goto('/settings/channels/new?type=slack'))?.status()).toBe(404);
  await viewer.context().close();
});

test('without JavaScript channels can be read, and the page says what needs it', async () => {
  const page = await hub.page({ javaScriptEnabled: false });
  await page.goto('/settings/channels');
  await expect(page.getByRole('list', { name: 'Channels' })).toContainText('Everything');
  await expect(page.locator('noscript p')).toContainText('needs JavaScript');
});

test('none of these pages complained', () => {
  expect(complaints.filter((complaint) => !/\b(422|404)\b/.test(complaint))).toEqual([]);
});

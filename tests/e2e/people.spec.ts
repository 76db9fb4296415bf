import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectSound } from './expect-sound.ts';
import { type SignedInHub, startSignedInHub } from './signed-in-hub.ts';
import { openAwake, watchPage } from './watch-page.ts';

const NEWCOMER = { email: 'grace@example.org', password: 'correct horse battery' };
/** As long as a name may be without being odd. */
const LONG_NAME = 'Konstantin-Maximilian von und zu Hohenlohe-Waldenburg-Schillingsfürst';
let hub: SignedInHub;
let owner: Page;
test.beforeAll(async ({ browser }) => {
  hub = await startSignedInHub(browser);
  await hub.post('/api/v1/servers', { server_id: 'media', display_name: 'Media' });
  owner = await hub.page();
});
test.afterAll(() => hub.stop());
test.describe.configure({ mode: 'serial' });

/** Invites through the page; answers the link that it shows. */
async function invite(name: string, role: string): Promise<string> {
  await openAwake(owner, '/settings/people');
  await owner.getByLabel('Name', { exact: true }).fill(name);
  await owner.getByRole('radio', { name: role }).check();
  await owner.getByRole('button', { name: 'Make link' }).click();
  await expect(owner.getByText('it is not shown again')).toContainText(name);
  const link = await owner.locator('pre').textContent();
  return link?.trim() ?? '';
}

async function visitor(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: hub.url });
  return context.newPage();
}

let grace: Page;

test('an owner makes a link, and somebody joins with it', async ({ browser }) => {
  const link = await invite('Grace', 'Viewer');
  expect(link).toContain(`${hub.url}/invite?token=pli_`);
  await expect(owner.getByRole('region', { name: 'Open invitations' }).getByRole('row')).toHaveCount(2);
  await expectSound(owner);

  grace = await visitor(browser);
  const complaints = watchPage(grace, hub.url);
  await grace.goto(link);
  await expect(grace.getByRole('heading', { name: 'Ada invites you to Home' })).toBeVisible();
  await expect(grace).toHaveURL(`${hub.url}/invite`);
  await expectSound(grace);
  await expect(grace.getByLabel('Your name')).toHaveValue('Grace');
  await grace.getByLabel('E-mail').fill(NEWCOMER.email);
  await grace.getByLabel('Password').fill(NEWCOMER.password);
  await grace.getByRole('button', { name: 'Join' }).click();
  await grace.waitForURL(`${hub.url}/`);
  await expect(grace.getByText('Media').first()).toBeVisible();
  expect(complaints).toEqual([]);

  const late = await visitor(browser);
  await late.goto(link);
  await expect(late.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await expect(late.getByText('ask whoever invited you')).toBeVisible();
  await expectSound(late);
  await late.context().close();
});

test('a viewer sees the fleet and nothing to change', async () => {
  await grace.goto('/servers/media');
  await expect(grace.getByRole('heading', { name: 'Media' })).toBeVisible();
  expect((await grace.goto('/servers/media/edit'))?.status()).toBe(404);
  await grace.goto('/settings/people');
  await expect(grace.getByText('Only owners see people')).toBeVisible();
  await expect(grace.getByRole('button', { name: 'Make link' })).toHaveCount(0);
  await expectSound(grace);
  await grace.goto('/settings/keys');
  await expect(grace.getByText('Only owners see and make keys')).toBeVisible();
  await expect(grace.getByRole('heading', { name: 'Waiting to connect' })).toHaveCount(0);
});

test('a changed role holds at once', async () => {
  await openAwake(owner, '/settings/people');
  await owner.getByLabel('Role of Grace').selectOption('Operator');
  await owner.getByRole('button', { name: 'Save the role of Grace' }).click();
  await owner.waitForLoadState();
  await expect(owner.getByLabel('Role of Grace')).toHaveValue('operator');
  expect((await grace.goto('/servers/media/edit'))?.status()).toBe(200);
});

test('the last owner is kept, in words', async () => {
  await openAwake(owner, '/settings/people');
  await expect(owner.getByText('(you)')).toBeVisible();
  await owner.getByLabel('Role of Ada').selectOption('Viewer');
  await owner.getByRole('button', { name: 'Save the role of Ada' }).click();
  await expect(owner.getByRole('alert')).toHaveText(
    'This hub needs an owner. Make somebody else an owner first.',
  );
  await expectSound(owner);
});

test('a command for an agent waits, and is taken back', async () => {
  await hub.post('/api/v1/servers/media/enrolment', {});
  await openAwake(owner, '/settings/keys');
  const waiting = owner.getByRole('region', { name: 'Waiting to connect' });
  await expect(waiting.getByRole('link', { name: 'Media' })).toBeVisible();
  await expectSound(owner);
  await waiting.getByRole('button', { name: 'Take back' }).click();
  await expect(waiting.getByText('None.')).toBeVisible();
});

test('an invitation is taken back, and its link does not work', async ({ browser }) => {
  const link = await invite(LONG_NAME, 'Operator');
  await owner.getByRole('button', { name: 'Take back' }).click();
  await expect(owner.getByText('it is not shown again')).toHaveCount(0);
  await expect(owner.getByText('None.')).toBeVisible();
  const late = await visitor(browser);
  await late.goto(link);
  await expect(late.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await late.context().close();
});

test('who is signed in joins with one button', async () => {
  const link = await invite('Grace', 'Owner');
  await grace.goto(link);
  await expect(grace.getByText('You are signed in as Grace.')).toBeVisible();
  await expectSound(grace);
  await grace.getByRole('button', { name: 'Join Home' }).click();
  await grace.waitForURL(`${hub.url}/`);
  await grace.goto('/settings/people');
  await expect(grace.getByRole('button', { name: 'Make link' })).toBeVisible();
});

test('a long name fits', async ({ browser }) => {
  const link = await invite(LONG_NAME, 'Viewer');
  await expectSound(owner);
  const guest = await visitor(browser);
  await guest.goto(link);
  await guest.getByLabel('E-mail').fill('a-rather-long-address-of-somebody@subdomain.example.org');
  await guest.getByLabel('Password').fill(NEWCOMER.password);
  await guest.getByRole('button', { name: 'Join' }).click();
  await guest.waitForURL(`${hub.url}/`);
  await guest.context().close();
  await openAwake(owner, '/settings/people');
  await expectSound(owner);
});

test('removing asks once, names the person, and signs them out', async () => {
  await openAwake(owner, '/settings/people');
  const open = owner.getByRole('button', { name: 'Remove Grace from Home' });
  await open.click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Keep them' }).click();
  await expect(open).toBeVisible();
  await open.click();
  await expect(owner.getByRole('heading', { name: 'Remove Grace from Home?' })).toBeVisible();
  await expectSound(owner);
  await owner.getByRole('dialog').getByRole('button', { name: 'Remove Grace' }).click();
  await expect(open).toHaveCount(0);
  await grace.goto('/');
  await expect(grace).toHaveURL(/\/login/);
  await grace.context().close();
});

test('a client is added, and somebody is invited to it', async () => {
  await openAwake(owner, '/settings/people');
  const clients = owner.getByRole('region', { name: 'Clients' });
  await expect(clients.getByRole('listitem').filter({ hasText: 'Home' })).toContainText('1 server');
  await clients.getByLabel('New client').fill('Smith');
  await clients.getByRole('button', { name: 'Add client' }).click();
  await expect(clients.getByRole('listitem').filter({ hasText: 'Smith' })).toContainText('0 servers');
  await openAwake(owner, '/settings/people');
  await owner.getByLabel('Name', { exact: true }).fill('Smith');
  await owner.getByLabel('Client', { exact: true }).selectOption('Smith');
  await owner.getByRole('radio', { name: 'Owner' }).check();
  await owner.getByRole('button', { name: 'Make link' }).click();
  await expect(owner.getByRole('row', { name: /Owner of Smith/ })).toBeVisible();
  await expectSound(owner);
});

test('without JavaScript people and links can be read, and the page says what needs it', async () => {
  await invite('Waiting', 'Viewer');
  const page = await hub.page({ javaScriptEnabled: false });
  await page.goto('/settings/people');
  await expect(page.getByText('ada@example.org')).toBeVisible();
  await expect(page.getByRole('row', { name: /Waiting/ })).toBeVisible();
  await expect(page.locator('noscript p')).toContainText('needs JavaScript');
});

import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectSound } from './expect-sound.ts';
import { type SignedInHub, startSignedInHub } from './signed-in-hub.ts';
import { openAwake, watchPage } from './watch-page.ts';

const LONG_NAME = 'The lamp in the attic of the Hohenlohe-Waldenburg family, N.';
let hub: SignedInHub;
let owner: Page;
let complaints: string[];
test.beforeAll(async ({ browser }) => {
  hub = await startSignedInHub(browser);
  await hub.post('/api/v1/servers', { server_id: 'media', display_name: 'Media' });
  owner = await hub.page();
  complaints = watchPage(owner, hub.url);
});
test.afterAll(() => hub.stop());
test.describe.configure({ mode: 'serial' });

/** Somebody who may look and nothing else, joined through a link. */
async function viewerOf(browser: Browser): Promise<Page> {
  await openAwake(owner, '/settings/people');
  await owner.getByLabel('Name', { exact: true }).fill('Vera');
  await owner.getByRole('radio', { name: 'Viewer' }).check();
  await owner.getByRole('button', { name: 'Make link' }).click();
  const link = (await owner.locator('pre').textContent())?.trim() ?? '';
  const context = await browser.newContext({ baseURL: hub.url });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel('E-mail').fill('vera@example.org');
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Join' }).click();
  await page.waitForURL(`${hub.url}/`);
  return page;
}

const save = async () => {
  await owner.getByRole('button', { name: 'Save' }).click();
  await expect(owner.getByText('Saved.')).toBeVisible();
};

test('Settings begins with the name of the hub, which stands on every page once it is changed', async () => {
  await owner.goto('/');
  await owner
    .getByRole('navigation', { name: 'Sections', exact: true })
    .getByRole('link', { name: 'Settings' })
    .click();
  await expect(owner.getByRole('heading', { name: 'General' })).toBeVisible();
  await expect(owner).toHaveTitle('Settings · Porchlight');
  await expect(owner.getByText('Not set: links use the address you came by')).toBeVisible();
  await expectSound(owner);
  await openAwake(owner, '/settings');
  await owner.getByLabel('Name of this hub').fill(LONG_NAME);
  await owner.getByLabel('Time between two reports (seconds)').fill('30');
  await save();
  await expect(owner.getByLabel('Name of this hub')).toHaveValue(LONG_NAME);
  await expect(owner.getByLabel('Time between two reports (seconds)')).toHaveValue('30');
  await expectSound(owner);
  await owner.goto('/servers');
  await expect(owner).toHaveTitle(`Servers · ${LONG_NAME}`);
  await expect(owner.getByRole('banner')).toContainText(LONG_NAME);
  await expectSound(owner);
});

test('thresholds that contradict each other are told beside the field, in words', async () => {
  await openAwake(owner, '/settings/thresholds');
  await expectSound(owner);
  const look = owner.getByRole('group', { name: 'Disks' }).getByLabel('Serious from (%)');
  await expect(look).toHaveValue('80');
  await look.fill('95');
  await owner.getByRole('button', { name: 'Save' }).click();
  await expect(owner.getByRole('alert')).toHaveText('Serious from (%): Must be below the worse level.');
  await expect(owner.getByRole('alert')).toBeFocused();
  await expect(look).toHaveAttribute('aria-invalid', 'true');
  await expectSound(owner);
  await look.fill('75');
  await save();
  await expect(look).toHaveValue('75');
  await expectSound(owner);
});

test('retention says what is kept now, and what each costs', async () => {
  await openAwake(owner, '/settings/retention');
  await expect(owner.getByRole('region', { name: 'Kept now' })).toContainText('No history yet.');
  await expectSound(owner);
  await owner.getByLabel('Every sample (days)').fill('400');
  await owner.getByRole('button', { name: 'Save' }).click();
  await expect(owner.getByRole('alert')).toContainText('Cannot be kept longer than 15-minute values');
  await owner.getByLabel('Every sample (days)').fill('14');
  await save();
  await expect(owner.getByLabel('Every sample (days)')).toHaveValue('14');
});

test('activity tells in words who changed what, and is searched', async () => {
  await owner.goto('/settings');
  await owner.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Activity' }).click();
  const changes = owner.getByRole('list', { name: 'Changes' }).getByRole('listitem');
  await expect(changes.first()).toContainText('Ada');
  await expect(changes.first()).toContainText('Changed retention raw days from 30 to 14');
  await expect(changes.filter({ hasText: 'Became the owner of this hub' })).toHaveCount(1);
  await expectSound(owner);
  await changes.first().getByText('Details').click();
  await expect(changes.first().getByText('settings.update')).toBeVisible();
  await expectSound(owner);

  await owner.getByLabel('What', { exact: true }).selectOption('Servers');
  await owner.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(changes).toHaveCount(1);
  await expect(changes).toContainText('Key Automation');
  await expect(changes).toContainText('Added the server media');
  await owner.getByLabel('Who').fill('nobody');
  await owner.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(owner.getByRole('status')).toContainText('Nothing fits.');
  await expectSound(owner);
  await owner.getByRole('status').getByRole('link', { name: 'Show all' }).click();
  await expect(changes.first()).toBeVisible();
});

test('activity comes in pages', async () => {
  for (let server = 0; server < 55; server += 1)
    await hub.post('/api/v1/servers', { server_id: `s-${server}` });
  await owner.goto('/settings/audit?action=server');
  const changes = owner.getByRole('list', { name: 'Changes' }).getByRole('listitem');
  await expect(changes).toHaveCount(50);
  await owner.getByRole('link', { name: 'Older' }).click();
  await expect(changes).toHaveCount(6);
  await expect(changes.last()).toContainText('Added the server media');
  await owner.getByRole('link', { name: 'Newest' }).click();
  await expect(changes.first()).toContainText('Added the server s-54');
  const today = await owner.evaluate(() => new Date().toISOString().slice(0, 10));
  await owner.goto(`/settings/audit?action=server&to=${today}`);
  await expect(changes).toHaveCount(50);
  await owner.goto(`/settings/audit?from=2099-01-01`);
  await expect(owner.getByRole('status')).toContainText('Nothing fits.');
});

test('whoever may not change it sees how it is set, and whom to ask', async ({ browser }) => {
  const viewer = await viewerOf(browser);
  for (const path of ['/settings', '/settings/thresholds', '/settings/retention']) {
    await viewer.goto(path);
    await expect(viewer.getByText('Only owners of the hub change this.')).toBeVisible();
    await expect(viewer.getByRole('button', { name: 'Save' })).toHaveCount(0);
    await expectSound(viewer);
  }
  await viewer.goto('/settings');
  await expect(viewer.getByLabel('Name of this hub')).toHaveValue(LONG_NAME);
  await expect(viewer.getByLabel('Name of this hub')).not.toBeEditable();
  await viewer.goto('/settings/audit');
  await expect(viewer.getByText('Only owners see who changed what.')).toBeVisible();
  await viewer.context().close();
});

test('without JavaScript settings can be read and activity searched', async () => {
  const page = await hub.page({ javaScriptEnabled: false });
  await page.goto('/settings/thresholds');
  await expect(page.getByRole('group', { name: 'Disks' }).getByLabel('Serious from (%)')).toHaveValue('75');
  await expect(page.locator('noscript p')).toContainText('needs JavaScript');
  await page.goto('/settings/audit');
  await page.getByLabel('On what').fill('s-54');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Changes' }).getByRole('listitem')).toHaveCount(1);
});

test('none of these pages complained', () => {
  expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
});

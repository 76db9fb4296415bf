import { expect, type Page, test } from '@playwright/test';
import { heartbeat } from '../factories.ts';
import { expectSound } from './expect-sound.ts';
import { joinViewer } from './join-viewer.ts';
import { type SignedInHub, startSignedInHub } from './signed-in-hub.ts';
import { openAwake, watchPage } from './watch-page.ts';

const QUARTER_MS = 900_000;
const LONG_NAME = 'The processor of the machine in the attic works harder than it should at night';

/** A day in which the processor was busy twice, an hour each time. */
function busyTwice(serverId: string, now: number) {
  return Array.from({ length: 96 }, (_, quarter) => {
    const plain = heartbeat(serverId, now - (96 - quarter) * QUARTER_MS);
    const isBusy = (quarter >= 20 && quarter < 24) || (quarter >= 60 && quarter < 64);
    return { ...plain, metrics: { ...plain.metrics, cpu_percent: isBusy ? 71 : 10 } };
  });
}

let hub: SignedInHub;
let owner: Page;
let complaints: string[];
test.beforeAll(async ({ browser }) => {
  hub = await startSignedInHub(browser);
  await hub.post('/api/v1/servers', { server_id: 'media', display_name: 'Media', tags: ['nas'] });
  await hub.post('/api/v1/agents/heartbeats', { heartbeats: busyTwice('media', Date.now()) });
  owner = await hub.page();
  complaints = watchPage(owner, hub.url);
});
test.afterAll(() => hub.stop());
test.describe.configure({ mode: 'serial' });

const group = (name: string) => owner.getByRole('region', { name });
const rule = (name: string) => owner.getByRole('listitem').filter({ hasText: name });

test('rules stand in groups, with their levels in words', async () => {
  await owner.goto('/settings');
  const navigation = owner.getByRole('navigation', { name: 'Settings' });
  await navigation.getByRole('link', { name: 'Rules' }).click();
  for (const name of ['Storage', 'Machine', 'Services', 'Silence'])
    await expect(owner.getByRole('heading', { name, exact: true })).toBeVisible();
  await expect(group('Storage')).toContainText(/Serious from 80\s%/);
  await expect(group('Storage')).toContainText(/Broken from 90\s%/);
  await expect(group('Silence')).toContainText('Broken after 3 min');
  await expectSound(owner);
});

test('a new rule tells how often it would have fired before it is kept', async () => {
  await owner.getByRole('link', { name: 'New rule' }).click();
  await openAwake(owner, '/settings/rules/new');
  await expectSound(owner);
  await owner.getByLabel('Name', { exact: true }).fill(LONG_NAME);
  await owner.getByLabel('Figure', { exact: true }).selectOption('CPU usage');
  const first = owner.getByRole('group', { name: 'First level' });
  const second = owner.getByRole('group', { name: 'Second level' });
  await first.getByLabel('From (%)').fill('60');
  await first.getByLabel('It is then').selectOption('Needs a look');
  await second.getByLabel('From (%)').fill('');
  await owner.getByLabel('Server', { exact: true }).selectOption('Media');
  await owner.getByRole('button', { name: 'How often would this have fired?' }).click();
  await expect(owner.getByText(/^2 times in the last (day|2 days), on Media\.$/)).toBeVisible();
  await first.getByLabel('From (%)').fill('99');
  await owner.getByRole('button', { name: 'How often would this have fired?' }).click();
  await expect(owner.getByText(/^Not once in the last .*, by the history of 1 server\.$/)).toBeVisible();
  await first.getByLabel('From (%)').fill('60');
  await owner.getByRole('button', { name: 'Add rule' }).click();
  await expect(owner.getByText('Saved.')).toBeVisible();
  await expect(group('Custom')).toContainText(LONG_NAME);
  await expect(group('Custom')).toContainText(/Needs a look from 60\s%/);
  await expect(group('Custom')).toContainText('CPU usage · Media');
  await expectSound(owner);
});

test('levels that contradict each other are told beside the field, in words', async () => {
  await owner.getByRole('link', { name: LONG_NAME }).click();
  await openAwake(owner, new URL(owner.url()).pathname);
  const second = owner.getByRole('group', { name: 'Second level' }).getByLabel('From (%)');
  await second.fill('50');
  await owner.getByRole('button', { name: 'Save' }).click();
  await expect(owner.getByRole('alert')).toBeFocused();
  await expect(owner.locator('[aria-invalid="true"]')).toHaveCount(1);
  await expectSound(owner);
  await second.fill('90');
  await owner.locator('[name="is_enabled"]').uncheck();
  await owner.getByRole('button', { name: 'Save' }).click();
  await expect(owner.getByText('Saved.')).toBeVisible();
  await expect(rule(LONG_NAME)).toContainText('Off');
});

test('a rule that every hub has is changed and not removed', async () => {
  await group('Storage').getByRole('link').first().click();
  await openAwake(owner, new URL(owner.url()).pathname);
  await expect(owner.getByText(/^It watches: /)).toBeVisible();
  await expect(owner.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
  await expectSound(owner);
  const first = owner.getByRole('group', { name: 'First level' }).getByRole('spinbutton');
  await first.fill('75');
  await owner.getByRole('button', { name: 'Save' }).click();
  await expect(owner.getByLabel('Over below (%)')).toHaveAttribute('aria-invalid', 'true');
  await owner.getByLabel('Over below (%)').fill('73');
  await owner.getByRole('button', { name: 'Save' }).click();
  await expect(owner.getByText('Saved.')).toBeVisible();
  await expect(group('Storage')).toContainText(/from 75\s%/);
});

test('silence of agents has one level, for every server', async () => {
  await group('Silence').getByRole('link').first().click();
  await openAwake(owner, new URL(owner.url()).pathname);
  await expect(owner.getByRole('group', { name: 'Level', exact: true })).toBeVisible();
  await expect(owner.getByLabel('Server', { exact: true })).toHaveCount(0);
  await expectSound(owner);
  await owner.getByLabel('After (minutes)').fill('1');
  await owner.getByRole('button', { name: 'Save' }).click();
  await expect(owner.getByLabel('After (minutes)')).toHaveAttribute('aria-invalid', 'true');
  await owner.getByRole('link', { name: 'Cancel' }).click();
});

test('one that somebody made is removed once it is asked', async () => {
  await owner.getByRole('link', { name: LONG_NAME }).click();
  await openAwake(owner, new URL(owner.url()).pathname);
  await owner.getByRole('button', { name: `Remove ${LONG_NAME}…` }).click();
  await expectSound(owner);
  await owner.getByRole('dialog').getByRole('button', { name: 'Remove rule' }).click();
  await owner.waitForURL(`${hub.url}/settings/rules`);
  await expect(rule(LONG_NAME)).toHaveCount(0);
});

test('each kind of rule has its own fields', async () => {
  await openAwake(owner, '/settings/rules/new');
  await owner.getByRole('radio', { name: 'A state' }).check();
  await expect(owner.getByLabel('State of', { exact: true })).toBeVisible();
  await expect(owner.getByLabel('States of services that are marked as critical')).toBeVisible();
  await expectSound(owner);
  await owner.getByRole('radio', { name: 'A figure' }).check();
  await owner.getByLabel('Figure', { exact: true }).selectOption('Another, by its name');
  await expect(owner.getByLabel('Name of the figure')).toBeVisible();
});

test('whoever may not change rules sees them, and whom to ask', async ({ browser }) => {
  const viewer = await joinViewer(browser, hub);
  await viewer.goto('/settings/rules');
  await expect(viewer.getByText('Only owners change rules.')).toBeVisible();
  await expect(viewer.getByRole('region', { name: 'Storage' })).toContainText(/Broken from 90\s%/);
  await expect(viewer.getByRole('link', { name: 'New rule' })).toHaveCount(0);
  await expectSound(viewer);
  expect((await viewer.goto('/settings/rules/new'))?.status()).toBe(404);
  await viewer.context().close();
});

test('without JavaScript a rule can be read, and the page says what needs it', async () => {
  const page = await hub.page({ javaScriptEnabled: false });
  await page.goto('/settings/rules');
  await page.getByRole('region', { name: 'Machine' }).getByRole('link').first().click();
  await expect(page.getByRole('group', { name: 'First level' })).toBeVisible();
  await expect(page.locator('noscript p')).toContainText('needs JavaScript');
});

test('none of these pages complained', () => {
  expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
});

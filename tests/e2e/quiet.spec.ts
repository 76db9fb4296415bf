import { expect, type Page, test } from '@playwright/test';
import { expectSound } from './expect-sound.ts';
import { joinViewer } from './join-viewer.ts';
import { type SignedInHub, startSignedInHub } from './signed-in-hub.ts';
import { openAwake, watchPage } from './watch-page.ts';

const LONG_NAME = 'Backups, scrubs and whatever else runs while the Hohenlohe-Waldenburgs sleep';
let hub: SignedInHub;
let owner: Page;
let complaints: string[];
test.beforeAll(async ({ browser }) => {
  hub = await startSignedInHub(browser);
  await hub.post('/api/v1/servers', { server_id: 'media', display_name: 'Media', tags: ['nas'] });
  owner = await hub.page({ timezoneId: 'America/New_York' });
  complaints = watchPage(owner, hub.url);
});
test.afterAll(() => hub.stop());
test.describe.configure({ mode: 'serial' });

const windows = () => owner.getByRole('list', { name: 'Maintenance windows' });
const silences = () => owner.getByRole('list', { name: 'Silences' });

test('without any the page says what they are good for', async () => {
  await owner.goto('/settings');
  const navigation = owner.getByRole('navigation', { name: 'Settings' });
  await navigation.getByRole('link', { name: 'Quiet times' }).click();
  await expect(owner.getByText('None. What goes wrong is told.')).toBeVisible();
  await expect(owner.getByText('None. Plan one for backups or updates')).toBeVisible();
  await expectSound(owner);
});

test('a weekly window is planned in the zone of the browser', async () => {
  await owner.getByRole('link', { name: 'Plan a window' }).click();
  await openAwake(owner, '/settings/quiet/new');
  await expect(owner.getByLabel('Time zone')).toHaveValue('America/New_York');
  await expectSound(owner);
  await owner.getByLabel('Name', { exact: true }).fill(LONG_NAME);
  await owner.getByLabel('Wednesday').check();
  await owner.getByLabel('Starts').fill('23:00');
  await owner.getByLabel('Ends').fill('01:30');
  await owner.getByRole('radio', { name: 'Servers with a tag' }).check();
  await owner.getByLabel('Tag', { exact: true }).fill('nas');
  await owner.getByRole('button', { name: 'Add window' }).click();
  await expect(owner.getByText('Saved.')).toBeVisible();
  await expect(windows()).toContainText(
    'Every Wednesday and Sunday, 23:00 to 01:30 the day after (America/New_York)',
  );
  await expect(windows()).toContainText('Servers with the tag nas');
  await expect(windows()).toContainText(/Starts in|Going on now/);
  await expectSound(owner);
});

test('a zone that is none is told beside the field', async () => {
  await windows().getByRole('link', { name: 'Edit' }).click();
  await openAwake(owner, new URL(owner.url()).pathname);
  await expect(owner.getByLabel('Tag', { exact: true })).toHaveValue('nas');
  await owner.getByLabel('Time zone').fill('Middle/Earth');
  await owner.getByRole('button', { name: 'Save window' }).click();
  await expect(owner.getByLabel('Time zone')).toHaveAttribute('aria-invalid', 'true');
  await expect(owner.getByRole('alert')).toBeFocused();
  await expectSound(owner);
});

test('a day is needed, and the summary says of what', async () => {
  await owner.getByLabel('Time zone').fill('Europe/London');
  const days = owner.getByRole('group', { name: 'Starting on' }).getByRole('checkbox');
  const chosen = await days.evaluateAll((all) =>
    all.flatMap((one, at) => (one.matches(':checked') ? [at] : [])),
  );
  for (const day of chosen) await days.nth(day).uncheck();
  await owner.getByRole('button', { name: 'Save window' }).click();
  await expect(owner.getByRole('alert')).toHaveText('Starting on: Needs at least one day.');
  for (const day of chosen) await days.nth(day).check();
});

test('it becomes one that comes once, for one server', async () => {
  await owner.getByLabel('Time zone').fill('Europe/London');
  await owner.getByRole('radio', { name: 'Once' }).check();
  await owner.getByLabel('Starts').fill('2099-11-25T22:00');
  await owner.getByLabel('Ends').fill('2099-11-25T23:30');
  await owner.getByRole('radio', { name: 'One server' }).check();
  await expectSound(owner);
  await owner.getByRole('button', { name: 'Save window' }).click();
  await expect(owner.getByText('Saved.')).toBeVisible();
  await expect(windows()).toContainText('Once: 25 Nov 2099, 22:00 to 23:30 (Europe/London)');
  await expect(windows()).toContainText('Media');
});

test('removing a window asks once', async () => {
  await openAwake(owner, '/settings/quiet');
  await windows().getByRole('button', { name: 'Remove' }).click();
  await expect(owner.getByRole('heading', { name: `Remove “${LONG_NAME}”?` })).toBeVisible();
  await expectSound(owner);
  await owner.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click();
  await expect(windows()).toHaveCount(0);
});

test('a silence takes from the address what it is for, and is taken back', async () => {
  await openAwake(owner, '/settings/quiet?server=media&rule=disk&subject=/data#silence');
  await expect(owner.getByLabel('Server', { exact: true })).toHaveValue('media');
  await expect(owner.getByLabel('What', { exact: true })).toHaveValue('disk');
  await owner.getByLabel('For how long').selectOption('1 week');
  await owner.getByLabel('Note').fill('A new disk is ordered, and comes on Friday');
  await owner.getByRole('button', { name: 'Keep it quiet' }).click();
  await expect(owner.getByText('Saved.')).toBeVisible();
  await expect(silences()).toContainText('of Media, only /data');
  await expect(silences()).toContainText('A new disk is ordered');
  await expect(silences()).toContainText(/Ends in (6|7) days/);
  await expectSound(owner);
  await openAwake(owner, '/settings/quiet');
  await silences().getByRole('button', { name: 'Take back' }).click();
  await expect(silences()).toHaveCount(0);
});

test('a silence of everything is refused in words', async () => {
  await openAwake(owner, '/settings/quiet');
  await owner.getByRole('button', { name: 'Keep it quiet' }).click();
  await expect(owner.getByRole('alert')).toHaveText('Must name something.');
  await expectSound(owner);
});

test('a server that is added may learn first, and stops when somebody says so', async () => {
  await openAwake(owner, '/servers/new');
  await owner.getByLabel('Name', { exact: true }).fill('Attic');
  await owner.getByLabel('Learn first').check();
  await expectSound(owner);
  await owner.getByRole('button', { name: 'Add server' }).click();
  await expect(owner.getByRole('button', { name: 'Add server' })).toHaveCount(0);
  await openAwake(owner, '/servers/attic/edit');
  const learning = owner.getByRole('region', { name: 'Learning' });
  await expect(learning.getByRole('status')).toContainText(/It learns for another (6|7) days/);
  await expectSound(owner);
  await learning.getByRole('button', { name: 'End learning now' }).click();
  await expect(learning.getByRole('status')).toContainText('It does not learn');
  await openAwake(owner, '/servers/attic/edit');
  await learning.getByRole('button', { name: 'Learn for 7 days' }).click();
  await expect(learning.getByRole('status')).toContainText('alerts are shown, and nobody is told');
});

test('all servers of a client learn, where clients are listed', async () => {
  await openAwake(owner, '/settings/people');
  const home = owner
    .getByRole('region', { name: 'Clients' })
    .getByRole('listitem')
    .filter({ hasText: 'Home' });
  await home.getByRole('button', { name: 'Learn for 7 days (Home)' }).click();
  await expect(home).toContainText('Learns for another 7 days');
  await expectSound(owner);
  await home.getByRole('button', { name: 'End learning now (Home)' }).click();
  await expect(home.getByRole('button', { name: 'Learn for 7 days (Home)' })).toBeVisible();
  await expect(home).not.toContainText('Learns for');
});

test('whoever may not change quiet times sees them, and whom to ask', async ({ browser }) => {
  await hub.post('/api/v1/silences', {
    note: 'Known',
    until: null,
    scope: { server_id: 'media', rule_id: null, subject: null },
  });
  const viewer = await joinViewer(browser, hub);
  await viewer.goto('/settings/quiet');
  await expect(viewer.getByText('Only owners and operators change quiet times.')).toBeVisible();
  await expect(viewer.getByRole('list', { name: 'Silences' })).toContainText('Until it is taken back');
  await expect(viewer.getByRole('button', { name: 'Take back' })).toHaveCount(0);
  await expectSound(viewer);
  expect((await viewer.goto('/settings/quiet/new'))?.status()).toBe(404);
  await viewer.context().close();
});

test('without JavaScript they can be read, and the page says what needs it', async () => {
  const page = await hub.page({ javaScriptEnabled: false });
  await page.goto('/settings/quiet');
  await expect(page.getByRole('list', { name: 'Silences' })).toContainText('Everything of Media');
  await expect(page.locator('noscript p')).toContainText('needs JavaScript');
});

test('none of these pages complained', () => {
  expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
});

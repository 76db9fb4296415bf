import { expect, type Locator, type Page, test } from '@playwright/test';
import { heartbeat } from '../factories.ts';
import { expectSound } from './expect-sound.ts';
import { type SignedInHub, startSignedInHub } from './signed-in-hub.ts';
import { openAwake, openListening, watchPage } from './watch-page.ts';

const MINUTE_MS = 60_000;
const SETTLE_MS = 500;
const LONG =
  'Pool with-a-name-that-somebody-made-in-one-very-very-very-long-word is 91% full, and nobody has looked at it since the summer';
let hub: SignedInHub;

/** One push of a workflow that says what is wrong with its system. */
async function push(id: string, name: string, alerts: [severity: string, message: string][]): Promise<void> {
  const told = alerts.map(([severity, message]) => ({ severity, message }));
  await hub.post('/webhook/metrics', { system: { id, name }, alerts: told });
}

/** Reports of a server, one a minute, whose disk fills up slowly and then at once to `percent`, now. */
async function fillDisk(id: string, percent: number): Promise<void> {
  const now = Date.now();
  const heartbeats = Array.from({ length: 90 }, (_, i) =>
    heartbeat(id, now - (89 - i) * MINUTE_MS, {
      mounts: [
        {
          mount_point: '/data',
          device: '/dev/sda1',
          filesystem: 'ext4',
          used_gb: 9,
          total_gb: 10,
          percent: i < 89 ? 40 + i / 5 : percent,
        },
      ],
    }),
  );
  await hub.post('/api/v1/agents/heartbeats', { heartbeats });
}

test.beforeAll(async ({ browser }) => {
  hub = await startSignedInHub(browser);
  await hub.post('/api/v1/servers', { server_id: 'media', display_name: 'Media' });
  await fillDisk('media', 96);
  await push('attic', 'Attic', [
    ['critical', 'Fan 2 has stopped'],
    ['warning', LONG],
    ['info', 'A certificate ends in 20 days'],
  ]);
  await push('cellar', 'Cellar', [
    ['warning', 'Scrub found errors'],
    ['warning', 'Battery is weak'],
    ['critical', 'Door is open'],
  ]);
});
test.afterAll(() => hub.stop());
test.describe.configure({ mode: 'serial' });

const rowOf = (page: Page, title: string): Locator =>
  page.getByRole('list', { name: 'Alerts', exact: true }).getByRole('listitem').filter({ hasText: title });

async function openAlert(page: Page, title: string): Promise<void> {
  await page.goto('/alerts?status=all');
  await rowOf(page, title).getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
}

test('without JavaScript alerts are read and filtered, and offer nothing that would not work', async () => {
  const page = await hub.page({ javaScriptEnabled: false });
  await page.goto('/alerts');
  await expect(page.getByText('7 alerts are open.')).toBeVisible();
  const disk = rowOf(page, 'Disk nearly full');
  await expect(disk).toContainText('Broken');
  await expect(disk).toContainText(/\/data is 96\s% full/);
  await expect(disk.getByRole('link', { name: 'Media' })).toHaveAttribute('href', '/servers/media');
  await expect(rowOf(page, 'Scrub found errors')).toContainText('Serious');
  await expect(rowOf(page, 'A certificate ends in 20 days')).toContainText('Needs a look');
  await expect(page.getByRole('button', { name: 'Acknowledge' })).toHaveCount(0);

  await page.getByLabel('Server').selectOption('Cellar');
  await page.getByLabel('How bad').selectOption('Broken');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(rowOf(page, '')).toHaveCount(1);
  await expect(rowOf(page, 'Door is open')).toBeVisible();
  await page.getByLabel('State').selectOption('Over');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('No alert fits.')).toBeVisible();
  await page.getByRole('link', { name: 'Show what stands' }).click();
  await expect(rowOf(page, '')).toHaveCount(7);

  await rowOf(page, 'Disk nearly full').getByRole('link', { name: 'Disk nearly full' }).click();
  await expect(page.locator('#verdict')).toContainText('Broken');
  await expect(page.getByRole('heading', { name: 'What to do' })).toBeVisible();
  await expect(page.locator('#timeline')).toContainText('It began');
  await expect(page.locator('#act noscript p')).toBeVisible();
});

test('the header and the bar at the thumb say how many are open, and follow', async () => {
  const page = await hub.page();
  await openListening(page, '/');
  const sections = page.getByRole('navigation', { name: 'Sections', exact: true });
  await expect(sections.getByRole('link', { name: 'Alerts 7 open' })).toBeVisible();
  await push('porch', 'Porch', [['warning', 'Lamp is dark']]);
  await expect(sections.getByRole('link', { name: 'Alerts 8 open' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Recent alerts' })).toContainText('Lamp is dark');
  await page.setViewportSize({ width: 360, height: 800 });
  const thumb = page.getByRole('navigation', { name: 'at the thumb' });
  await expect(thumb.getByRole('link', { name: 'Alerts 8 open' })).toBeVisible();
});

test('an alert is acknowledged from the list, steps back, and says who knows', async () => {
  const page = await hub.page();
  await openListening(page, '/alerts');
  await rowOf(page, 'Battery is weak').getByRole('button', { name: 'Acknowledge' }).click();
  await expect(rowOf(page, 'Battery is weak')).toContainText('Acknowledged by Ada just now');
  await expect(rowOf(page, 'Battery is weak').getByRole('button', { name: 'Acknowledge' })).toHaveCount(0);
  await expect(page.getByText('7 alerts are open, 1 is acknowledged.')).toBeVisible();
  await expect(page.locator('#told')).toHaveText('Acknowledged: Battery is weak');
});

test('with the keyboard one snoozes for a while, and stays where one was', async () => {
  const page = await hub.page();
  await openListening(page, '/alerts');
  const row = rowOf(page, 'Scrub found errors');
  await row.getByText('Snooze').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(row.getByRole('button', { name: 'For 1 hour' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row).toContainText('Snoozed until');
  await expect(row.locator(':focus')).toHaveCount(1);
});

test('resolving asks once and says what it means; no is no', async () => {
  const page = await hub.page();
  await openListening(page, '/alerts');
  const resolve = () => rowOf(page, 'Door is open').getByRole('button', { name: 'Resolve' }).click();
  await resolve();
  const dialog = page.getByRole('dialog', { name: /^Resolve “Door is open” on / });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep it open' }).click();
  await expect(rowOf(page, 'Door is open')).toBeVisible();
  await resolve();
  await dialog.getByRole('button', { name: 'Resolve it' }).click();
  await expect(rowOf(page, 'Door is open')).toHaveCount(0);
  await page.getByLabel('State').selectOption('Over');
  await expect(rowOf(page, 'Door is open')).toContainText('Ada resolved it');
  await expect(page).toHaveURL(/\?status=resolved$/);
});

test('the list fills by itself', async () => {
  const page = await hub.page();
  await openListening(page, '/alerts');
  await push('garden', 'Garden', [['critical', 'The pond is dry']]);
  await expect(rowOf(page, 'The pond is dry')).toBeVisible();
});

test('an alert’s page answers in order, and is acknowledged with a note', async () => {
  const page = await hub.page();
  await openAlert(page, 'Disk nearly full');
  const headings = page.getByRole('main').getByRole('heading', { level: 2 });
  await expect(headings).toHaveText([
    'What is wrong, and is it still?',
    'What to do',
    'Say that you know, or that it can wait',
    'How it went',
    'What happened',
  ]);
  await page.getByRole('heading', { name: 'How it went' }).scrollIntoViewIfNeeded();
  await expect(page.getByRole('img', { name: /^Disk space used/ })).toBeVisible();
  await expect(page.getByText(/The dashed level is the limit of 90\s%/)).toBeVisible();
  await page.getByText('As a table').click();
  await expect(page.getByRole('cell').first()).toHaveText(/\d+\s%/);

  await page.getByLabel('Note').fill('A new disk is on its way');
  await page.getByRole('button', { name: 'Acknowledge', exact: true }).click();
  await expect(page.locator('#verdict')).toContainText('Acknowledged by Ada');
  await expect(page.locator('#verdict')).toContainText('“A new disk is on its way”');
  await expect(page.locator('#timeline')).toContainText('Ada acknowledged it');
  await expect(page.getByRole('button', { name: 'Acknowledge again' })).toBeVisible();
});

test('an alert’s page snoozes, silences and resolves', async () => {
  const page = await hub.page();
  await openAlert(page, 'Fan 2 has stopped');
  await page.getByText('Snooze', { exact: false }).first().click();
  await page.getByRole('button', { name: 'For 1 day' }).click();
  await expect(page.locator('#verdict')).toContainText('Snoozed until');
  await expect(page.locator('#timeline')).toContainText('Ada snoozed it');
  await expect(page.getByRole('link', { name: 'Silence…' })).toHaveAttribute(
    'href',
    /^\/settings\/quiet\?server=attic&rule=reported&subject=/,
  );
  await page.getByRole('button', { name: 'Resolve' }).click();
  await page.getByRole('button', { name: 'Resolve it' }).click();
  await expect(page.locator('#verdict')).toContainText('Over just now');
  await expect(page.locator('#timeline')).toContainText('Ada resolved it');
  await expect(page.getByRole('button', { name: 'Resolve' })).toHaveCount(0);
});

test('what somebody else was faster with is said in words', async () => {
  const [slow, fast] = [await hub.page(), await hub.page()];
  await openAlert(slow, 'Lamp is dark');
  await openAlert(fast, 'Lamp is dark');
  const resolve = slow.getByRole('button', { name: 'Resolve' });
  await resolve.click();
  await fast.getByRole('button', { name: 'Resolve' }).click();
  await fast.getByRole('button', { name: 'Resolve it' }).click();
  await expect(fast.locator('#verdict')).toContainText('Over');
  await slow.getByRole('button', { name: 'Resolve it' }).click();
  await expect(slow.getByRole('alert')).toBeFocused();
  await expect(slow.getByRole('alert')).toContainText('over');
});

test('a server’s page shows its alerts near the top, and the fleet page the newest', async () => {
  const page = await hub.page();
  await page.goto('/servers/attic');
  await expect(page.getByRole('list', { name: 'Alerts of this server' })).toContainText('A certificate ends');
  await page.getByRole('link', { name: 'All that there were' }).click();
  await expect(rowOf(page, 'Fan 2 has stopped')).toContainText('Over');
  await expect(rowOf(page, '')).toHaveCount(3);
  await page.goto('/');
  await expect(page.getByRole('list', { name: 'Recent alerts' }).getByRole('listitem')).toHaveCount(5);
});

test('an alert that does not exist is not there', async () => {
  const page = await hub.page();
  const answered = await page.goto('/alerts/01900000-0000-7000-8000-000000000000');
  expect(answered?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
});

for (const path of ['/alerts', '/alerts?status=all&server_id=attic', '/', '/servers/attic']) {
  test(`${path} with alerts is accessible, fits, and stays on the hub`, async () => {
    const page = await hub.page();
    const complaints = watchPage(page, hub.url);
    await page.goto(path);
    await page.waitForTimeout(SETTLE_MS);
    await expectSound(page);
    expect(complaints).toEqual([]);
  });
}

for (const title of ['Disk nearly full', 'Fan 2 has stopped']) {
  test(`the page of “${title}” is accessible and fits, also with its menu open`, async () => {
    const page = await hub.page();
    await openAlert(page, title);
    await openAwake(page, page.url());
    await page.waitForTimeout(SETTLE_MS);
    await expectSound(page);
    const snooze = page.locator('summary').filter({ hasText: 'Snooze' });
    if ((await snooze.count()) === 0) return;
    await snooze.click();
    await expectSound(page);
  });
}

test('the list comes in pages', async () => {
  const many = Array.from({ length: 55 }, (_, i): [string, string] => [
    'info',
    `Shelf ${'x'.repeat(i + 1)} is dusty`,
  ]);
  await push('library', 'Library', many);
  const page = await hub.page({ javaScriptEnabled: false });
  await page.goto('/alerts?server_id=library');
  await expect(rowOf(page, '')).toHaveCount(50);
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(rowOf(page, '')).toHaveCount(5);
  await page.getByRole('link', { name: 'Newest' }).click();
  await expect(rowOf(page, '')).toHaveCount(50);
});

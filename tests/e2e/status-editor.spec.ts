import { expect, type Page, test } from '@playwright/test';
import { heartbeat } from '../factories.ts';
import { expectSound } from './expect-sound.ts';
import { type SignedInHub, startSignedInHub } from './signed-in-hub.ts';
import { openAwake } from './watch-page.ts';

let hub: SignedInHub;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  hub = await startSignedInHub(browser);
  await hub.post('/api/v1/servers', {
    server_id: 'media',
    display_name: 'Media box',
    expected_services: [{ name: 'jellyfin', critical: true }],
  });
  await report('running');
});
test.afterAll(() => hub.stop());

let reportedAt = Date.now() - 60_000;
function report(status: 'running' | 'failed') {
  reportedAt += 1000;
  const services = [{ name: 'jellyfin', status, pid: 1, memory_mb: 1, cpu_percent: 1 }];
  return hub.post('/api/v1/agents/heartbeat', heartbeat('media', reportedAt, { services }));
}

/** The screen of the one page that every hub has, by the title that it has now. */
async function openTheirPage(page: Page, name = 'Our home'): Promise<void> {
  await openAwake(page, '/status-pages');
  await page.getByRole('main').getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** Follows a link to a page with a form, and waits until that answers to keys. */
async function follow(page: Page, name: string): Promise<void> {
  const href = await page.getByRole('link', { name }).last().getAttribute('href');
  await openAwake(page, href ?? '');
}

test('an owner says what the family should see, and sees it beside the form', async () => {
  const page = await hub.page();
  await openTheirPage(page, 'Home');
  await follow(page, 'Edit the page');
  await page.getByLabel('Title').fill('Our home');
  await page.getByRole('button', { name: 'Suggest what is missing' }).click();
  await expect(page.getByText(/^Added 2\./)).toBeVisible();
  await page.getByRole('button', { name: 'Remove Media box' }).click();
  await page.locator('summary').filter({ hasText: 'jellyfin on Media box' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Films & series');
  const preview = page.frameLocator('iframe[title="Preview of the page"]');
  await expect(preview.getByRole('heading', { name: 'Films & series' })).toBeVisible();
  await expect(preview.getByRole('heading', { name: 'Our home' })).toBeVisible();
  await page.getByRole('button', { name: 'Save page' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/edit'));
  await page.goto('/status/en');
  await expect(page.locator('.sentence')).toHaveText('Everything works');
  await expect(page.getByRole('heading', { name: 'Films & series' })).toBeVisible();
  expect(await page.content()).not.toMatch(/Media box|jellyfin/);
});

test('what is wrong is proposed, written of, and told to its end', async () => {
  await report('failed');
  const page = await hub.page();
  await openTheirPage(page);
  await follow(page, 'Write an incident');
  await expect(page.getByLabel('Films & series')).toBeChecked();
  await page.getByLabel('In your own words').fill('The film server is being mended.');
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/new'));

  const reader = await hub.page();
  await reader.goto('/status/en');
  await expect(reader.locator('.sentence')).toHaveText('We are fixing Films & series');
  await expect(reader.getByText('The film server is being mended.')).toBeVisible();

  await report('running');
  await openTheirPage(page);
  await follow(page, 'Publish an update');
  await page.getByLabel('Solved').check();
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('It is over, and everything works as usual again.').first()).toBeVisible();
  await expect(async () => {
    await reader.goto('/status/de');
    await expect(reader.locator('.sentence')).toHaveText('Alles läuft', { timeout: 500 });
  }).toPass();
});

test('planned work is told beforehand', async () => {
  const page = await hub.page();
  await openTheirPage(page);
  await follow(page, 'Plan work');
  await page.getByLabel('Title').fill('A larger disk');
  await page.getByLabel('Films & series').check();
  const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('From').fill(`${day}T18:00`);
  await page.getByLabel('To', { exact: true }).fill(`${day}T19:00`);
  await page.getByRole('button', { name: 'Plan it' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/new'));
  await page.goto('/status/en');
  await expect(page.getByText('A larger disk')).toBeVisible();
});

for (const path of ['', '/edit', '/incidents/new', '/maintenance/new']) {
  test(`can be used by everybody: the screen of a page${path}`, async () => {
    const page = await hub.page();
    await openTheirPage(page);
    // The preview is the public page, which has tests of its own; nothing can look into its sandbox.
    await page.route('**/preview', (route) => route.abort());
    await openAwake(page, new URL(page.url()).pathname + path);
    await expectSound(page);
  });
}

test('the list can be read without JavaScript', async () => {
  const page = await hub.page({ javaScriptEnabled: false });
  await page.goto('/status-pages');
  await expect(page.getByRole('link', { name: 'Our home', exact: true })).toBeVisible();
});

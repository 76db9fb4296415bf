import { expect, test } from '@playwright/test';
import { heartbeat } from '../factories.ts';
import { type SignedInHub, startSignedInHub } from './signed-in-hub.ts';
import { openAwake, openListening } from './watch-page.ts';

const HOUR_MS = 3_600_000;
let hub: SignedInHub;

test.beforeAll(async ({ browser }) => {
  hub = await startSignedInHub(browser);
  await hub.post('/api/v1/servers', {
    server_id: 'media',
    display_name: 'Media',
    expected_services: [{ name: 'smbd', critical: true }],
  });
  const now = Date.now();
  const heartbeats = Array.from({ length: 72 }, (_, i) => heartbeat('media', now - (71 - i) * HOUR_MS));
  await hub.post('/api/v1/agents/heartbeats', { heartbeats });
});
test.afterAll(() => hub.stop());

test('expected services are added, refused by their row, and removed', async () => {
  const page = await hub.page();
  await page.goto('/servers/media/edit');
  await page.getByRole('button', { name: 'Add a service' }).click();
  await page.keyboard.type('bad name');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  const refused = page.locator('[data-row] [aria-invalid=true]');
  await expect(refused).toHaveValue('bad name');

  await refused.fill('plex');
  await page.getByLabel('Critical').nth(1).uncheck();
  await page.getByRole('button', { name: 'Remove' }).first().click();
  await expect(page.getByLabel('Name of the service')).toHaveCount(1);
  await expect(page.getByLabel('Name of the service')).toBeFocused();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(/\/servers\/media$/);
  await expect(page.locator('#holds')).toContainText('plex');
  await expect(page.locator('#holds')).not.toContainText('smbd');
});

test('an id that is taken is refused beside its field', async () => {
  const page = await hub.page();
  await openAwake(page, '/servers/new');
  await page.getByLabel('Name').fill('Müller’s NAS');
  await expect(page.getByLabel('Id')).toHaveValue('mullers-nas');
  await page.getByLabel('Id').fill('media');
  await page.getByRole('button', { name: 'Add server' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByLabel('Id')).toHaveAttribute('aria-invalid', 'true');

  await page.getByLabel('Id').fill('mullers-nas');
  await page.getByRole('button', { name: 'Add server' }).click();
  await page.getByRole('button', { name: 'Copy' }).first().click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  await hub.post('/api/v1/agents/heartbeat', heartbeat('mullers-nas'));
  await expect(page.getByText('Müller’s NAS reports.')).toBeVisible();
  await page.getByRole('link', { name: 'See how it is' }).click();
  await expect(page).toHaveURL(/\/servers\/mullers-nas$/);
});

test('the charts follow the switch, each with its table', async () => {
  const page = await hub.page();
  await page.goto('/servers/media');
  await page.getByRole('heading', { name: 'Facts' }).scrollIntoViewIfNeeded();
  await page.getByRole('heading', { name: 'What changed' }).scrollIntoViewIfNeeded();
  await expect(page.locator('canvas')).toHaveCount(5);

  for (const [stretch, words] of [
    ['7 d', 'the last 7 days'],
    ['1 y', 'the last year'],
    ['24 h', 'the last 24 hours'],
  ] as const) {
    await page.getByText(stretch, { exact: true }).click();
    await expect(page.getByRole('radio', { name: stretch })).toBeChecked();
    await expect(page.getByRole('img', { name: `CPU in use, ${words}. Newest: Busy` })).toBeVisible();
  }
  const chart = page.getByRole('figure').filter({ hasText: 'Memory in use' });
  await chart.getByText('As a table').click();
  await expect(chart.getByRole('cell').first()).toHaveText(/\d+\s%/);
});

test('a server’s page turns by itself when a report comes in', async () => {
  const page = await hub.page();
  await hub.post('/api/v1/servers', { server_id: 'cellar', display_name: 'Cellar' });
  await openListening(page, '/servers/cellar');
  await expect(page.locator('#now')).toContainText('It shows here with the first report of its agent.');
  await hub.post('/api/v1/agents/heartbeat', heartbeat('cellar'));
  await expect(page.locator('#now')).toContainText('Working');
});

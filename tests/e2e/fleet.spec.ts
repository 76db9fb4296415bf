import { expect, test } from '@playwright/test';
import { heartbeat } from '../factories.ts';
import { type SignedInHub, startSignedInHub } from './signed-in-hub.ts';
import { openAwake, openListening } from './watch-page.ts';

const SERVERS = 60;
const two = (index: number) => String(index).padStart(2, '0');
let hub: SignedInHub;

/** Sixty servers: "srv-00" has the fullest disk of 60 %, "Attic" alone is in the loft. */
async function seed(): Promise<void> {
  const heartbeats = Array.from({ length: SERVERS }, (_, index) => {
    const plain = heartbeat(`srv-${two(index)}`);
    return { ...plain, metrics: { ...plain.metrics, disk_percent: SERVERS - index } };
  });
  await hub.post('/api/v1/agents/heartbeats', { heartbeats });
  const attic = { server_id: 'attic', display_name: 'Attic', location: 'Loft', tags: ['pi'] };
  await hub.post('/api/v1/servers', attic);
}

test.beforeAll(async ({ browser }) => {
  hub = await startSignedInHub(browser);
  await seed();
});
test.afterAll(() => hub.stop());

test.describe('the list without JavaScript', () => {
  test('filters by words and by state', async () => {
    const page = await hub.page({ javaScriptEnabled: false });
    await page.goto('/servers');
    await page.getByLabel('Filter servers').fill('loft');
    await page.getByRole('button', { name: 'Filter' }).click();
    await expect(page.getByRole('status')).toHaveText('1 server');
    await expect(page.locator('tbody th')).toHaveText('Attic');

    await page.getByLabel('State').selectOption('Online');
    await page.getByRole('button', { name: 'Filter' }).click();
    await expect(page.getByText('No server fits.')).toBeVisible();
    await page.getByRole('link', { name: 'Show all' }).click();
    await expect(page.getByRole('status')).toContainText('61 servers');
  });

  test('sorts by a column, and turns round at a second click', async () => {
    const page = await hub.page({ javaScriptEnabled: false });
    await page.goto('/servers');
    await expect(page.locator('tbody th').first()).toHaveText('Attic');
    await page.getByRole('link', { name: 'Disk' }).click();
    await expect(page.locator('tbody th').first()).toHaveText('srv-00');
    await expect(page.locator('th[aria-sort=descending]')).toContainText('Disk');
    await page.getByRole('link', { name: 'Disk' }).click();
    await expect(page.locator('tbody th').nth(1)).toHaveText('srv-59');
    await expect(page.locator('th[aria-sort=ascending]')).toContainText('Disk');
  });

  test('pages through every server once', async () => {
    const page = await hub.page({ javaScriptEnabled: false });
    await page.goto('/servers?sort=display_name');
    const first = await page.locator('tbody th').allTextContents();
    expect(first).toHaveLength(50);
    await page.getByRole('link', { name: 'Next page' }).click();
    const second = await page.locator('tbody th').allTextContents();
    expect(new Set([...first, ...second]).size).toBe(SERVERS + 1);
    await expect(page.getByRole('link', { name: 'Next page' })).toHaveCount(0);
    await page.getByRole('link', { name: 'First page' }).click();
    await expect(page.locator('tbody th').first()).toHaveText('Attic');
  });

  test('begins again when the server a page starts after is gone', async () => {
    const page = await hub.page({ javaScriptEnabled: false });
    await page.goto('/servers?cursor=gone');
    await expect(page.locator('tbody tr')).toHaveCount(50);
  });
});

test('the list answers while a person types, and the address can be shared', async () => {
  const page = await hub.page();
  await page.goto('/servers');
  await expect(page.getByRole('button', { name: 'Filter' })).toHaveCount(0);
  await page.getByLabel('Filter servers').pressSequentially('srv-1');
  await expect(page.getByRole('status')).toHaveText('10 servers');
  await expect(page).toHaveURL(/\?q=srv-1$/);
  await page.reload();
  await expect(page.getByRole('status')).toHaveText('10 servers');
});

test('the fleet is filtered by words and state, and put in another order', async () => {
  const page = await hub.page();
  await openAwake(page, '/');
  const cards = page.getByRole('article');
  await expect(cards).toHaveCount(SERVERS + 1);
  await expect(cards.first()).toContainText('Attic');

  await page.getByLabel('Sort servers').selectOption('Disk');
  await expect(cards.first()).toContainText('srv-00');
  await page.getByLabel('Filter servers').fill('srv-3');
  await expect(cards).toHaveCount(10);
  await page.getByLabel('Filter servers').fill('zzz');
  await expect(page.getByText('No server fits.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();

  const unknown = page.getByRole('button', { name: /Not known/ });
  await unknown.click();
  await expect(unknown).toHaveAttribute('aria-pressed', 'true');
  await expect(cards).toHaveText([/Attic/]);
});

test('the sentence, the first card, the lamp and the tab’s icon agree', async () => {
  const page = await hub.page();
  await openListening(page, '/');
  await expect(page.getByText('60 of 61 servers are fine. Attic has not reported yet.')).toBeVisible();
  await expect(page.getByRole('article').first()).toContainText('Attic');
  await expect(page.locator('#lamp svg')).toHaveAttribute('data-light', 'none');
  await expect(page.locator('#favicon')).toHaveAttribute('href', '/lamp-none.svg');

  const report = heartbeat('srv-59');
  await hub.post('/api/v1/agents/heartbeat', { ...report, metrics: { ...report.metrics, disk_percent: 95 } });
  await expect(page.getByText('srv-59’s disk is 95 % full. Attic has not reported yet.')).toBeVisible();
  await expect(page.getByRole('article').first()).toContainText('srv-59');
  await expect(page.locator('#lamp')).toContainText('Broken');
  await expect(page.locator('#favicon')).toHaveAttribute('href', '/lamp-red.svg');
});

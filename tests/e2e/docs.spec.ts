import { expect, test } from '@playwright/test';
import { type BrowserHub, startBrowserHub } from './hub.ts';
import { watchPage } from './watch-page.ts';

let hub: BrowserHub;
test.beforeAll(async () => {
  hub = await startBrowserHub();
});
test.afterAll(() => hub.stop());

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the description of the API is shown from the hub alone, ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    const complaints = watchPage(page, hub.url);
    await page.goto(`${hub.url}/api/redoc`);
    await expect(page).toHaveURL(`${hub.url}/api/docs`);
    await expect(page.getByRole('heading', { name: /Porchlight/ })).toBeVisible();
    await page.locator('.opblock-tag', { hasText: 'Systems' }).click();
    await page.locator('.opblock-summary', { hasText: '/api/v1/dashboard/summary' }).click();
    await expect(page.locator('.opblock-body').first()).toContainText('Counts and sums');
    await expect(page.locator('.opblock-body').first()).toContainText('needs_look');
    await expect(page.locator('html.dark-mode')).toHaveCount(colorScheme === 'dark' ? 1 : 0);
    expect(complaints).toEqual([]);
    await context.close();
  });
}

test('without JavaScript it leads to the document itself', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${hub.url}/api/docs`);
  await page.getByRole('link', { name: 'openapi.json' }).click();
  await expect(page).toHaveURL(`${hub.url}/api/openapi.json`);
  await context.close();
});

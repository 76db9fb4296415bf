import { expect, type Page, test } from '@playwright/test';
import { heartbeat } from '../factories.ts';
import { type SignedInHub, startSignedInHub } from './signed-in-hub.ts';
import { OWNER, openAwake } from './watch-page.ts';

const MOST_TABS = 40;
let hub: SignedInHub;

test.beforeAll(async ({ browser }) => {
  hub = await startSignedInHub(browser);
  await hub.post('/api/v1/agents/heartbeat', heartbeat('media'));
});
test.afterAll(() => hub.stop());

/** Presses Tab until the focus is on something with this text or name. */
async function tabTo(page: Page, name: string): Promise<void> {
  const focused = page.locator(':focus');
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press('Tab');
    const text = (await focused.count()) > 0 ? await focused.innerText() : '';
    if (text.trim() === name) return;
  }
  throw new Error(`Tab never reached "${name}"`);
}

test('the skip link comes first, shows itself and leads past the header', async () => {
  const page = await hub.page();
  await page.goto('/');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('Tab reaches a card, which shows it, and Enter opens its server', async () => {
  const page = await hub.page();
  await page.goto('/');
  await tabTo(page, 'media');
  await expect(page.getByRole('article')).toHaveCSS('outline-style', 'solid');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/servers\/media$/);
});

test('on a phone nothing that has the focus lies under the bar', async () => {
  const page = await hub.page({ viewport: { width: 360, height: 640 } });
  await page.goto('/servers/media/edit');
  const bar = await page.getByRole('navigation', { name: 'at the thumb' }).boundingBox();
  for (const label of ['Host name', 'Location', 'Tags']) {
    while (!(await page.getByLabel(label).evaluate((field) => field === document.activeElement))) {
      await page.keyboard.press('Tab');
    }
    const field = await page.getByLabel(label).boundingBox();
    expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
  }
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  const last = await page.getByRole('button', { name: 'Delete media…' }).boundingBox();
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
});

test('a question is answered with the keyboard, and Escape is no', async () => {
  const page = await hub.page();
  await page.goto('/servers/media/edit');
  await tabTo(page, 'Delete media…');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Delete media…' })).toBeFocused();

  await openAwake(page, '/settings/keys');
  await page
    .getByRole('button', { name: /^Revoke/ })
    .first()
    .press('Enter');
  await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: /^Revoke/ })).not.toHaveCount(0);
});

test('a chosen theme is there before anything is drawn, on the next page too', async () => {
  const page = await hub.page({ colorScheme: 'light' });
  await page.goto('/');
  await tabTo(page, `${OWNER.name.charAt(0)}\n${OWNER.name}`);
  await page.keyboard.press('Enter');
  await page.getByLabel('Dark').press('Space');
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Dark')).toBeHidden();

  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      observer.disconnect();
      Reflect.set(window, 'themeAtFirst', document.documentElement.dataset.theme);
    }).observe(document, { childList: true, subtree: true });
  });
  const drawn = () =>
    page.evaluate(() => [
      Reflect.get(window, 'themeAtFirst'),
      getComputedStyle(document.documentElement).colorScheme,
    ]);
  await page.reload();
  expect(await drawn()).toEqual(['dark', 'dark']);
  await page.goto('/servers');
  expect(await drawn()).toEqual(['dark', 'dark']);
});

test('signing out ends the session', async () => {
  const page = await hub.page();
  await page.goto('/login');
  await page.getByText(OWNER.name, { exact: true }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/login$/);
  await page.goto('/servers');
  await expect(page).toHaveURL(/\/login\?next=%2Fservers$/);
});

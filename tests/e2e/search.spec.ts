import { expect, type Page, test } from '@playwright/test';
import { heartbeat } from '../factories.ts';
import { expectSound } from './expect-sound.ts';
import { type SignedInHub, startSignedInHub } from './signed-in-hub.ts';
import { OWNER, watchPage } from './watch-page.ts';

const LABS = 12;
let hub: SignedInHub;

/** "Media" with a full disk, twelve servers of the lab, and "Attic", which has never reported. */
test.beforeAll(async ({ browser }) => {
  hub = await startSignedInHub(browser);
  const media = { server_id: 'media', display_name: 'Media', ip_address: '10.0.0.7', tags: ['films'] };
  await hub.post('/api/v1/servers', media);
  const full = heartbeat('media');
  full.metrics = { ...full.metrics, disk_percent: 93 };
  const labs = Array.from({ length: LABS }, (_, index) => heartbeat(`lab-${index}`));
  await hub.post('/api/v1/agents/heartbeats', { heartbeats: [full, ...labs] });
  await hub.post('/api/v1/servers', { server_id: 'attic', display_name: 'Attic' });
});
test.afterAll(() => hub.stop());

const field = (page: Page) => page.getByRole('combobox', { name: 'Search servers and pages' });
const options = (page: Page) => page.getByRole('dialog').getByRole('option');
const chosen = (page: Page) => page.getByRole('dialog').getByRole('option', { selected: true });

async function open(page: Page, path = '/'): Promise<void> {
  await page.goto(path);
  await page.keyboard.press('/');
  await expect(field(page)).toBeFocused();
  await expect(options(page).first()).toBeVisible();
}

test('with the keyboard alone: open, type, choose, go', async () => {
  const page = await hub.page();
  const complaints = watchPage(page, hub.url);
  await open(page);
  await page.keyboard.type('films');
  await expect(options(page)).toHaveText([/^Media.*films.*Broken$/]);
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('1 result');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/servers\/media$/);

  await open(page, '/servers');
  await page.keyboard.type('settings');
  await expect(options(page).first()).not.toContainText('Fleet');
  const [first, second] = await options(page).all();
  await expect(chosen(page)).toHaveText((await first?.textContent()) ?? '');
  await page.keyboard.press('ArrowDown');
  await expect(chosen(page)).toHaveText((await second?.textContent()) ?? '');
  await expect(field(page)).toHaveAttribute('aria-activedescendant', 'search-option-1');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(chosen(page)).toContainText('This device');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings\/device$/);
  expect(complaints).toEqual([]);
});

test('Enter right after typing goes to what was typed', async () => {
  const page = await hub.page();
  await open(page);
  await page.keyboard.type('attic');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/servers\/attic$/);
});

test('Ctrl-K opens it, Escape closes it and gives the focus back', async () => {
  const page = await hub.page();
  await page.goto('/servers');
  await page.getByLabel('Filter servers').focus();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Filter servers')).toHaveValue('/');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByLabel('Filter servers')).toBeFocused();
});

for (const [what, query, first] of [
  ['an address', '10.0.0.7', /Media/],
  ['an id', 'lab-1', /lab-1/],
  ['a page', 'notifications', /Channels/],
  ['more servers than fit', 'lab', /lab-0/],
] as const) {
  test(`finds ${what}`, async () => {
    const page = await hub.page();
    await open(page);
    await page.keyboard.type(query);
    await expect(options(page).first()).toHaveText(first);
  });
}

test('leads on to all servers when it cannot show them', async () => {
  const page = await hub.page();
  await open(page);
  await page.keyboard.type('lab');
  await page.getByRole('option', { name: `All ${LABS} servers that fit` }).click();
  await expect(page).toHaveURL(/\/servers\?q=lab$/);
});

test('takes a slash as any other letter', async () => {
  const page = await hub.page();
  await open(page);
  await page.keyboard.type('10.0.0.7/24');
  await expect(field(page)).toHaveValue('10.0.0.7/24');
});

test('says so when nothing fits', async () => {
  const page = await hub.page();
  await open(page);
  await page.keyboard.type('<kubernetes>');
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('Nothing fits “<kubernetes>”.');
  await expect(options(page)).toHaveCount(0);
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await expect(field(page)).toBeFocused();
});

test('is sound while it is open, also with nothing in it', async () => {
  const page = await hub.page();
  await open(page);
  await page.keyboard.type('a');
  await expect(options(page).first()).toContainText('Media');
  await expectSound(page);
  await page.keyboard.type('zzz');
  await expect(options(page)).toHaveCount(0);
  await expectSound(page);
});

test('on a phone the icon opens it, and it fits', async () => {
  const page = await hub.page({ viewport: { width: 360, height: 640 } });
  await page.goto('/');
  await page.getByRole('link', { name: 'Search' }).click();
  await expect(field(page)).toBeFocused();
  const box = await page.getByRole('dialog').boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(360);
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('link', { name: 'Search' })).toBeFocused();
});

test('the single key can be turned off, for good', async () => {
  const page = await hub.page();
  await page.goto('/');
  await page.locator('summary', { hasText: OWNER.name }).click();
  await page.getByLabel('opens the search').uncheck();
  await page.goto('/servers');
  await page.keyboard.press('/');
  await page.keyboard.press('Control+k');
  await expect(field(page)).toHaveValue('');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a session that has ended leads to the sign-in page and back', async () => {
  const page = await hub.page();
  await page.goto('/servers');
  await page.context().clearCookies();
  await page.keyboard.press('/');
  await expect(page).toHaveURL(/\/login\?next=%2Fsearch/);
});

test('without JavaScript a page does the same', async () => {
  const page = await hub.page({ javaScriptEnabled: false });
  await page.goto('/');
  await page.getByRole('link', { name: 'Search' }).click();
  await expect(page).toHaveURL(/\/search$/);
  await expect(page.getByRole('main').getByRole('link', { name: /Add server/ })).toBeVisible();
  await page.getByLabel('Search servers and pages').fill('media');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: /^Media/ }).click();
  await expect(page).toHaveURL(/\/servers\/media$/);
});

for (const query of ['', '?q=a', '?q=nothing-fits-this']) {
  test(`/search${query} is sound`, async () => {
    const page = await hub.page();
    const complaints = watchPage(page, hub.url);
    await page.goto(`/search${query}`);
    await expectSound(page);
    expect(complaints).toEqual([]);
  });
}

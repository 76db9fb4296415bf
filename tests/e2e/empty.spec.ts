import { expect, test } from '@playwright/test';
import { heartbeat } from '../factories.ts';
import { expectSound } from './expect-sound.ts';
import { type BrowserHub, KEY, startBrowserHub } from './hub.ts';
import { becomeOwner, watchPage } from './watch-page.ts';

let hub: BrowserHub;
test.beforeAll(async () => {
  hub = await startBrowserHub();
});
test.afterAll(() => hub.stop());

test('a hub without an owner, the set-up and the empty fleet are sound, and the fleet fills by itself', async ({
  page,
}) => {
  const complaints = watchPage(page, hub.url);
  await page.goto(`${hub.url}/servers`);
  await expect(page).toHaveURL(/\/setup$/);
  await expect(page.getByRole('heading')).toHaveText('This hub has no owner yet');
  await expectSound(page);
  // An invitation by a key can come before the owner.
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page.getByLabel('Password')).toBeVisible();

  await page.goto(hub.ownerLink);
  await expect(page.getByLabel('Your name')).toBeFocused();
  await expectSound(page);

  await becomeOwner(page, hub.ownerLink);
  await expect(page.getByRole('heading')).toHaveText('No servers yet');
  await expectSound(page);

  await fetch(`${hub.url}/api/v1/agents/heartbeat`, {
    method: 'POST',
    headers: { 'X-API-Key': KEY, 'Content-Type': 'application/json' },
    body: JSON.stringify(heartbeat('media')),
  });
  await expect(page.getByRole('article')).toContainText('media');
  expect(complaints).toEqual([]);
});

import type { Browser, Page } from '@playwright/test';
import type { SignedInHub } from './signed-in-hub.ts';
import { openAwake } from './watch-page.ts';

/** Somebody who may look and nothing else, joined through a link of the owner. */
export async function joinViewer(browser: Browser, hub: SignedInHub): Promise<Page> {
  const owner = await hub.page();
  await openAwake(owner, '/settings/people');
  await owner.getByLabel('Name', { exact: true }).fill('Vera');
  await owner.getByRole('radio', { name: 'Viewer' }).check();
  await owner.getByRole('button', { name: 'Make link' }).click();
  const link = (await owner.locator('pre').textContent())?.trim() ?? '';
  await owner.close();
  const context = await browser.newContext({ baseURL: hub.url });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel('E-mail').fill('vera@example.org');
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Join' }).click();
  await page.waitForURL(`${hub.url}/`);
  return page;
}

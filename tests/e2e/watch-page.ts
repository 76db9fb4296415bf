import { expect, type Page } from '@playwright/test';

/** Everything a page did that it should not: errors, refused content, requests that failed or left the hub. */
export function watchPage(page: Page, hubUrl: string): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(hubUrl) && !request.url().startsWith('data:')) {
      complaints.push(`left the hub: ${request.url()}`);
    }
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // A page that is left ends its own stream and fetches.
    if (reason !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()} ${reason}`);
  });
  return complaints;
}

/** Owner's name, as the set-up form wants it. */
export const OWNER = { name: 'Ada', email: 'ada@example.org', password: 'correct horse battery' };

/** Opens the one-time link and becomes the owner. */
export async function becomeOwner(page: Page, ownerLink: string): Promise<void> {
  await page.goto(ownerLink);
  await page.getByLabel('Your name').fill(OWNER.name);
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Become the owner' }).click();
  await page.waitForURL((url) => url.pathname === '/');
}

/** Opens a page and waits until its islands answer to clicks and keys. */
export async function openAwake(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('astro-island[ssr][client="load"], [data-asleep]')).toHaveCount(0);
}

/** Opens a page and waits until it hears of changes on the hub. */
export async function openListening(page: Page, path: string): Promise<void> {
  const listening = page.waitForResponse((response) => response.url().endsWith('/api/v1/events'));
  await openAwake(page, path);
  await listening;
}

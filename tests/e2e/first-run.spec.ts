import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { temporaryFolder } from '../factories.ts';
import { type BrowserHub, startBrowserHub } from './hub.ts';
import { becomeOwner, watchPage } from './watch-page.ts';

let hub: BrowserHub;
let agent: ChildProcess | undefined;
const folder = temporaryFolder();
test.beforeAll(async () => {
  hub = await startBrowserHub();
});
test.afterAll(async () => {
  if (agent?.pid) process.kill(-agent.pid, 'SIGTERM');
  await hub.stop();
  folder.remove();
});

/** Runs what the page tells a person to run, but for the place of the settings file; a group of its own, to end it whole. */
function runAgent(command: string): ChildProcess {
  return spawn('sh', ['-c', `${command} --config ${join(folder.path, 'config.json')}`], {
    cwd: folder.path,
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

test('from a fresh start to a chart of a real machine', async ({ page }) => {
  const complaints = watchPage(page, hub.url);

  await becomeOwner(page, hub.ownerLink);
  expect(page.url()).not.toContain('token');

  await page.getByRole('link', { name: 'Add server' }).first().click();
  await page.getByLabel('Name').fill('Attic NAS');
  await expect(page.getByLabel('Id')).toHaveValue('attic-nas');
  await page.getByRole('button', { name: 'Add server' }).click();
  await expect(page.getByText('Waiting for the first report…')).toBeVisible();

  const command = page.locator('main pre');
  await page.getByRole('checkbox', { name: /Read disk health/ }).check();
  await expect(command).toContainText(/install\.sh \| sudo sh .* --with-disks$/);
  await page.getByRole('radio', { name: /Docker Compose/ }).check();
  await expect(command).toContainText('image: node:24-slim');
  await page.getByRole('radio', { name: /By hand/ }).check();
  agent = runAgent(await command.innerText());
  await expect(page.getByText('Attic NAS reports.')).toBeVisible({ timeout: 20_000 });

  await page.goto(hub.url);
  const card = page.getByRole('link', { name: /Attic NAS/ });
  await expect(card).toBeVisible();
  await card.click();
  await page.waitForURL(/servers\/attic-nas$/);
  await expect(page.getByText('Online').first()).toBeVisible();

  await page.getByRole('heading', { name: 'What it is doing' }).scrollIntoViewIfNeeded();
  await page.getByText('As a table').first().click();
  await expect(
    page.getByRole('region', { name: 'CPU in use as a table' }).locator('td').first(),
  ).toContainText('%');
  expect(complaints).toEqual([]);
});

test('the one-time link is worthless afterwards', async ({ page }) => {
  await page.goto(hub.ownerLink);
  expect(new URL(page.url()).pathname).toBe('/login');
});

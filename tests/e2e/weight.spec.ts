import { expect, test } from '@playwright/test';
import { addFiftyServers, SERVERS } from '../fifty-servers.ts';
import { type SignedInHub, startSignedInHub } from './signed-in-hub.ts';

const BUDGET_BYTES = 80_000;
const SETTLE_MS = 1500;

let hub: SignedInHub;

test.beforeAll(async ({ browser }) => {
  hub = await startSignedInHub(browser);
  await addFiftyServers(hub.post, Date.now());
});
test.afterAll(() => hub.stop());

test(`the dashboard of ${SERVERS} servers is light, and all of it comes from the hub`, async () => {
  const page = await hub.page();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  const urls: string[] = [];
  let bytes = 0;
  devtools.on('Network.requestWillBeSent', ({ request }) => urls.push(request.url));
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });

  await page.goto('/');
  await expect(page.getByRole('article')).toHaveCount(SERVERS);
  await page.waitForTimeout(SETTLE_MS);

  test.info().annotations.push({ type: 'weight', description: `${bytes} bytes, ${urls.length} requests` });
  expect(urls.filter((url) => !url.startsWith(`${hub.url}/`))).toEqual([]);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(BUDGET_BYTES);
});

import { expect, test } from '@playwright/test';
import { heartbeat } from '../factories.ts';
import { type SignedInHub, startSignedInHub } from './signed-in-hub.ts';

const SERVERS = 50;
const QUARTERS_OF_A_DAY = 96;
const QUARTER_MS = 900_000;
const BUDGET_BYTES = 80_000;
const SETTLE_MS = 1500;

let hub: SignedInHub;

/** A day of one server, every quarter of an hour another value, so that its sparkline compresses no better than a real one. */
function dayOf(serverId: string, now: number) {
  return Array.from({ length: QUARTERS_OF_A_DAY }, (_, i) => {
    const plain = heartbeat(serverId, now - (QUARTERS_OF_A_DAY - 1 - i) * QUARTER_MS);
    return { ...plain, metrics: { ...plain.metrics, cpu_percent: Math.round(Math.random() * 1000) / 10 } };
  });
}

test.beforeAll(async ({ browser }) => {
  hub = await startSignedInHub(browser);
  const now = Date.now();
  for (let index = 0; index < SERVERS; index += 1) {
    const server_id = `server-${index}`;
    await hub.post('/api/v1/servers', { server_id, display_name: `Server number ${index}`, tags: ['lab'] });
    await hub.post('/api/v1/agents/heartbeats', { heartbeats: dayOf(server_id, now) });
  }
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

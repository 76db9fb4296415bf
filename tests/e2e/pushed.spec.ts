import { expect, test } from '@playwright/test';
import type { TestHub } from '../factories.ts';
import { type PushedReport, takePush } from '../pushed-report.ts';
import { expectSound } from './expect-sound.ts';
import { type SignedInHub, startSignedInHub } from './signed-in-hub.ts';
import { watchPage } from './watch-page.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SETTLE_MS = 500;

const ATTIC: PushedReport = {
  serverId: 'attic',
  values: {
    memory_percent: 62,
    disk_percent: 84.6,
    'pool_percent:tank': 84.6,
    'pool_used_gb:tank': 15_230,
    'pool_total_gb:tank': 18_000,
    'pool_fragmentation_percent:tank': 18,
    'disk_temperature_celsius:ada0': 38,
    'disk_temperature_celsius:ada1': 57,
    'disk_power_on_hours:ada1': 21_043,
    'disk_reallocated_sectors:ada1': 8,
    'replication_last_run_seconds:nightly': (Date.now() - 2 * HOUR_MS) / 1000,
    'reported_value:ups_load': 23.4,
  },
  units: { ups_load: '%' },
  states: [
    { kind: 'pool', subject: 'tank', state: 'degraded' },
    { kind: 'disk', subject: 'ada0', state: 'pass' },
    { kind: 'disk', subject: 'ada1', state: 'fail' },
    { kind: 'replication', subject: 'nightly', state: 'failed' },
  ],
};

async function push(before: TestHub): Promise<void> {
  const now = Date.now();
  for (const hours of [3, 2, 1]) await takePush(before, { ...ATTIC, at: now - hours * HOUR_MS });
  const vault: PushedReport['states'] = [{ kind: 'pool', subject: 'vault', state: 'online' }];
  await takePush(before, { serverId: 'cellar', at: now - 50 * MINUTE_MS, states: vault });
  await before.fleet.markOffline(0, now - 15 * MINUTE_MS);
  await takePush(before, ATTIC);
}

let hub: SignedInHub;
test.beforeAll(async ({ browser }) => {
  hub = await startSignedInHub(browser, push);
});
test.afterAll(() => hub.stop());

for (const path of ['/', '/servers/attic', '/servers/attic/edit', '/servers/cellar']) {
  test(`${path} of pushed systems is accessible, fits, and stays on the hub`, async () => {
    const page = await hub.page();
    const complaints = watchPage(page, hub.url);
    await page.goto(path);
    await page.waitForTimeout(SETTLE_MS);
    await expectSound(page);
    expect(complaints).toEqual([]);
  });
}

test('a storage system tells what it holds, without JavaScript', async () => {
  const page = await hub.page({ javaScriptEnabled: false });
  await page.goto('/servers/attic');
  const now = page.locator('#now');
  await expect(now).toContainText('Disk ada1 fails its self-test (SMART)');
  await expect(now).toContainText('Pool tank is degraded');
  await expect(now).toContainText('Not reported');
  await expect(now).not.toContainText('Load');

  const item = (name: string) => page.locator('#holds').getByRole('listitem').filter({ hasText: name });
  await expect(item('tank')).toContainText(/Degraded\s*85\s%/);
  await expect(item('tank')).toContainText(/15\sTB of 18\sTB/);
  await expect(item('ada0')).toContainText('Healthy');
  await expect(item('ada1')).toContainText('Ran for 2 years');
  await expect(item('ada1')).toContainText('8 sectors reallocated');
  await expect(page.getByRole('row', { name: 'nightly' })).toContainText('Failed');
  await expect(page.locator('#holds')).toContainText('ups_load');
  await expect(page.locator('#facts')).toContainText('A workflow');
});

test('its charts are those of what it pushes', async () => {
  const page = await hub.page();
  await page.goto('/servers/attic');
  await page.getByRole('heading', { name: 'What it is doing' }).scrollIntoViewIfNeeded();
  const titles = page.getByRole('figure').getByRole('heading');
  await expect(titles).toContainText(['Memory in use', 'Pool space used', 'Temperature']);
  await expect(titles).toHaveCount(3);
});

test('a silent one is serious at first, and sends the reader to its workflow', async () => {
  const page = await hub.page();
  await page.goto('/servers/cellar');
  const now = page.locator('#now');
  await expect(now).toContainText('Offline');
  await expect(now).toContainText('Check that its workflow is active');
  await expect(now.locator('[data-level="high"]').first()).toBeVisible();
  await expect(page.locator('#holds')).toContainText('Was online');
  await expect(page.getByText('Connect an agent')).toHaveCount(0);
});

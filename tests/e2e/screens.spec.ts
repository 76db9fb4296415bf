import { expect, test } from '@playwright/test';
import { heartbeat } from '../factories.ts';
import { expectSound } from './expect-sound.ts';
import { type SignedInHub, startSignedInHub } from './signed-in-hub.ts';
import { OWNER, openAwake, openListening, watchPage } from './watch-page.ts';

let hub: SignedInHub;

/** A day of one server with everything a report can hold. */
async function seedServer(id: string, name: string, diskPercent: number): Promise<void> {
  await hub.post('/api/v1/servers', {
    server_id: id,
    display_name: name,
    expected_services: [{ name: 'smbd' }],
  });
  const now = Date.now();
  const heartbeats = Array.from({ length: 300 }, (_, i) =>
    heartbeat(id, now - (300 - i) * 300_000, {
      mounts: [
        {
          mount_point: '/data',
          device: '/dev/sda1',
          filesystem: 'ext4',
          used_gb: 9,
          total_gb: 10,
          percent: diskPercent,
        },
      ],
      sensors: [{ name: 'cpu', temperature_celsius: 44 }],
      interfaces: [{ name: 'eth0', up: true, rx_bytes: i * 5000, tx_bytes: i * 100 }],
      containers: [{ name: 'plex', image: 'plex:1', state: 'running', cpu_percent: 3, memory_mb: 300 }],
      unknown: [{ probe: 'sensors', reason: 'This machine has none' }],
    }),
  );
  await hub.post('/api/v1/agents/heartbeats', { heartbeats });
}

test.beforeAll(async ({ browser }) => {
  hub = await startSignedInHub(browser);
  await seedServer('media', 'Media', 93);
  await seedServer('backup', 'Averyveryverylongnamethatsomebodygaveitinoneword for its backups', 40);
  await hub.post('/api/v1/servers', { server_id: 'never', display_name: 'Never seen' });
});
test.afterAll(() => hub.stop());

/** The stream of changes stays open, so a page is never idle; islands have hydrated by then. */
const SETTLE_MS = 500;
const SCREENS = [
  '/',
  '/servers',
  '/servers/media',
  '/servers/backup/edit',
  '/servers/never',
  '/servers/new',
  '/settings/keys',
];

for (const path of [...SCREENS, '/login', '/nowhere']) {
  test(`${path} is accessible, fits, and stays on the hub`, async () => {
    const isInside = SCREENS.includes(path);
    const page = await hub.page(isInside ? {} : { storageState: { cookies: [], origins: [] } });
    const complaints = watchPage(page, hub.url);
    await page.goto(path);
    await page.waitForTimeout(SETTLE_MS);
    await expectSound(page);
    expect(complaints.filter((text) => !(path === '/nowhere' && text.includes('404')))).toEqual([]);
  });
}

test('without JavaScript the fleet, the list and a server can be read', async () => {
  const page = await hub.page({ javaScriptEnabled: false });
  await page.goto(hub.url);
  await expect(page.getByText('Media’s disk /data is 93 % full')).toBeVisible();
  await expect(page.getByRole('article').filter({ hasText: 'Media' })).toContainText('Broken');
  await page.goto(`${hub.url}/servers?q=media`);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.goto(`${hub.url}/servers/media`);
  await expect(page.getByText('Disk /data is 93 % full', { exact: true })).toBeVisible();
});

test('a card turns by itself when a report comes in', async () => {
  const page = await hub.page();
  await openListening(page, '/');
  const card = page.getByRole('article').filter({ hasText: 'Never seen' });
  await expect(card).not.toContainText('Working');
  await hub.post('/api/v1/agents/heartbeat', heartbeat('never'));
  await expect(card).toContainText('Working', { timeout: 10_000 });
});

test('nobody gets in without signing in, and the address asked for comes after it', async ({ page }) => {
  await page.goto(`${hub.url}/servers/media`);
  await expect(page).toHaveURL(/\/login\?next=/);
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password').fill('wrong wrong wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('do not match')).toBeVisible();
  await page.getByLabel('Password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/servers\/media$/);
});

test('a server is edited, and removed after one question', async () => {
  const page = await hub.page();
  await hub.post('/api/v1/servers', { server_id: 'old', display_name: 'Old box' });
  await page.goto(`${hub.url}/servers/old/edit`);
  await page.getByLabel('IP address').fill('999.1.1.1');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('write an IPv4 or IPv6 address').first()).toBeVisible();
  await page.getByLabel('IP address').fill('10.0.0.9');
  await page.getByLabel('Location').fill('Cellar');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(/\/servers\/old$/);
  await expect(page.getByText('Cellar')).toBeVisible();

  await page.goto(`${hub.url}/servers/old/edit`);
  await page.getByRole('button', { name: 'Delete Old box…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete Old box' }).click();
  await expect(page).toHaveURL(/\/servers$/);
  await expect(page.getByText('Old box')).toHaveCount(0);
});

test('a key is made, shown once, and revoked', async () => {
  const page = await hub.page();
  await openAwake(page, '/settings/keys');
  await page.getByLabel('Name').fill('Grafana');
  await page.getByRole('button', { name: 'Make key' }).click();
  await expect(page.getByText('it is not shown again')).toBeVisible();
  await page.reload();
  await expect(page.getByText('it is not shown again')).toHaveCount(0);
  await page
    .getByRole('row', { name: /Grafana/ })
    .getByRole('button', { name: /Revoke/ })
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Revoke/ })
    .click();
  await expect(
    page.getByRole('row', { name: /Grafana/ }).getByRole('button', { name: /Revoke/ }),
  ).toHaveCount(0);
});

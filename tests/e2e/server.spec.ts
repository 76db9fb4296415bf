import { expect, test } from '@playwright/test';
import type { Heartbeat } from '../../agent/protocol.ts';
import { heartbeat } from '../factories.ts';
import { expectSound } from './expect-sound.ts';
import { type SignedInHub, startSignedInHub } from './signed-in-hub.ts';
import { openAwake, openListening } from './watch-page.ts';

const HOUR_MS = 3_600_000;
let hub: SignedInHub;

/** A report of an old agent that says all that agents can. */
function garage(): Heartbeat {
  const host = { hostname: 'garage', ip_addresses: [], agent_version: '0.0.9' };
  const readAt = new Date(Date.now() - 20 * 60_000).toISOString();
  return heartbeat('garage', Date.now(), {
    host,
    updates_available: 12,
    security_updates: 3,
    reboot_required: true,
    sensors: Array.from({ length: 10 }, (_, i) => ({ name: `core ${i}`, temperature_celsius: 40 + i })),
    disks: [
      {
        name: 'sda',
        kind: 'hdd',
        size_gb: 4000,
        smart_status: 'pass',
        smart_read_at: readAt,
        reallocated_sectors: 8,
        pending_sectors: 2,
      },
      {
        name: 'sdb',
        smart_status: 'pass',
        smart_read_at: readAt,
        is_asleep: true,
        temperature_celsius: 30,
      },
      { name: 'sdc', smart_status: 'fail', smart_read_at: readAt },
      { name: 'vda', model: 'Virtual' },
    ],
    containers: [
      {
        name: 'plex',
        image: 'ghcr.io/somebody/plex:1',
        state: 'running',
        health: 'unhealthy',
        restarts: 3,
      },
    ],
    unknown: [{ probe: 'docker', reason: 'Docker may not be asked: run the installer with --with-docker' }],
  });
}

test.beforeAll(async ({ browser }) => {
  hub = await startSignedInHub(browser);
  await hub.post('/api/v1/servers', {
    server_id: 'media',
    display_name: 'Media',
    expected_services: [{ name: 'smbd', critical: true }],
  });
  const now = Date.now();
  const heartbeats = Array.from({ length: 72 }, (_, i) => heartbeat('media', now - (71 - i) * HOUR_MS));
  await hub.post('/api/v1/agents/heartbeats', { heartbeats });
  await hub.post('/api/v1/agents/heartbeat', garage());
});
test.afterAll(() => hub.stop());

test('expected services are added, refused by their row, and removed', async () => {
  const page = await hub.page();
  await page.goto('/servers/media/edit');
  await page.getByRole('button', { name: 'Add a service' }).click();
  await page.keyboard.type('bad name');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  const refused = page.locator('[data-row] [aria-invalid=true]');
  await expect(refused).toHaveValue('bad name');

  await refused.fill('plex');
  await page.getByLabel('Critical').nth(1).uncheck();
  await page.getByRole('button', { name: 'Remove' }).first().click();
  await expect(page.getByLabel('Name of the service')).toHaveCount(1);
  await expect(page.getByLabel('Name of the service')).toBeFocused();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(/\/servers\/media$/);
  await expect(page.locator('#holds')).toContainText('plex');
  await expect(page.locator('#holds')).not.toContainText('smbd');
});

test('an id that is taken is refused beside its field', async () => {
  const page = await hub.page();
  await openAwake(page, '/servers/new');
  await page.getByLabel('Name').fill('Müller’s NAS');
  await expect(page.getByLabel('Id')).toHaveValue('mullers-nas');
  await page.getByLabel('Id').fill('media');
  await page.getByRole('button', { name: 'Add server' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByLabel('Id')).toHaveAttribute('aria-invalid', 'true');

  await page.getByLabel('Id').fill('mullers-nas');
  await page.getByRole('button', { name: 'Add server' }).click();
  await page.getByRole('button', { name: 'Copy' }).first().click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  await hub.post('/api/v1/agents/heartbeat', heartbeat('mullers-nas'));
  await expect(page.getByText('Müller’s NAS reports.')).toBeVisible();
  await page.getByRole('link', { name: 'See how it is' }).click();
  await expect(page).toHaveURL(/\/servers\/mullers-nas$/);
});

test('the charts follow the switch, each with its table', async () => {
  const page = await hub.page();
  await page.goto('/servers/media');
  await page.getByRole('heading', { name: 'Facts' }).scrollIntoViewIfNeeded();
  await page.getByRole('heading', { name: 'What changed' }).scrollIntoViewIfNeeded();
  await expect(page.locator('canvas')).toHaveCount(5);

  for (const [stretch, words] of [
    ['7 d', 'the last 7 days'],
    ['1 y', 'the last year'],
    ['24 h', 'the last 24 hours'],
  ] as const) {
    await page.getByText(stretch, { exact: true }).click();
    await expect(page.getByRole('radio', { name: stretch })).toBeChecked();
    await expect(page.getByRole('img', { name: `CPU in use, ${words}. Newest: Busy` })).toBeVisible();
  }
  const chart = page.getByRole('figure').filter({ hasText: 'Memory in use' });
  await chart.getByText('As a table').click();
  await expect(chart.getByRole('cell').first()).toHaveText(/\d+\s%/);
});

test('a server’s page turns by itself when a report comes in', async () => {
  const page = await hub.page();
  await hub.post('/api/v1/servers', { server_id: 'cellar', display_name: 'Cellar' });
  await openListening(page, '/servers/cellar');
  await expect(page.locator('#now')).toContainText('It shows here with the first report of its agent.');
  await hub.post('/api/v1/agents/heartbeat', heartbeat('cellar'));
  await expect(page.locator('#now')).toContainText('Working');
});

test('disks, containers, updates and what could not be read are told in words, without JavaScript', async () => {
  const page = await hub.page({ javaScriptEnabled: false });
  await page.goto('/servers/garage');
  await expect(page.locator('#now')).toContainText('Disk sda has 2 sectors waiting to be reallocated');

  const item = (name: string) => page.locator('#holds').getByRole('listitem').filter({ hasText: name });
  await expect(item('sda')).toContainText('Needs a look');
  await expect(item('sda')).toContainText('8 sectors reallocated, 2 waiting to be');
  await expect(item('sda')).toContainText(/Read 2\d min ago/);
  await expect(item('sdb')).toContainText(/Asleep; last read 2\d min ago/);
  await expect(item('sdb')).not.toContainText('°C');
  await expect(item('sdc')).toContainText('Failing');
  await expect(item('vda')).toContainText('Health not read');
  await expect(page.getByRole('row', { name: 'plex' })).toContainText('Unhealthy');
  await expect(page.getByRole('row', { name: 'plex' })).toContainText('plex:1, restarted 3 times');
  await expect(page.locator('#holds')).toContainText('12 updates, 3 of them for security. Restart required.');
  await expect(page.locator('#holds')).toContainText(/Containers\s*Docker may not be asked/);
  await expect(page.locator('#holds')).toContainText('2 more');
  await expect(page.locator('#facts')).toContainText(
    /Its agent 0\.0\.9, older than this hub’s \d+\.\d+\.\d+: run/,
  );
});

test('a server that tells much is accessible, and fits', async () => {
  const page = await hub.page();
  await openAwake(page, '/servers/garage');
  await expectSound(page);
});

test('old agents are told of in the list, and found there', async () => {
  const page = await hub.page({ javaScriptEnabled: false });
  await page.goto('/servers');
  await expect(page.getByText('1 server has an old agent.')).toBeVisible();
  await page.getByRole('link', { name: 'Show it' }).click();
  await expect(page.getByRole('row', { name: 'garage' })).toContainText('Old agent 0.0.9');
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('link', { name: 'Any agent' }).click();
  await expect(page).toHaveURL(/\/servers$/);
});

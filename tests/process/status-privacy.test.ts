import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heartbeat, temporaryFolder, testHub } from '../factories.ts';
import { type Running, startHub } from '../hub-process.ts';

const KEY = 'pl_privacy-test-key-0123456789abc';
const LANGUAGES = ['en', 'de', 'fr', 'es'];

/** All that the hub knows of a server and its owner did not choose to show. */
const SECRETS = {
  serverId: 'zz-hidden-id',
  displayName: 'Hidden Display Name',
  hostname: 'hidden-host.lan.example',
  address: '10.99.88.77',
  service: 'hidden-service',
  container: 'hidden-container',
  image: 'registry.example/hidden-image:9.8.7',
  distribution: 'Hidden Linux',
  version: '97.31',
  kernel: '9.87.65-hidden',
  mount: '/srv/hidden-mount',
  cpu: '73.912',
};

const folder = temporaryFolder();
let hub: Running;
let ids: string[];

const report = () =>
  heartbeat(SECRETS.serverId, Date.now(), {
    metrics: { ...heartbeat('x').metrics, cpu_percent: Number(SECRETS.cpu) },
    services: [{ name: SECRETS.service, status: 'failed', pid: 1, memory_mb: 1, cpu_percent: 1 }],
    os_info: {
      distribution: SECRETS.distribution,
      version: SECRETS.version,
      kernel: SECRETS.kernel,
      architecture: 'x86_64',
    },
  });

beforeAll(async () => {
  const before = await testHub(folder);
  const ask = async (path: string, json: unknown, method = 'POST') => {
    const answered = await before.request(path, { method, json });
    const body = await answered.text();
    if (!answered.ok) throw new Error(`${path}: ${answered.status} ${body}`);
    return body === '' ? {} : JSON.parse(body);
  };
  await ask('/api/v1/servers', {
    server_id: SECRETS.serverId,
    display_name: SECRETS.displayName,
    hostname: SECRETS.hostname,
    ip_address: SECRETS.address,
    expected_services: [{ name: SECRETS.service, critical: true }],
  });
  await ask('/api/v1/agents/heartbeat', report());
  const [page] = (await (await before.request('/api/v1/status-pages')).json()).items;
  const path = `/api/v1/status-pages/${page.page_id}`;
  const parts = [{ kind: 'service', server_id: SECRETS.serverId, subject: SECRETS.service }];
  const component = { key: 'films', name: 'Films', icon: 'film', description: null, impact: 'each', parts };
  await ask(
    path,
    {
      slug: null,
      title: 'Our home',
      intro: null,
      zone: 'Europe/London',
      language: 'en',
      groups: [{ name: null, components: [component] }],
    },
    'PUT',
  );
  const alerts = (await (await before.request('/api/v1/alerts')).json()).items;
  const incident = await ask(`${path}/incidents`, {
    title: null,
    components: ['films'],
    impact: 'down',
    state: 'identified',
    template: 'fixing',
    text: 'A new part is on its way.',
    by: 'Robin',
    alert_id: alerts[0].alert_id,
    started_at: null,
  });
  const maintenance = await ask(`${path}/maintenances`, {
    title: 'A larger disk',
    text: null,
    components: ['films'],
    starts_at: new Date(Date.now() + 86_400_000).toISOString(),
    ends_at: new Date(Date.now() + 90_000_000).toISOString(),
  });
  ids = [page.page_id, page.client_id, incident.incident_id, maintenance.maintenance_id, alerts[0].alert_id];
  await before.stop();
  hub = await startHub(folder.path, KEY);
});
afterAll(async () => {
  await hub.stop();
  folder.remove();
});

const FORMS = [
  '',
  '/feed.atom',
  '/feed.rss',
  '/maintenance.ics',
  '/badge.svg',
  '/uptime.svg',
  '/films/badge.svg',
];
const PATHS = [
  '/status.json',
  ...LANGUAGES.flatMap((language) => FORMS.map((form) => `/status/${language}${form}`)),
];

describe('what the public may read', () => {
  it.each(PATHS)(
    '%s tells of what is wrong, and nothing that its owner did not choose to show',
    async (path) => {
      const answered = await fetch(`http://127.0.0.1:${hub.port}${path}`);
      const told = [...answered.headers].join('\n') + (await answered.text());
      expect(answered.status).toBe(200);
      expect(told.length).toBeGreaterThan(100);
      const leaked = [...Object.values(SECRETS), ...ids].filter((secret) => told.includes(secret));
      expect(leaked).toEqual([]);
    },
  );

  it('says what they need to know', async () => {
    const [page, feed] = await Promise.all(
      ['/status/en', '/status/en/feed.atom'].map(async (path) =>
        (await fetch(`http://127.0.0.1:${hub.port}${path}`)).text(),
      ),
    );
    for (const text of [page, feed]) {
      expect(text).toContain('A new part is on its way.');
      expect(text).toContain('Films');
    }
    expect(page).toContain('We are fixing Films');
  });
});

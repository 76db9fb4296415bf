import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heartbeat, type TestHub, type TestRequest, testHub } from '../factories.ts';
import {
  type ApiDocument,
  closed,
  type Operation,
  operationsOf,
  resolve,
  schemaOf as schemaIn,
} from '../openapi.ts';
import { signedIn } from '../people.ts';
import { incidentOf, pageOf, updateOf, workOf } from '../status-page.ts';

/** Operations that the security rules let anybody call. */
const OPEN = [
  'get /health',
  'get /ready',
  'get /version',
  'post /api/v1/setup',
  'post /api/v1/agents/enrol',
  'post /api/v1/invitations/accept',
];
/** A stream, which a document of requests and answers cannot tell. */
const UNDOCUMENTED = ['get /api/v1/events'];

let hub: TestHub;
let person: Awaited<ReturnType<typeof signedIn>>;
let document: ApiDocument;
const operations = () => operationsOf(document);
const schemaOf = (name: string, status: number) => schemaIn(document, name, status);
/** Names of the operations for which something is not as it should be. */
const failing = (isWrong: (operation: Operation, name: string) => boolean) =>
  operations().flatMap(({ operation, name }) => (isWrong(operation, name) ? [name] : []));

beforeAll(async () => {
  hub = await testHub(undefined, undefined, 'error', Date.now());
  document = await (await hub.request('/api/openapi.json', { key: null })).json();
  person = await signedIn(hub, 'Ada', { [hub.fleet.homeClientId]: 'owner' });
  await hub.request('/api/v1/servers', {
    json: {
      server_id: 'nas',
      expected_services: [{ name: 'smbd' }],
      mac_address: 'aa:bb:cc:dd:ee:ff',
      tags: ['loft'],
    },
  });
  await hub.request('/api/v1/servers', { json: { server_id: 'never-seen' } });
  [{ page_id: told.page }] = (await (await hub.request(PAGES)).json()).items;
  const page = `${PAGES}/${told.page}`;
  await hub.request(page, { method: 'PUT', json: pageOf(null, 'nas') });
  const made = async (path: string, json: object) => (await hub.request(`${page}/${path}`, { json })).json();
  told.incident = (await made('incidents', incidentOf())).incident_id;
  await made('maintenances', workOf());
  const now = Date.now();
  for (const at of [now - 60_000, now]) {
    const body = heartbeat('nas', at, {
      host: { hostname: 'nas', ip_addresses: ['192.168.1.5'], agent_version: '0.1.0', cpu_cores: 4 },
      mounts: [
        { mount_point: '/', device: '/dev/sda1', filesystem: 'ext4', used_gb: 1, total_gb: 2, percent: 50 },
      ],
      sensors: [{ name: 'cpu', temperature_celsius: 40 }],
      disks: [{ name: 'sda', read_bytes: at, write_bytes: at }],
      interfaces: [{ name: 'eth0', up: true, rx_bytes: at, tx_bytes: at }],
      containers: [{ name: 'plex', image: 'plex:1', state: 'running' }],
      unknown: [{ probe: 'disks', reason: 'no permission' }],
    });
    await hub.request('/api/v1/agents/heartbeat', { json: body });
  }
});
afterAll(() => hub.close());

function* references(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === '$ref') yield String(inner);
    else yield* references(inner);
  }
}

describe('the OpenAPI document', () => {
  it('is one of version 3.1, of this version of Porchlight', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: 'Porchlight', version: 'test' });
    expect(operations().length).toBeGreaterThan(20);
  });

  it('has every route of the API, and no other', () => {
    const routes = hub.api.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/v1/'))
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`);
    const documented = operations().map(({ name }) => name);
    const expected = [...new Set(routes)].filter((route) => !UNDOCUMENTED.includes(route));
    expect(expected.filter((route) => !documented.includes(route))).toEqual([]);
    expect(documented.filter((name) => name.includes(' /api/v1/') && !expected.includes(name))).toEqual([]);
  });

  it('says of each operation in a few words what it does, and where it belongs', () => {
    expect(failing(({ summary }) => !summary || summary.length > 80)).toEqual([]);
    expect(failing(({ tags }) => tags?.length !== 1)).toEqual([]);
    expect(new Set(operations().map(({ operation }) => operation.summary)).size).toBe(operations().length);
  });

  it('says of each operation how one gets in, but of those that are open', () => {
    const schemes = Object.keys(document.components.securitySchemes);
    expect(failing(({ security }, name) => OPEN.includes(name) !== (security === undefined))).toEqual([]);
    expect(
      failing(({ security = [] }) =>
        security.flatMap(Object.keys).some((scheme) => !schemes.includes(scheme)),
      ),
    ).toEqual([]);
  });

  it('resolves every reference', () => {
    const all = [...references(document)];
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter((reference) => resolve(document, reference) === undefined)).toEqual([]);
  });

  it('names each path parameter as required', () => {
    const wrong = operations().filter(({ path, operation }) => {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const told = (operation.parameters ?? []).filter((one) => one.in === 'path' && one.required);
      return named.join() !== told.map((one) => one.name).join();
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('answers every 4xx in the one error shape', () => {
    const refusals = operations().flatMap(({ name, operation }) =>
      Object.entries(operation.responses)
        .filter(([status]) => status.startsWith('4'))
        .map(([status, { content }]) => ({ name, status, ref: content?.['application/json']?.schema.$ref })),
    );
    expect(refusals.length).toBeGreaterThan(50);
    expect(refusals.filter(({ ref }) => ref !== '#/components/schemas/Error')).toEqual([]);
  });

  it.each([
    {
      what: 'a secured operation can be refused for want of a key',
      status: '401',
      isDue: (o: Operation) => o.security !== undefined,
    },
    {
      what: 'a secured operation can be asked too often',
      status: '429',
      isDue: (o: Operation) => o.security !== undefined,
    },
    {
      what: 'an operation with a body can find it malformed',
      status: '400',
      isDue: (o: Operation) => o.requestBody !== undefined,
    },
    {
      what: 'an operation with a body can find it too large',
      status: '413',
      isDue: (o: Operation) => o.requestBody !== undefined,
    },
    {
      what: 'an operation with a body wants JSON',
      status: '415',
      isDue: (o: Operation) => o.requestBody !== undefined,
    },
    {
      what: 'an operation with a body can find it wrong',
      status: '422',
      isDue: (o: Operation) => o.requestBody !== undefined,
    },
  ])('says that $what', ({ status, isDue }) => {
    expect(failing((operation) => isDue(operation) && !(status in operation.responses))).toEqual([]);
  });

  it('documents each element of a heartbeat', () => {
    const { properties } = closed(document, document.components.schemas.Heartbeat) as {
      properties: Record<string, { type?: string; items?: { properties?: object }; properties?: object }>;
    };
    for (const list of ['services', 'mounts', 'sensors', 'disks', 'interfaces', 'containers', 'unknown']) {
      expect(Object.keys(properties[list]?.items?.properties ?? {}).length, list).toBeGreaterThan(1);
    }
    expect(Object.keys(properties.host?.properties ?? {})).toContain('agent_version');
  });
});

const RULE = {
  name: 'Busy',
  watch: { type: 'metric', metric: 'load_5m', comparison: 'above', warning: 4, critical: null, clear: 3 },
  warning_severity: 'low',
  critical_severity: 'high',
  for_seconds: 300,
  consecutive: 1,
  scope: { tag: null, server_id: 'nas', subject: null },
  is_enabled: true,
};
const WINDOW = {
  name: 'Backups',
  zone: 'Europe/London',
  timetable: { type: 'weekly', days: [7], starts: '23:00', ends: '02:00' },
  scope: { server_id: 'nas', tag: null },
};
const SILENCE = {
  note: 'A new disk is coming',
  until: null,
  scope: { server_id: 'nas', rule_id: 'disk', subject: '/data' },
};

const PAGES = '/api/v1/status-pages';
/** Paths below are of the page at /status, and of what is told on it. */
const told = { page: '', incident: '' };
const toldPath = (path: string) =>
  path.replace(/\{(page|incident)_id\}/g, (_, name: keyof typeof told) => told[name]);

const ASKED: { operation: string; path?: string; request?: TestRequest; status?: number }[] = [
  { operation: 'get /health' },
  { operation: 'get /ready' },
  { operation: 'get /version' },
  { operation: 'get /api/v1/system/health' },
  { operation: 'get /api/v1/system/stats' },
  { operation: 'get /api/v1/servers' },
  { operation: 'get /api/v1/servers', path: '/api/v1/servers?limit=1' },
  { operation: 'get /api/v1/fleet' },
  { operation: 'get /api/v1/clients' },
  { operation: 'post /api/v1/clients', request: { json: { name: 'Acme Corp' } }, status: 201 },
  { operation: 'post /webhook/metrics', request: { json: { system: { id: 'pushed' } } } },
  { operation: 'get /api/v1/servers/{server_id}', path: '/api/v1/servers/nas' },
  { operation: 'get /api/v1/servers/{server_id}', path: '/api/v1/servers/never-seen' },
  { operation: 'get /api/v1/servers/{server_id}', path: '/api/v1/servers/nobody', status: 404 },
  { operation: 'get /api/v1/servers/{server_id}/services', path: '/api/v1/servers/nas/services' },
  { operation: 'get /api/v1/metrics/{server_id}', path: '/api/v1/metrics/nas' },
  { operation: 'get /api/v1/metrics/{server_id}', path: '/api/v1/metrics/nas?resolution=15m' },
  { operation: 'get /api/v1/metrics/{server_id}', path: '/api/v1/metrics/never-seen' },
  { operation: 'get /api/v1/metrics/{server_id}', path: '/api/v1/metrics/nas?resolution=1s', status: 422 },
  { operation: 'get /api/v1/metrics/{server_id}/latest', path: '/api/v1/metrics/nas/latest' },
  {
    operation: 'get /api/v1/metrics/{server_id}/latest',
    path: '/api/v1/metrics/never-seen/latest',
    status: 404,
  },
  { operation: 'get /api/v1/metrics/summary' },
  { operation: 'get /api/v1/dashboard/summary' },
  { operation: 'get /api/v1/systems' },
  { operation: 'get /api/v1/systems', path: '/api/v1/systems?status=well', status: 422 },
  { operation: 'get /api/v1/systems/{id}', path: '/api/v1/systems/nas' },
  { operation: 'get /api/v1/systems/{id}', path: '/api/v1/systems/nobody', status: 404 },
  { operation: 'get /api/v1/systems/{id}/metrics', path: '/api/v1/systems/nas/metrics' },
  { operation: 'get /api/v1/systems/{id}/metrics', path: '/api/v1/systems/nas/metrics?resolution=15m' },
  { operation: 'get /api/v1/systems/{id}/alerts', path: '/api/v1/systems/nas/alerts' },
  { operation: 'get /api/v1/alerts' },
  { operation: 'get /api/v1/alerts', path: '/api/v1/alerts?severity=loud', status: 422 },
  { operation: 'get /api/v1/alerts/{alert_id}', path: '/api/v1/alerts/nobody', status: 404 },
  { operation: 'get /api/v1/channels' },
  { operation: 'get /api/v1/channels/types' },
  {
    operation: 'post /api/v1/channels',
    request: {
      json: {
        type: 'discord',
        name: 'Team',
        config: { webhook_url: 'https://discord.com/api/webhooks/1/x' },
      },
    },
    status: 201,
  },
  { operation: 'post /api/v1/channels', request: { json: { type: 'pager' } }, status: 422 },
  { operation: 'post /api/v1/rules', request: { json: RULE }, status: 201 },
  { operation: 'post /api/v1/rules', request: { json: { ...RULE, consecutive: 0 } }, status: 422 },
  { operation: 'post /api/v1/rules/preview', request: { json: RULE } },
  { operation: 'get /api/v1/rules' },
  { operation: 'get /api/v1/rules/{rule_id}', path: '/api/v1/rules/pool-health' },
  { operation: 'get /api/v1/rules/{rule_id}', path: '/api/v1/rules/nothing', status: 404 },
  {
    operation: 'put /api/v1/rules/{rule_id}',
    path: '/api/v1/rules/agent-offline',
    request: { method: 'PUT', json: { critical_severity: 'high' } },
  },
  {
    operation: 'delete /api/v1/rules/{rule_id}',
    path: '/api/v1/rules/disk',
    request: { method: 'DELETE' },
    status: 409,
  },
  { operation: 'post /api/v1/maintenance-windows', request: { json: WINDOW }, status: 201 },
  {
    operation: 'post /api/v1/maintenance-windows',
    request: { json: { ...WINDOW, zone: 'Europe/Nowhere' } },
    status: 422,
  },
  { operation: 'get /api/v1/maintenance-windows' },
  { operation: 'post /api/v1/silences', request: { json: SILENCE }, status: 201 },
  { operation: 'post /api/v1/silences', request: { json: { ...SILENCE, scope: {} } }, status: 422 },
  { operation: 'get /api/v1/silences' },
  {
    operation: 'put /api/v1/servers/{server_id}/learning',
    path: '/api/v1/servers/nas/learning',
    request: { method: 'PUT', json: { until: '2026-01-01T00:00:00Z' } },
    status: 422,
  },
  {
    operation: 'put /api/v1/clients/{client_id}/learning',
    path: '/api/v1/clients/nobody/learning',
    request: { method: 'PUT', json: { until: null } },
    status: 404,
  },
  { operation: 'get /api/v1/status-pages' },
  { operation: 'get /api/v1/status-pages/{page_id}' },
  { operation: 'get /api/v1/status-pages/{page_id}', path: `${PAGES}/nobody`, status: 404 },
  { operation: 'get /api/v1/status-pages/{page_id}/export', status: 503 },
  { operation: 'get /api/v1/status-pages/{page_id}/proposals' },
  { operation: 'get /api/v1/status-pages/{page_id}/incidents' },
  { operation: 'get /api/v1/status-pages/{page_id}/incidents/{incident_id}' },
  { operation: 'get /api/v1/status-pages/{page_id}/maintenances' },
  {
    operation: 'post /api/v1/status-pages/{page_id}/incidents/{incident_id}/updates',
    request: { json: updateOf('resolved', 'over') },
    status: 201,
  },
  { operation: 'get /api/v1/deliveries' },
  { operation: 'get /api/v1/deliveries', path: '/api/v1/deliveries?limit=0', status: 422 },
  { operation: 'get /api/v1/watchdog' },
  { operation: 'post /api/v1/watchdog/test', request: { method: 'POST' }, status: 409 },
  {
    operation: 'put /api/v1/watchdog',
    request: { method: 'PUT', json: { url: 'https://hc-ping.com/1' } },
  },
  { operation: 'get /api/v1/keys' },
  { operation: 'get /api/v1/keys', request: { key: null }, status: 401 },
  { operation: 'get /api/v1/devices', status: 403 },
  { operation: 'get /api/v1/people' },
  { operation: 'get /api/v1/people', path: '/api/v1/people?limit=0', status: 422 },
  { operation: 'get /api/v1/invitations' },
  { operation: 'get /api/v1/enrolments' },
  { operation: 'get /api/v1/config' },
  { operation: 'get /api/v1/config/thresholds' },
  {
    operation: 'put /api/v1/config',
    request: { method: 'PUT', json: { general: { hub_name: 'Attic' } } },
  },
  {
    operation: 'put /api/v1/config/thresholds',
    request: { method: 'PUT', json: { disk_warning_percent: 99 } },
    status: 422,
  },
  { operation: 'get /api/v1/audit' },
  { operation: 'get /api/v1/audit', path: '/api/v1/audit?limit=1&from=2026-01-01T00:00:00Z' },
  { operation: 'get /api/v1/audit', path: '/api/v1/audit?from=yesterday', status: 422 },
  { operation: 'post /api/v1/servers', request: { json: { server_id: 'made' } }, status: 201 },
  { operation: 'post /api/v1/servers', request: { json: { server_id: 'nas' } }, status: 409 },
  {
    operation: 'put /api/v1/servers/{server_id}',
    path: '/api/v1/servers/made',
    request: { method: 'PUT', json: { location: null } },
  },
  {
    operation: 'put /api/v1/servers/{server_id}/services',
    path: '/api/v1/servers/made/services',
    request: { method: 'PUT', json: { services: [{ name: 'a' }] } },
  },
  {
    operation: 'post /api/v1/servers/{server_id}/enrolment',
    path: '/api/v1/servers/made/enrolment',
    request: { method: 'POST' },
    status: 201,
  },
  { operation: 'post /api/v1/keys', request: { json: { name: 'k', scopes: ['read'] } }, status: 201 },
  { operation: 'post /api/v1/agents/heartbeat', request: { json: heartbeat('made') } },
  { operation: 'post /api/v1/agents/heartbeats', request: { json: { heartbeats: [heartbeat('made')] } } },
];
/** Answers text of formats of its own, which other tests read. */
const TEXT = ['get /metrics'];
const ASKED_BY_PEOPLE = ['/api/v1/devices', '/api/v1/devices/key'];

describe('what the hub answers is what the document says', () => {
  it.each(ASKED)(
    '$operation at $path: $status',
    async ({ operation, path = operation.split(' ')[1] ?? '', request, status = 200 }) => {
      const answered = await hub.request(toldPath(path), request);
      expect(answered.status).toBe(status);
      expect(answered.headers.get('content-type')).toMatch(/^application\/json/);
      const checked = schemaOf(operation, status).safeParse(await answered.json());
      expect(checked.error?.issues ?? []).toEqual([]);
    },
  );

  it.each(ASKED_BY_PEOPLE)('get %s, which a person asks', async (path) => {
    const answered = await person(path);
    expect(answered.status).toBe(200);
    expect(schemaOf(`get ${path}`, 200).safeParse(await answered.json()).error?.issues ?? []).toEqual([]);
  });

  it('leaves out no GET', () => {
    const tried = [
      ...TEXT,
      ...ASKED.map(({ operation }) => operation),
      ...ASKED_BY_PEOPLE.map((path) => `get ${path}`),
    ];
    const gets = operations().filter(({ method }) => method === 'get');
    expect(gets.map(({ name }) => name).filter((name) => !tried.includes(name))).toEqual([]);
  });

  it('would notice an answer that the document does not have', () => {
    const schema = schemaOf('get /version', 200);
    expect(schema.safeParse({ name: 'porchlight', version: '1', node: '24' }).success).toBe(true);
    expect(schema.safeParse({ name: 'porchlight', version: '1' }).success).toBe(false);
    expect(schema.safeParse({ name: 'porchlight', version: '1', node: '24', secret: 1 }).success).toBe(false);
  });
});

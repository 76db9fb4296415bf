import { cpSync } from 'node:fs';
import { statement } from '../../db/open.ts';
import { clients } from '../../db/tables/fleet.ts';
import type { Role } from '../../src/collector/context.ts';
import { newId } from '../../src/collector/id.ts';
import { openOutbound } from '../../src/collector/outbound.ts';
import { heartbeat, type TestHub, type TestRequest, temporaryFolder, testHub } from '../factories.ts';
import { type ApiDocument, operationsOf } from '../openapi.ts';
import { addPerson, cookieOf, OWN_PAGE } from '../people.ts';
import { testBrowser } from '../push-receiver.ts';
import { incidentOf, pageOf, workOf } from '../status-page.ts';
import { rowsOf, rowsWithout } from './rows.ts';
import type { Known } from './values.ts';

/** Stands in every name that belongs to Home; nobody of another client may read it. */
export const MARK = 'homemark';
const NAS = `${MARK}-nas`;
const FOREIGN = newId(Date.now());
/** Every address is refused by a socket at once. */
const NETWORK = { allows: () => true, timeoutMs: 200 };
/** No channel reaches anything, whatever address it is given. */
const OUTBOUND = openOutbound({ ...NETWORK, allows: () => false });
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

export interface Asker {
  name: string;
  /** How a request says who asks. */
  signs: TestRequest;
  /** `own`: rows that mention one of `ids`. */
  mayChange: 'nothing' | 'own' | 'all';
  ids: string[];
  isForeign: boolean;
  isKnown: boolean;
}

/** It does nothing by the clock: what changes is what the question changed. */
const openIn = (folder: ReturnType<typeof temporaryFolder>) =>
  testHub(folder, NETWORK, 'error', Date.now(), { outbound: OUTBOUND });

const keep = (path: string) => ({ path, remove: () => undefined });

/** A hub in which clients exist. */
async function hubWithClients(path: string): Promise<TestHub> {
  const first = await openIn(keep(path));
  const { write, writer } = first.hub.database;
  const row = { id: FOREIGN, name: 'Abroad', isHome: false, createdAt: Date.now() };
  await write([statement(writer.insert(clients).values(row))]);
  await first.close();
  return openIn(keep(path));
}

async function signIn(hub: TestHub, name: string, clientId: string, role: Role) {
  const json = await addPerson(hub, name, { [clientId]: role });
  const request = { key: null, json, headers: OWN_PAGE, peer: `192.0.2.${name.length}` };
  const answered = await hub.request('/api/auth/sign-in/email', request);
  const { user } = await answered.json();
  const signs: TestRequest = { key: null, headers: { ...OWN_PAGE, Cookie: cookieOf(answered) } };
  return { id: String(user.id), signs };
}

/** Sends what must succeed. */
async function send(hub: TestHub, path: string, signs: TestRequest, json: unknown) {
  const answered = await hub.request(path, { ...signs, json });
  if (!answered.ok) throw new Error(`${path}: ${await answered.text()}`);
  return answered.json();
}

const device = (name: string) => ({
  name,
  endpoint: `https://127.0.0.1:9/${name}`,
  keys: testBrowser().keys,
});

/** A report that says something in every field that has a name. */
function fullReport(serverId: string, mark: string) {
  return heartbeat(serverId, Date.now() - 60_000, {
    host: { hostname: `${mark}-host`, ip_addresses: ['192.168.1.5'], agent_version: '0.1.0', cpu_cores: 4 },
    mounts: [
      {
        mount_point: `/${mark}`,
        device: `${mark}1`,
        filesystem: 'ext4',
        used_gb: 1,
        total_gb: 2,
        percent: 50,
      },
    ],
    services: [{ name: `${mark}-smbd`, status: 'failed', pid: null, memory_mb: 1, cpu_percent: 1 }],
    sensors: [{ name: `${mark}-cpu`, temperature_celsius: 40 }],
    disks: [{ name: `${mark}-sda`, read_bytes: 1, write_bytes: 1 }],
    interfaces: [{ name: `${mark}-eth0`, up: true, rx_bytes: 1, tx_bytes: 1 }],
    containers: [{ name: `${mark}-plex`, image: `${mark}:1`, state: 'exited' }],
    unknown: [{ probe: 'disks', reason: `${mark} has no permission` }],
  });
}

/** A system that a workflow watches, with a trouble of each kind. */
const fullPush = (mark: string) => ({
  system: { id: `${mark}-pushed`, name: `${mark} pushed`, hostname: `${mark}-host` },
  metrics: [
    { metric_type: 'pool', metric_name: `${mark}_used`, value: 5200, metadata: { status: 'DEGRADED' } },
    { metric_type: 'disk', metric_name: `${mark}_smart_status`, value: 'FAIL' },
    { metric_type: 'replication', metric_name: `${mark}_status`, value: 'FAILED' },
  ],
  alerts: [{ severity: 'critical', message: `${mark} pool is degraded` }],
});

const CHANNELS = [
  { type: 'slack', config: { webhook_url: 'https://127.0.0.1:9/hook' } },
  { type: 'gotify', config: { server_url: 'https://127.0.0.1:9', token: 'secret' } },
];

/** Times that go together, of work that is still to come. */
const WORK = { components: [], starts_at: '2100-05-02T18:00:00Z', ends_at: '2100-05-02T19:00:00Z' };

const rule = (name: string, scope: object = {}) => ({
  name,
  watch: {
    type: 'metric',
    metric: 'cpu_percent',
    comparison: 'above',
    warning: 90,
    critical: null,
    clear: null,
  },
  warning_severity: 'low',
  critical_severity: 'low',
  for_seconds: 600,
  consecutive: 1,
  scope: { tag: null, server_id: null, subject: null, ...scope },
  is_enabled: true,
});

/** What a client has said of alerts. The push has made the alerts themselves. */
async function furnishAlerts(hub: TestHub, owner: TestRequest, client_id: string, mark: string) {
  const config = { server_url: 'https://127.0.0.1:9', topic: `${mark}-topic` };
  await send(hub, '/api/v1/channels', owner, { type: 'ntfy', name: `${mark} ntfy`, client_id, config });
  await send(hub, '/api/v1/rules', owner, { ...rule(`${mark} rule`), client_id });
  await send(hub, '/api/v1/maintenance-windows', owner, {
    client_id,
    name: `${mark} backups`,
    zone: 'Europe/London',
    timetable: { type: 'weekly', days: [1], starts: '02:00', ends: '03:00' },
    scope: { server_id: `${mark}-unseen`, tag: null },
  });
  await send(hub, '/api/v1/silences', owner, {
    client_id,
    note: `${mark} knows`,
    until: null,
    scope: { server_id: `${mark}-unseen`, rule_id: null, subject: null },
  });
}

/** A public page with an incident and planned work. */
async function furnishStatus(hub: TestHub, owner: TestRequest, client_id: string, mark: string) {
  const page = { ...pageOf(`${mark}-page`, `${mark}-nas`, `${mark} page`), client_id };
  const { page_id } = await send(hub, '/api/v1/status-pages', owner, page);
  const path = `/api/v1/status-pages/${page_id}`;
  await send(hub, `${path}/incidents`, owner, incidentOf({ title: `${mark} incident` }));
  await send(hub, `${path}/maintenances`, owner, workOf({ title: `${mark} disk` }));
}

/** One of everything that has a name, made by the client's own owner. */
async function furnish(hub: TestHub, owner: TestRequest, clientId: string, mark: string) {
  await send(hub, '/api/v1/servers', owner, {
    server_id: `${mark}-nas`,
    display_name: `${mark} NAS`,
    location: `${mark} loft`,
    tags: [`${mark}-tag`],
    expected_services: [{ name: `${mark}-smbd` }],
    client_id: clientId,
  });
  await send(hub, '/api/v1/servers', owner, { server_id: `${mark}-unseen`, client_id: clientId });
  await send(hub, '/api/v1/devices', owner, device(`${mark}-phone`));
  await send(hub, `/api/v1/servers/${mark}-unseen/enrolment`, owner, {});
  await send(hub, '/api/v1/invitations', owner, {
    name: `${mark} guest`,
    client_id: clientId,
    role: 'viewer',
  });
  const key = await send(hub, '/api/v1/keys', owner, {
    name: `${mark} admin`,
    scopes: ['admin'],
    client_id: clientId,
  });
  const admin: TestRequest = { key: key.key };
  await furnishAlerts(hub, owner, clientId, mark);
  await furnishStatus(hub, owner, clientId, mark);
  await send(hub, '/api/v1/agents/heartbeat', admin, fullReport(`${mark}-nas`, mark));
  await send(hub, '/webhook/metrics', admin, fullPush(mark));
  return admin;
}

async function keyOf(hub: TestHub, scopes: string[], bound: object = {}): Promise<TestRequest> {
  const made = await send(hub, '/api/v1/keys', {}, { name: `${MARK} ${scopes.join()}`, scopes, ...bound });
  return { key: made.key };
}

/** Ids that lists tell, by the name of their property. */
async function knownIds(
  hub: TestHub,
  document: ApiDocument,
  askers: TestRequest[],
): Promise<Known['values']> {
  const operations = operationsOf(document);
  const names = new Set(operations.flatMap(({ path }) => [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1])));
  names.add('client_id');
  const known: Record<string, Set<string>> = {};
  const harvest = (value: unknown, name?: string): void => {
    if (typeof value === 'string' && name !== undefined && names.has(name)) {
      known[name] = (known[name] ?? new Set()).add(value);
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) harvest(inner, key);
  };
  const paths = operations.flatMap(({ path, method }) => {
    return method === 'get' && !path.includes('{') ? [path] : [];
  });
  const { rows } = await hub.hub.database.read.$client.execute(
    "SELECT id FROM status_pages WHERE slug <> ''",
  );
  const lists = rows.flatMap(({ id }) =>
    ['incidents', 'maintenances'].map((list) => `/api/v1/status-pages/${id}/${list}`),
  );
  for (const path of [...paths, ...lists]) {
    for (const signs of askers) {
      const answered = await hub.request(path, signs);
      const isJson = answered.headers.get('content-type')?.startsWith('application/json');
      if (isJson) harvest(await answered.json());
    }
  }
  return Object.fromEntries(Object.entries(known).map(([name, ids]) => [name, [...ids]]));
}

/**
 * A hub with two clients, in which everything exists once, and everybody who could ask. Each asker gets a copy, so
 * that what one does (removing all servers, say) leaves the others' alone.
 */
export async function plant() {
  const folder = temporaryFolder();
  const hub = await hubWithClients(folder.path);
  const home = hub.fleet.homeClientId;
  const document: ApiDocument = await (await hub.request('/api/openapi.json', { key: null })).json();
  const person = (name: string, role: Role) => signIn(hub, `${MARK}-${name}`, home, role);
  const owner = await person('olivia', 'owner');
  const operator = await person('oscar', 'operator');
  const viewer = await person('val', 'viewer');
  const stranger = await signIn(hub, 'Abroad', FOREIGN, 'owner');
  await furnish(hub, owner.signs, home, MARK);
  const abroad = await furnish(hub, stranger.signs, FOREIGN, 'abroad');
  await send(hub, '/api/v1/devices', viewer.signs, device(`${MARK}-tablet`));
  await send(hub, '/api/v1/rules', owner.signs, rule(`${MARK} hub rule`, { server_id: NAS }));
  const watchdog = { ...owner.signs, method: 'PUT' };
  await send(hub, '/api/v1/watchdog', watchdog, { url: 'https://127.0.0.1:9/watchdog' });
  const agent = { client_id: home, server_id: NAS };

  const nobody: Omit<Asker, 'name' | 'signs'> = {
    mayChange: 'nothing',
    ids: [],
    isForeign: false,
    isKnown: true,
  };
  const member = { ...nobody, mayChange: 'all' as const };
  const foreignIds = [FOREIGN, stranger.id];
  const foreign = { ...nobody, mayChange: 'own' as const, ids: foreignIds, isForeign: true };
  const askers: Asker[] = [
    { ...nobody, name: 'nobody', signs: { key: null }, isForeign: true, isKnown: false },
    {
      ...nobody,
      name: 'a wrong key',
      signs: { key: `pl_${'x'.repeat(40)}` },
      isForeign: true,
      isKnown: false,
    },
    { ...nobody, name: 'a viewer', signs: viewer.signs, mayChange: 'own', ids: [viewer.id] },
    { ...member, name: 'an operator', signs: operator.signs },
    { ...member, name: 'the owner of Home', signs: owner.signs },
    { ...foreign, name: 'the owner of another client', signs: stranger.signs },
    { ...foreign, name: 'an admin key of another client', signs: abroad },
    { ...member, name: 'an admin key', signs: {} },
    { ...nobody, name: 'a read key', signs: await keyOf(hub, ['read']) },
    { ...member, name: 'an ingest key', signs: await keyOf(hub, ['ingest']) },
    {
      ...nobody,
      name: 'the key of one agent',
      signs: await keyOf(hub, ['agent:report'], agent),
      mayChange: 'own',
      ids: [NAS],
    },
  ];
  const values = {
    ...(await knownIds(hub, document, [owner.signs, stranger.signs])),
    endpoint: ['https://127.0.0.1:9/generated', 'https://127.0.0.1:9/other', 'javascript:alert(1)'],
    p256dh: [testBrowser().keys.p256dh],
    auth: [testBrowser().keys.auth],
    zone: ['Europe/London', 'Pacific/Chatham'],
  };
  const known: Known = { values, together: [...CHANNELS, WORK] };
  const homeRows = rowsWithout(await rowsOf(hub.hub.database), foreignIds);
  const homeIds = new Set(homeRows.flatMap((row) => row.match(UUID) ?? []));
  await hub.close();
  const open = () => {
    const own = temporaryFolder();
    cpSync(folder.path, own.path, { recursive: true });
    return openIn(own);
  };
  return { document, askers, known, homeIds, open, remove: folder.remove };
}

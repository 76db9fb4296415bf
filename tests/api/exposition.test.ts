import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heartbeat, type TestHub } from '../factories.ts';
import { readOpenMetrics } from '../openmetrics.ts';
import { signedIn } from '../people.ts';
import { ensurePromtool, promtoolComplaints } from '../promtool.ts';
import { reportStates } from '../report-states.ts';
import { hubOfTwoClients } from '../two-clients.ts';

const MINUTE = 60_000;
const OPEN_METRICS = { Accept: 'application/openmetrics-text; version=1.0.0' };
const ODD = 'a "b" \\ c';
let hub: TestHub;
let smithKey: string;
let homeKey: string;
let agentKey: string;

/** "nas" of Home with everything an agent tells, "acme" of Smith with a pool, "silent" offline, "idle" never seen. */
beforeAll(async () => {
  ensurePromtool();
  const made = await hubOfTwoClients();
  hub = made.hub;
  smithKey = await made.keyFor(made.smith, ['read']);
  homeKey = await made.keyFor(made.home, ['read']);
  agentKey = await made.keyFor(made.home, ['agent:report']);
  const now = Date.now();
  await hub.request('/api/v1/agents/heartbeat', { json: heartbeat('silent', now) });
  await hub.fleet.markOffline(0, now + 10 * MINUTE);
  await hub.request('/api/v1/servers', {
    json: { server_id: 'nas', expected_services: [{ name: 'smbd' }] },
  });
  await hub.request('/api/v1/servers', { json: { server_id: 'idle' } });
  const told = {
    host: { hostname: 'nas', ip_addresses: ['192.168.1.5'], agent_version: '0.1.0', cpu_cores: 4 },
    mounts: [
      { mount_point: ODD, device: '/dev/sda1', filesystem: 'ext4', used_gb: 1, total_gb: 2, percent: 50 },
    ],
    sensors: [{ name: 'cpu', temperature_celsius: 40 }],
    disks: [{ name: 'sda', read_bytes: 5, write_bytes: 6 }],
    interfaces: [{ name: 'eth0', up: true, rx_bytes: 7, tx_bytes: 8 }],
    containers: [{ name: 'plex', image: 'plex:1', state: 'running', cpu_percent: 150, memory_mb: 300 }],
  };
  await hub.request('/api/v1/agents/heartbeat', { json: heartbeat('nas', now, told) });
  await reportStates(hub, {
    serverId: 'acme',
    clientId: made.smith,
    at: now,
    values: { 'pool_percent:tank': 65, 'pool_used_gb:tank': 5200.5, 'reported_value:fan 1': 900 },
    states: [
      { kind: 'pool', subject: 'tank', state: 'degraded' },
      { kind: 'disk', subject: 'ada0', state: 'something new' },
    ],
    units: { 'fan 1': 'rpm' },
  });
});
afterAll(() => hub.close());

const text = async (headers = {}, key?: string) =>
  (await hub.request('/metrics', { headers, ...(key && { key }) })).text();
const read = async (key?: string) => readOpenMetrics(await text(OPEN_METRICS, key));

describe('what Prometheus reads', () => {
  it('is text of version 0.0.4 that promtool has nothing against', async () => {
    const answered = await hub.request('/metrics');
    expect(answered.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answered.headers.get('vary')).toContain('Accept');
    expect(promtoolComplaints(await answered.text())).toBe('');
  });

  it('would be found wrong by promtool, were it', () => {
    expect(promtoolComplaints('# TYPE a_percent counter\na_percent 1\n')).not.toBe('');
  });

  it('is OpenMetrics for those who name it, with the same samples', async () => {
    const answered = await hub.request('/metrics', { headers: OPEN_METRICS });
    expect(answered.headers.get('content-type')).toBe(
      'application/openmetrics-text; version=1.0.0; charset=utf-8',
    );
    const names = [...readOpenMetrics(await answered.text()).values()].flatMap((one) =>
      one.samples.map(({ name }) => name),
    );
    const older = (await text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(names).toEqual(older.map((line) => line.split(/[ {]/, 1)[0]));
  });
});

const NAS = { server: 'nas', client: 'Home' };
const ACME = { server: 'acme', client: 'Smith' };

describe('the values', () => {
  it.each([
    ['porchlight_server_up', NAS, 1],
    ['porchlight_server_up', { server: 'silent', client: 'Home' }, 0],
    ['porchlight_server_level', { server: 'silent', client: 'Home', level: 'critical' }, 1],
    ['porchlight_server_level', { server: 'idle', client: 'Home', level: 'unknown' }, 1],
    ['porchlight_cpu_usage_ratio', NAS, 0.125],
    ['porchlight_memory_used_bytes', NAS, 7.2e9],
    ['porchlight_network_receive_bytes', NAS, 1_000_000],
    ['porchlight_filesystem_usage_ratio', { ...NAS, mount: ODD }, 0.5],
    ['porchlight_service_state', { ...NAS, service: 'smbd', state: 'running' }, 1],
    ['porchlight_container_cpu_usage_ratio', { ...NAS, container: 'plex' }, 1.5],
    ['porchlight_container_state', { ...NAS, container: 'plex', state: 'running' }, 1],
    ['porchlight_interface_transmit_bytes', { ...NAS, interface: 'eth0' }, 8],
    ['porchlight_open_alerts', { ...NAS, severity: 'critical' }, 0],
    ['porchlight_pool_state', { ...ACME, pool: 'tank', state: 'degraded' }, 1],
    ['porchlight_pool_used_bytes', { ...ACME, pool: 'tank' }, 5_200_500_000_000],
    ['porchlight_disk_smart_state', { ...ACME, disk: 'ada0', state: 'unknown' }, 1],
    ['porchlight_reported_value', { ...ACME, name: 'fan 1', unit: 'rpm' }, 900],
  ])('tell %s of %o', async (family, labels, value) => {
    const samples = (await read()).get(family)?.samples ?? [];
    expect(samples.map((sample) => ({ labels: sample.labels, value: sample.value }))).toContainEqual({
      labels,
      value,
    });
  });

  it('say what a server is', async () => {
    const samples = (await read()).get('porchlight_server')?.samples ?? [];
    expect(samples.find(({ labels }) => labels.server === 'nas')?.labels).toEqual({
      ...NAS,
      name: 'nas',
      hostname: 'nas',
      os: 'Debian 12',
      agent_version: '0.1.0',
      reported_by: 'agent',
    });
  });

  it('never pass off as present what a silent server said last, nor anything of one never seen', async () => {
    const families = await read();
    const of = (id: string) =>
      [...families].flatMap(([name, { samples }]) =>
        samples.some(({ labels }) => labels.server === id) ? [name] : [],
      );
    expect(of('silent')).toEqual([
      'porchlight_open_alerts',
      'porchlight_server',
      'porchlight_server_last_seen_timestamp_seconds',
      'porchlight_server_level',
      'porchlight_server_up',
    ]);
    expect(of('idle')).toEqual(['porchlight_open_alerts', 'porchlight_server', 'porchlight_server_level']);
  });

  it('have units in which the names end', async () => {
    const families = await read();
    expect(families.get('porchlight_memory_used_bytes')?.unit).toBe('bytes');
    expect(families.get('porchlight_network_receive_bytes')).toMatchObject({
      type: 'counter',
      unit: 'bytes',
    });
  });

  it('tell how the hub itself is', async () => {
    const families = await read();
    const value = (name: string) => families.get(name)?.samples[0]?.value ?? Number.NaN;
    expect(families.get('porchlight_build')?.samples[0]?.labels).toMatchObject({ version: 'test' });
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(1e7);
    expect(value('process_cpu_seconds')).toBeGreaterThan(0);
    expect(value('process_start_time_seconds') * 1000).toBeLessThanOrEqual(Date.now());
    expect(value('porchlight_heartbeats_received')).toBe(2);
    expect(value('porchlight_reports_waiting')).toBe(3);
    expect(value('porchlight_metric_stored_bytes')).toBeGreaterThan(100);
  });

  it('tell no state of a container that was removed, nor of a service that nobody expects', async () => {
    const containers = ['kept', 'removed'].map((name) => ({ name, image: 'x:1', state: 'running' as const }));
    const report = (at: number, told: typeof containers) =>
      hub.request('/api/v1/agents/heartbeat', { json: heartbeat('moved', at, { containers: told }) });
    await report(Date.now() - 1000, containers);
    await report(Date.now(), containers.slice(0, 1));
    const families = await read();
    const of = (name: string) =>
      (families.get(name)?.samples ?? []).filter(({ labels }) => labels.server === 'moved');
    expect(of('porchlight_container_state').map(({ labels }) => labels.container)).toEqual(['kept']);
    expect(of('porchlight_service_state')).toEqual([]);
    await hub.request('/api/v1/servers/moved', { method: 'DELETE' });
  });
});

describe('who may read them', () => {
  const serversFor = async (key: string) =>
    new Set(
      [...(await read(key)).values()].flatMap(({ samples }) => samples.map(({ labels }) => labels.server)),
    );

  it("is a tenant for the tenant's own servers, and not the hub", async () => {
    expect(await serversFor(smithKey)).toEqual(new Set(['acme']));
    expect(await serversFor(homeKey)).toEqual(new Set(['nas', 'silent', 'idle']));
    expect(await text({}, smithKey)).not.toContain('process_');
  });

  it('is a person with a role', async () => {
    const viewer = await signedIn(hub, 'Vera', { [hub.fleet.homeClientId]: 'viewer' });
    const answered = await viewer('/metrics');
    expect(answered.status).toBe(200);
    expect(await answered.text()).not.toContain('acme');
  });

  it.each([
    { who: 'nobody', request: { key: null }, status: 401 },
    { who: 'an unknown key', request: { key: 'pl_unknown' }, status: 401 },
  ])('is not $who', async ({ request, status }) => {
    expect((await hub.request('/metrics', request)).status).toBe(status);
  });

  it('is not an agent', async () => {
    expect((await hub.request('/metrics', { key: agentKey })).status).toBe(403);
  });

  it('is whoever sends a key as a bearer, as Prometheus does', async () => {
    const headers = { Authorization: `Bearer ${homeKey}` };
    expect((await hub.request('/metrics', { key: null, headers })).status).toBe(200);
  });
});

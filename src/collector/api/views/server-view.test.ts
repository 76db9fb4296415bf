import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heartbeat, type TestHub, testHub } from '../../../../tests/factories.ts';
import { takePush } from '../../../../tests/pushed-report.ts';

const NOON = Date.parse('2026-11-24T12:00:00Z');
let hub: TestHub;

beforeAll(async () => {
  hub = await testHub();
  await takePush(hub, {
    serverId: 'nas',
    values: {
      disk_percent: 85,
      'pool_percent:tank': 85,
      'pool_used_gb:tank': 850,
      'pool_total_gb:tank': 1000,
      'disk_temperature_celsius:ada0': 46,
      'replication_last_run_seconds:nightly': NOON / 1000,
      'reported_value:ups_load': 23.4,
      'reported_value:note': null,
    },
    states: [
      { kind: 'pool', subject: 'tank', state: 'degraded' },
      { kind: 'disk', subject: 'ada0', state: 'pass' },
      { kind: 'replication', subject: 'nightly', state: 'success' },
    ],
    units: { ups_load: '%' },
  });
  await hub.request('/api/v1/agents/heartbeat', { json: heartbeat('media') });
});
afterAll(() => hub.close());

const server = async (id: string) => (await hub.request(`/api/v1/servers/${id}`)).json();

describe('a system that a workflow pushes for', () => {
  it('shows what it holds, and of that what needs a look', async () => {
    expect(await server('nas')).toMatchObject({
      reported_by: 'webhook',
      level: 'high',
      reasons: ['Pool tank is degraded', 'Pool tank is 85 % full', 'Disk ada0 is 46 °C'],
      pools: [{ name: 'tank', state: 'degraded', percent: 85, used_gb: 850, total_gb: 1000, level: 'high' }],
      disks: [{ name: 'ada0', smart_status: 'pass', temperature_celsius: 46, level: 'medium' }],
      replications: [{ name: 'nightly', state: 'success', last_run: '2026-11-24T12:00:00.000Z' }],
      reported_alerts: [],
    });
  });

  it('shows other readings with the unit they came with', async () => {
    expect((await server('nas')).readings).toEqual([
      { name: 'ups_load', value: 23.4, unit: '%' },
      { name: 'note', value: null, unit: '' },
    ]);
  });

  it('has no colour for what it does not report', async () => {
    const { meter_levels } = await server('nas');
    expect(meter_levels).toEqual({ cpu: 'unknown', memory: 'unknown', disk: 'high' });
  });
});

describe('a server whose agent tells much', () => {
  const containers = (bytes: number) => [
    {
      name: 'plex',
      image: 'plex:1',
      state: 'running',
      health: 'unhealthy',
      network_rx_bytes: bytes,
      network_tx_bytes: 2 * bytes,
      restarts: 3,
    },
  ];
  const report = (at: number, bytes: number) =>
    hub.request('/api/v1/agents/heartbeat', {
      json: heartbeat('docker', at, {
        containers: containers(bytes),
        security_updates: 2,
        reboot_required: true,
        disks: [
          { name: 'sda', model: 'WDC', serial_number: 'WX1', smart_status: 'fail', pending_sectors: 4 },
        ],
      }),
    });

  it('shows its containers, updates and disks, and what of that needs a look', async () => {
    const now = Date.now();
    await report(now - 60_000, 0);
    await report(now, 60_000);
    expect(await server('docker')).toMatchObject({
      level: 'critical',
      reasons: [
        'Disk sda fails its self-test (SMART)',
        'Disk sda has 4 sectors waiting to be reallocated',
        'Container plex fails its own health check',
        '2 security updates wait',
        'A restart is required to finish updates',
      ],
      agent_is_old: false,
      reboot_required: true,
      disks: [{ name: 'sda', model: 'WDC', serial_number: 'WX1', smart_status: 'fail', pending_sectors: 4 }],
      containers: [{ state: 'unhealthy', rx_bytes_per_second: 1000, tx_bytes_per_second: 2000, restarts: 3 }],
    });
  });

  it('forgets the trouble of a container that is gone', async () => {
    const json = heartbeat('docker', Date.now() + 1000, { containers: [] });
    await hub.request('/api/v1/agents/heartbeat', { json });
    expect((await server('docker')).reasons).toEqual([]);
  });
});

describe('a server with an agent', () => {
  it('has meters in their colours and nothing of what workflows push', async () => {
    expect(await server('media')).toMatchObject({
      reported_by: 'agent',
      meter_levels: { cpu: 'ok', memory: 'ok', disk: 'ok' },
      pools: [],
      disks: [],
      replications: [],
      reboot_required: null,
      readings: [],
      reported_alerts: [],
    });
  });

  it('has the same colours on the fleet page', async () => {
    const { servers } = await (await hub.request('/api/v1/fleet')).json();
    const colours = servers.map(({ server_id, meter_levels }: Record<string, unknown>) => [
      server_id,
      meter_levels,
    ]);
    expect(Object.fromEntries(colours)).toMatchObject({
      media: { cpu: 'ok', memory: 'ok', disk: 'ok' },
      nas: { cpu: 'unknown', memory: 'unknown', disk: 'high' },
    });
  });
});

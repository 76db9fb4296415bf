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

describe('a server with an agent', () => {
  it('has meters in their colours and nothing of what workflows push', async () => {
    expect(await server('media')).toMatchObject({
      reported_by: 'agent',
      meter_levels: { cpu: 'ok', memory: 'ok', disk: 'ok' },
      pools: [],
      disks: [],
      replications: [],
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
    expect(Object.fromEntries(colours)).toEqual({
      media: { cpu: 'ok', memory: 'ok', disk: 'ok' },
      nas: { cpu: 'unknown', memory: 'unknown', disk: 'high' },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { heartbeat } from '../../../tests/factories.ts';
import { backlogSchema, enrolSchema, heartbeatSchema } from './schema.ts';

const AT = Date.parse('2026-03-01T12:00:00Z');
/** Path of the first thing that is wrong; null when nothing is. */
const wrong = (changes: object) => {
  const checked = heartbeatSchema.safeParse({ ...heartbeat('nas', AT), ...changes });
  return checked.error?.issues[0]?.path.join('.') ?? null;
};
const many = <T>(count: number, of: (index: number) => T) => Array.from({ length: count }, (_, i) => of(i));
const mount = {
  mount_point: '/',
  device: '/dev/sda1',
  filesystem: 'ext4',
  used_gb: 1,
  total_gb: 2,
  percent: 50,
};
const nic = { name: 'eth0', up: true, rx_bytes: 1, tx_bytes: 2 };

describe('a heartbeat', () => {
  it.each<{ what: string; changes: object }>([
    { what: 'as the requirement shows it', changes: {} },
    { what: 'without a single metric, when every probe failed', changes: { metrics: {} } },
    {
      what: 'with metrics that are unknown',
      changes: { metrics: { cpu_percent: null, uptime_seconds: null } },
    },
    { what: 'with an offset in its time', changes: { timestamp: '2026-03-01T13:00:00+01:00' } },
    { what: 'with fields of a newer agent', changes: { from_the_future: { a: 1 } } },
    { what: 'with a machine without an operating system', changes: { os_info: null } },
    {
      what: 'with as many services as allowed',
      changes: { services: many(100, (i) => ({ name: `s${i}`, status: 'running' })) },
    },
    { what: 'with two mounts of one name', changes: { mounts: [mount, mount] } },
    {
      what: 'with a counter at its highest',
      changes: { interfaces: [{ ...nic, rx_bytes: Number.MAX_SAFE_INTEGER }] },
    },
    { what: 'with a petabyte', changes: { metrics: { disk_total_gb: 1_000_000 } } },
    { what: 'of a machine that is up for ten years', changes: { metrics: { uptime_seconds: 315_360_000 } } },
    {
      what: 'with a disk that says all that disks can',
      changes: {
        disks: [
          {
            name: 'sda',
            kind: 'hdd',
            size_gb: 4000.8,
            smart_status: 'unknown',
            smart_read_at: '2026-03-01T11:40:00Z',
            is_asleep: true,
            power_on_hours: 9000,
            wear_percent: 255,
            spare_percent: null,
            crc_errors: Number.MAX_SAFE_INTEGER,
          },
        ],
      },
    },
    { what: 'without a word on a restart', changes: { reboot_required: null } },
    { what: 'with frost', changes: { sensors: [{ name: 'shed', temperature_celsius: -20 }] } },
  ])('may come $what', ({ changes }) => {
    expect(wrong(changes)).toBeNull();
  });

  it.each<{ path: string; changes: object }>([
    { path: 'server_id', changes: { server_id: 'a/b' } },
    { path: 'timestamp', changes: { timestamp: '2026-03-01 12:00' } },
    { path: 'timestamp', changes: { timestamp: AT } },
    { path: 'timestamp', changes: { timestamp: '2026-02-30T12:00:00Z' } },
    { path: 'metrics', changes: { metrics: [] } },
    { path: 'metrics.cpu_percent', changes: { metrics: { cpu_percent: -0.1 } } },
    { path: 'metrics.memory_percent', changes: { metrics: { memory_percent: 100.01 } } },
    { path: 'metrics.memory_used_gb', changes: { metrics: { memory_used_gb: -1 } } },
    { path: 'metrics.load_1m', changes: { metrics: { load_1m: 1e16 } } },
    { path: 'metrics.network_rx_bytes', changes: { metrics: { network_rx_bytes: 1.5 } } },
    { path: 'metrics.network_tx_bytes', changes: { metrics: { network_tx_bytes: 2 ** 53 } } },
    { path: 'metrics.uptime_seconds', changes: { metrics: { uptime_seconds: 1e12 } } },
    { path: 'metrics.boot_time', changes: { metrics: { boot_time: 'yesterday' } } },
    { path: 'services.0.status', changes: { services: [{ name: 'a', status: 'great' }] } },
    { path: 'services.0.name', changes: { services: [{ name: '', status: 'running' }] } },
    { path: 'services', changes: { services: many(101, (i) => ({ name: `s${i}`, status: 'running' })) } },
    { path: 'mounts.0.percent', changes: { mounts: [{ ...mount, percent: 101 }] } },
    { path: 'mounts.0.used_gb', changes: { mounts: [{ ...mount, used_gb: 1e16 }] } },
    { path: 'mounts', changes: { mounts: many(65, () => mount) } },
    {
      path: 'sensors.0.temperature_celsius',
      changes: { sensors: [{ name: 'cpu', temperature_celsius: 1000 }] },
    },
    { path: 'disks.0.kind', changes: { disks: [{ name: 'sda', kind: 'tape' }] } },
    { path: 'disks.0.smart_status', changes: { disks: [{ name: 'sda', smart_status: 'PASS' }] } },
    { path: 'disks.0.smart_read_at', changes: { disks: [{ name: 'sda', smart_read_at: 'today' }] } },
    { path: 'disks.0.pending_sectors', changes: { disks: [{ name: 'sda', pending_sectors: -1 }] } },
    { path: 'disks.0.spare_percent', changes: { disks: [{ name: 'sda', spare_percent: 101 }] } },
    { path: 'disks', changes: { disks: many(65, (i) => ({ name: `d${i}` })) } },
    { path: 'interfaces.0.up', changes: { interfaces: [{ ...nic, up: 'yes' }] } },
    { path: 'interfaces.0.rx_bytes', changes: { interfaces: [{ ...nic, rx_bytes: -1 }] } },
    { path: 'containers.0.state', changes: { containers: [{ name: 'a', image: '', state: '' }] } },
    {
      path: 'containers',
      changes: { containers: many(201, (i) => ({ name: `c${i}`, image: '', state: 'running' })) },
    },
    {
      path: 'containers.0.restarts',
      changes: { containers: [{ name: 'a', image: '', state: 'running', restarts: 0.5 }] },
    },
    { path: 'reboot_required', changes: { reboot_required: 1 } },
    { path: 'unknown.0.reason', changes: { unknown: [{ probe: 'cpu', reason: 'x'.repeat(501) }] } },
    { path: 'updates_available', changes: { updates_available: -1 } },
    {
      path: 'host.ip_addresses',
      changes: { host: { hostname: 'a', ip_addresses: many(65, () => '::1'), agent_version: '1' } },
    },
  ])('is refused for its $path: $changes', ({ path, changes }) => {
    expect(wrong(changes)).toBe(path);
  });

  it('loses what nobody knows', () => {
    const parsed = heartbeatSchema.parse({
      ...heartbeat('nas', AT),
      secret: 'x',
      metrics: { cpu_percent: 1, other: 2 },
    });
    expect(parsed).not.toHaveProperty('secret');
    expect(parsed.metrics).toEqual({ cpu_percent: 1 });
  });

  it('has a time that the hub can read, whatever passes', () => {
    const times = [
      '2026-03-01T12:00Z',
      '2026-03-01T12:00:00.123456789Z',
      '2024-02-29T23:59:59-23:59',
      '0001-01-01T00:00:00Z',
    ];
    for (const timestamp of times) {
      const checked = heartbeatSchema.safeParse({ ...heartbeat('nas', AT), timestamp });
      if (checked.success) expect(Date.parse(checked.data.timestamp), timestamp).not.toBeNaN();
    }
  });
});

describe('a backlog', () => {
  it.each([
    { count: 0, isFine: false },
    { count: 1, isFine: true },
    { count: 2000, isFine: true },
    { count: 2001, isFine: false },
  ])('of $count heartbeats is taken: $isFine', ({ count, isFine }) => {
    const body = heartbeat('nas', AT);
    expect(backlogSchema.safeParse({ heartbeats: many(count, () => body) }).success).toBe(isFine);
  });
});

describe('an enrolment', () => {
  it.each([
    { what: 'token and name', value: { token: 'ple_x', hostname: 'nas' }, isFine: true },
    { what: 'no token', value: { hostname: 'nas' }, isFine: false },
    { what: 'an empty token', value: { token: '', hostname: 'nas' }, isFine: false },
    { what: 'a token that is too long', value: { token: 'x'.repeat(201), hostname: 'nas' }, isFine: false },
    { what: 'a token that is a number', value: { token: 1, hostname: 'nas' }, isFine: false },
  ])('with $what is taken: $isFine', ({ value, isFine }) => {
    expect(enrolSchema.safeParse(value).success).toBe(isFine);
  });
});

import { describe, expect, it } from 'vitest';
import type { Heartbeat } from '../../../agent/protocol.ts';
import { toSamples } from './samples.ts';

const report = (changes: Partial<Heartbeat>): Heartbeat => ({
  server_id: 'nas',
  timestamp: '2026-03-01T12:00:00Z',
  metrics: {},
  ...changes,
});

describe('toSamples', () => {
  it.each<{ what: string; changes: Partial<Heartbeat>; samples: Record<string, number | null> }>([
    { what: 'an empty report holds nothing', changes: {}, samples: {} },
    {
      what: 'a metric that could not be read stays unknown',
      changes: { metrics: { cpu_percent: null } },
      samples: { cpu_percent: null },
    },
    {
      what: 'the boot time is no number',
      changes: { metrics: { boot_time: '2026-01-01T00:00:00Z', load_1m: 1 } },
      samples: { load_1m: 1 },
    },
    {
      what: 'updates count',
      changes: { updates_available: 3, security_updates: 1 },
      samples: { updates_available: 3, security_updates: 1 },
    },
    {
      what: 'each mount has its own series',
      changes: {
        mounts: [
          { mount_point: '/data', device: 'sda1', filesystem: 'ext4', used_gb: 1, total_gb: 2, percent: 50 },
        ],
      },
      samples: { 'mount_percent:/data': 50, 'mount_used_gb:/data': 1, 'mount_total_gb:/data': 2 },
    },
    {
      what: 'a disk without temperature leaves that out',
      changes: { disks: [{ name: 'sda', read_bytes: 10, write_bytes: 20 }] },
      samples: { 'disk_read_bytes:sda': 10, 'disk_write_bytes:sda': 20 },
    },
    {
      what: 'what SMART says of a disk has series of its own, without figures that the disk lacks',
      changes: {
        disks: [
          { name: 'sda', smart_status: 'pass', power_on_hours: 9, pending_sectors: 0, wear_percent: null },
        ],
      },
      samples: { 'disk_power_on_hours:sda': 9, 'disk_pending_sectors:sda': 0 },
    },
    {
      what: 'how warm a sleeping disk was is not how warm it is',
      changes: { disks: [{ name: 'sda', smart_status: 'pass', is_asleep: true, temperature_celsius: 31 }] },
      samples: { 'disk_temperature_celsius:sda': null },
    },
    {
      what: 'a restart that is required is 1',
      changes: { reboot_required: true },
      samples: { reboot_required: 1 },
    },
    {
      what: 'a restart of which nothing is known is unknown',
      changes: { reboot_required: null },
      samples: { reboot_required: null },
    },
    {
      what: 'containers count their bytes and restarts',
      changes: {
        containers: [
          {
            name: 'plex',
            image: '',
            state: 'running',
            network_rx_bytes: 5,
            network_tx_bytes: 6,
            restarts: 2,
          },
        ],
      },
      samples: { 'container_rx_bytes:plex': 5, 'container_tx_bytes:plex': 6, 'container_restarts:plex': 2 },
    },
    {
      what: 'interfaces, sensors, services and containers likewise',
      changes: {
        interfaces: [{ name: 'eth0', up: true, rx_bytes: 1, tx_bytes: 2 }],
        sensors: [{ name: 'cpu', temperature_celsius: 41 }],
        services: [{ name: 'smbd', status: 'running', pid: 7, memory_mb: 40, cpu_percent: null }],
        containers: [{ name: 'plex', image: 'plex:1', state: 'running', cpu_percent: 3, memory_mb: 300 }],
      },
      samples: {
        'temperature_celsius:cpu': 41,
        'interface_rx_bytes:eth0': 1,
        'interface_tx_bytes:eth0': 2,
        'service_pid:smbd': 7,
        'service_memory_mb:smbd': 40,
        'service_cpu_percent:smbd': null,
        'container_cpu_percent:plex': 3,
        'container_memory_mb:plex': 300,
      },
    },
    {
      what: 'of two elements with one name the first counts',
      changes: {
        sensors: [
          { name: 'cpu', temperature_celsius: 41 },
          { name: 'cpu', temperature_celsius: 99 },
        ],
      },
      samples: { 'temperature_celsius:cpu': 41 },
    },
  ])('$what', ({ changes, samples }) => {
    const { names, values } = toSamples(report(changes));
    expect(Object.fromEntries(names.map((name, i) => [name, values[i]]))).toEqual(samples);
    expect(values).toHaveLength(names.length);
  });

  it('keeps one order whatever the order of keys, so that the same agent keeps one layout', () => {
    const one = toSamples(report({ metrics: { load_1m: 1, cpu_percent: 2 } }));
    const other = toSamples(report({ metrics: { cpu_percent: 2, load_1m: 1 } }));
    expect(one).toEqual(other);
  });
});

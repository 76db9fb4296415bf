import { expect, describe as group, it } from 'vitest';
import { answeredUnit, CATALOGUE, describe, splitName } from './catalogue.ts';

group('describe', () => {
  it.each([
    ['a core gauge', 'cpu_percent', { unit: '%', kind: 'gauge', core: true }],
    ['a core counter', 'network_rx_bytes', { unit: 'bytes', kind: 'counter', core: true }],
    ['a number beside the metrics block', 'security_updates', { kind: 'gauge', core: true }],
    ['a series by its metric', 'mount_percent:/data', { unit: '%', core: false }],
    ['a counter with a subject', 'interface_tx_bytes:eth0', { kind: 'counter', core: false }],
    ['what a disk says of itself', 'disk_wear_percent:nvme0n1', { unit: '%', kind: 'gauge' }],
    ["a container's counter", 'container_rx_bytes:plex', { unit: 'bytes', kind: 'counter' }],
    ['a subject with colons', 'temperature_celsius:pci:00:1f', { unit: '°C' }],
    [
      'an unknown metric',
      'tank_fragmentation:tank',
      { unit: '', kind: 'gauge', label: 'tank_fragmentation', core: false },
    ],
  ])('knows %s', (_, name, expected) => {
    expect(describe(name)).toMatchObject(expected);
  });
});

it('the catalogue names what heartbeats carry, and no boot time', () => {
  const core = [...CATALOGUE].filter(([, metric]) => metric.core).map(([name]) => name);
  expect(core).toHaveLength(18);
  expect(core).not.toContain('boot_time');
});

it.each([
  ['cpu_percent', { metric: 'cpu_percent', subject: null }],
  ['mount_percent:/srv/a:b', { metric: 'mount_percent', subject: '/srv/a:b' }],
  ['mount_percent:', { metric: 'mount_percent', subject: '' }],
])('splitName takes %s apart', (name, parts) => {
  expect(splitName(name)).toEqual(parts);
});

it.each([
  ['network_rx_bytes', 'bytes/s'],
  ['cpu_percent', '%'],
])('%s is answered in %s', (name, unit) => {
  expect(answeredUnit(describe(name))).toBe(unit);
});

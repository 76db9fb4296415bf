import { describe, expect, it, test } from 'vitest';
import { AGENT_VERSION } from '../version.ts';
import { fixtureHost } from './fixture-host.ts';
import type { Address } from './host.ts';
import { cpuModel, defaultInterface, identityProbe, orderAddresses } from './identity.ts';

const address = (name: string, text: string): Address => ({
  interface: name,
  address: text,
  mac: `mac of ${name}`,
  isIpv4: text.includes('.'),
});

describe('identityProbe', () => {
  it('names a Pi by its board, with the address of the best default route first', async () => {
    const addresses = [
      address('wlan0', '192.168.1.51'),
      address('docker0', '172.17.0.1'),
      address('eth0', 'fd00::5'),
      address('eth0', '192.168.1.50'),
    ];
    const host = fixtureHost('raspberry-pi', {}, { addresses: () => addresses });
    expect((await identityProbe().read(host, [])).host).toEqual({
      hostname: 'raspberry-pi',
      ip_addresses: ['192.168.1.50', 'fd00::5', '192.168.1.51'],
      mac_address: 'mac of eth0',
      agent_version: AGENT_VERSION,
      cpu_model: 'Raspberry Pi 4 Model B Rev 1.4',
      cpu_cores: 4,
    });
  });

  it('reads the processor once', async () => {
    const paths: string[] = [];
    const host = fixtureHost('openmediavault');
    const counting = {
      ...host,
      read: (path: string) => {
        paths.push(path);
        return host.read(path);
      },
    };
    const probe = identityProbe();
    await probe.read(counting, []);
    const second = await probe.read(counting, []);
    expect(paths.filter((path) => path === '/proc/cpuinfo')).toHaveLength(1);
    expect(second.host).toMatchObject({ cpu_model: 'Intel(R) N100', cpu_cores: 4 });
  });

  it('still says who it is on a machine without address and cpuinfo', async () => {
    const host = fixtureHost('debian-container', { '/proc/cpuinfo': null, '/proc/net/route': null });
    expect((await identityProbe().read(host, [])).host).toMatchObject({
      ip_addresses: [],
      mac_address: null,
      cpu_model: null,
      cpu_cores: null,
    });
  });
});

test.each([
  [
    'the lowest metric wins',
    'h\nwlan0 00000000 x 3 0 0 600 00000000\neth0 00000000 x 3 0 0 100 00000000\n',
    'eth0',
  ],
  ['a network route is no default route', 'h\neth0 0001A8C0 x 1 0 0 0 00FFFFFF\n', null],
  ['no file, no default route', null, null],
])('defaultInterface: %s', (_, route, expected) => {
  expect(defaultInterface(route)).toBe(expected);
});

test('link-local addresses reach nobody and are left out', () => {
  const all = [address('eth0', 'fe80::1'), address('eth0', '169.254.3.4'), address('eth0', '10.0.0.2')];
  expect(orderAddresses(all, null).map((one) => one.address)).toEqual(['10.0.0.2']);
});

test.each([
  ['a PC by its processor', 'model name\t: Intel(R) N100\n', null, 'Intel(R) N100'],
  [
    'a board by its name, not its kind of core',
    'model name : ARMv7 rev 3\n',
    'Raspberry Pi 3\0',
    'Raspberry Pi 3',
  ],
  ['a board without device tree', 'Hardware\t: BCM2835\nModel\t\t: Raspberry Pi 2\n', null, 'Raspberry Pi 2'],
  ['nothing known', '', null, null],
])('cpuModel names %s', (_, cpuinfo, board, expected) => {
  expect(cpuModel(cpuinfo, board)).toBe(expected);
});

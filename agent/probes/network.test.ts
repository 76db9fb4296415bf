import { describe, expect, it, test } from 'vitest';
import { fixtureHost } from './fixture-host.ts';
import { isVirtualInterface, networkProbe, parseNetDev } from './network.ts';

describe('networkProbe on files of real shape', () => {
  it('leaves out containers and bridges and says which links are up', async () => {
    const { metrics, interfaces } = await networkProbe().read(fixtureHost('raspberry-pi'), []);
    expect(metrics).toEqual({ network_rx_bytes: 2_147_483_648, network_tx_bytes: 1_073_741_824 });
    expect(interfaces).toEqual([
      {
        name: 'eth0',
        mac_address: 'dc:a6:32:0a:1b:2c',
        up: true,
        rx_bytes: 2_147_483_648,
        tx_bytes: 1_073_741_824,
      },
      { name: 'wlan0', mac_address: 'dc:a6:32:0a:1b:2d', up: false, rx_bytes: 0, tx_bytes: 0 },
    ]);
  });

  it('counts the bytes of a bond or tunnel once, at the physical interfaces', async () => {
    const { metrics, interfaces } = await networkProbe().read(fixtureHost('openmediavault'), []);
    expect(interfaces?.map(({ name }) => name)).toEqual(['enp1s0', 'enp2s0']);
    expect(metrics).toEqual({ network_rx_bytes: 8_000_000_000, network_tx_bytes: 8_000_000_000 });
  });

  it('takes what there is inside a container, where no interface is physical', async () => {
    const host = fixtureHost('debian-container', { '/sys/class/net/eth0/device': null });
    const { interfaces } = await networkProbe().read(host, []);
    expect(interfaces?.map(({ name }) => name)).toEqual(['eth0']);
  });

  it('takes a link as up whose driver does not know', async () => {
    const host = fixtureHost('debian-container', { '/sys/class/net/eth0/operstate': 'unknown\n' });
    expect((await networkProbe().read(host, [])).interfaces).toMatchObject([{ up: true }]);
  });
});

test('a counter may touch the colon', () => {
  expect(parseNetDev('head\n eth0:12345 1 0 0 0 0 0 0 678 1\n')).toEqual([
    { name: 'eth0', rx_bytes: 12_345, tx_bytes: 678 },
  ]);
});

test.each([
  ['lo', true],
  ['veth1a2b', true],
  ['docker0', true],
  ['br-5f0c1d2e3a4b', true],
  ['ifb1', true],
  ['virbr0', true],
  ['fwbr101i0', true],
  ['br0', false],
  ['vmbr0', false],
  ['eth0', false],
  ['wlp3s0', false],
  ['lower0', false],
])('%s is virtual: %s', (name, expected) => {
  expect(isVirtualInterface(name)).toBe(expected);
});

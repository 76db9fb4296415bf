import { describe, expect, it, test } from 'vitest';
import { fixtureHost } from './fixture-host.ts';
import { operatingSystemProbe, osInfo, parseOsRelease } from './operating-system.ts';

describe('osInfo', () => {
  test.each([
    ['debian-container', 'Debian GNU/Linux', '6.1.0-28-amd64'],
    ['raspberry-pi', 'Raspberry Pi OS', '6.6.51+rpt-rpi-v8'],
    ['openmediavault', 'openmediavault (Debian GNU/Linux)', '6.1.0-27-amd64'],
  ] as const)('%s', async (name, distribution, kernel) => {
    const { os_info } = await operatingSystemProbe().read(fixtureHost(name), []);
    expect(os_info).toEqual({ distribution, version: '12 (bookworm)', kernel, architecture: 'x86_64' });
  });

  it('looks in /usr/lib when /etc has no os-release, and takes a rolling release', () => {
    const files = { '/etc/os-release': null, '/usr/lib/os-release': 'NAME="Arch Linux"\nBUILD_ID=rolling\n' };
    expect(osInfo(fixtureHost('debian-container', files))).toMatchObject({
      distribution: 'Arch Linux',
      version: 'rolling',
    });
  });

  it('says so when nothing names the system', () => {
    const files = { '/etc/os-release': null, '/proc/sys/kernel/osrelease': null };
    expect(() => osInfo(fixtureHost('debian-container', files))).toThrow('/etc/os-release does not exist');
  });
});

test.each([
  ['double quotes', 'NAME="My OS"', 'My OS'],
  ['single quotes', "NAME='My OS'", 'My OS'],
  ['no quotes', 'NAME=Alpine', 'Alpine'],
  ['escaped characters', 'NAME="A \\"B\\" C"', 'A "B" C'],
])('os-release values with %s', (_, line, expected) => {
  expect(parseOsRelease(`# comment\n${line}\n`).get('NAME')).toBe(expected);
});

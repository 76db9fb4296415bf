import { describe, expect, it, test } from 'vitest';
import { fixtureHost } from './fixture-host.ts';
import type { Host } from './host.ts';
import { isTemperature, temperaturesProbe } from './temperatures.ts';

const INPUT = '/sys/class/hwmon/hwmon0/temp1_input';
const DEVICE = '/sys/devices/pci0000:00/0000:03:00.0';
const NONE = 'This machine has no temperature sensor that the kernel knows';
const SILENT = 'No temperature sensor of this machine says anything';

/** A machine with one graphics card. */
function hostWith(files: Record<string, string | null>, parts: Partial<Host> = {}) {
  const chip = { '/sys/class/hwmon/hwmon0/name': 'amdgpu\n', [INPUT]: '51000\n' };
  return fixtureHost('debian-container', { ...chip, ...files }, { realPath: () => DEVICE, ...parts });
}

test.each([
  ['raspberry-pi', [{ name: 'cpu_thermal', temperature_celsius: 48.3 }]],
  [
    'openmediavault',
    [
      { name: 'acpitz', temperature_celsius: 27.8 },
      { name: 'nvme0 Composite', temperature_celsius: 38.9 },
      { name: 'nvme0 Sensor 1', temperature_celsius: 41.9 },
      { name: 'coretemp Package id 0', temperature_celsius: 52 },
      { name: 'coretemp Core 0', temperature_celsius: 50 },
      { name: 'coretemp Core 1', temperature_celsius: 52 },
      { name: 'nct6775 SYSTIN', temperature_celsius: 38 },
      { name: 'nct6775 PECI Agent 0', temperature_celsius: 51.5 },
      { name: 'pch_cannonlake', temperature_celsius: 44 },
    ],
  ],
] as const)(
  '%s: each sensor once, without disks that may sleep, broken and open inputs',
  async (name, sensors) => {
    expect(await temperaturesProbe().read(fixtureHost(name), [])).toEqual({
      sensors: expect.arrayContaining([...sensors]),
    });
    expect((await temperaturesProbe().read(fixtureHost(name), [])).sensors).toHaveLength(sensors.length);
  },
);

test.each([
  ['a warm room', 24.5, true],
  ['a shed in winter', -12, true],
  ['a processor at its limit', 105, true],
  ['an input that nothing is connected to', 0, false],
  ['the lowest end of a register', -128, false],
  ['the highest end of a register', 127, false],
  ['more than a chip survives', 255, false],
  ['no number', Number.NaN, false],
])('%s: %s °C is a temperature: %s', (_, celsius, expected) => {
  expect(isTemperature(celsius)).toBe(expected);
});

describe('temperaturesProbe', () => {
  it('says that a machine has no sensor', async () => {
    const reading = await temperaturesProbe().read(fixtureHost('debian-container'), []);
    expect(reading).toEqual({ unknown: [{ probe: 'temperatures', reason: NONE }] });
  });

  const failing = (code: string) => (path: string) => {
    if (path === INPUT) throw Object.assign(new Error(code), { code });
    return path.endsWith('/name') ? 'amdgpu' : null;
  };
  it.each<[string, Record<string, string | null>, Partial<Host>]>([
    ['cannot be read', {}, { read: failing('EIO') }],
    ['has nothing to say now', {}, { read: failing('ENODATA') }],
    ['is broken', { '/sys/class/hwmon/hwmon0/temp1_fault': '1\n' }, {}],
    ['says no number', { [INPUT]: 'hot\n' }, {}],
    ['sits on a device that sleeps', { [`${DEVICE}/power/runtime_status`]: 'suspended\n' }, {}],
  ])('leaves out a sensor that %s', async (_, files, parts) => {
    const reading = await temperaturesProbe().read(hostWith(files, parts), []);
    expect(reading).toEqual({ unknown: [{ probe: 'temperatures', reason: SILENT }] });
  });

  it('does not even ask a device that sleeps', async () => {
    const asked: string[] = [];
    const host = hostWith({ [`${DEVICE}/power/runtime_status`]: 'suspended\n' });
    const read = (path: string) => {
      asked.push(path);
      return host.read(path);
    };
    await temperaturesProbe().read({ ...host, read }, []);
    expect(asked).toContain(`${DEVICE}/power/runtime_status`);
    expect(asked).not.toContain(INPUT);
  });

  it('looks for sensors every ten minutes and reads them every time', async () => {
    let ms = 0;
    const files: Record<string, string> = {};
    const host = fixtureHost('raspberry-pi', files, { elapsedMs: () => ms });
    const probe = temperaturesProbe();
    await probe.read(host, []);
    files['/sys/class/hwmon/hwmon0/temp1_input'] = '61000\n';
    files['/sys/class/hwmon/hwmon5/name'] = 'w1_slave_temp\n';
    files['/sys/class/hwmon/hwmon5/temp1_input'] = '19500\n';
    ms = 599_999;
    expect((await probe.read(host, [])).sensors).toEqual([{ name: 'cpu_thermal', temperature_celsius: 61 }]);
    ms = 600_000;
    expect((await probe.read(host, [])).sensors).toHaveLength(2);
  });
});

import { describe, expect, it, test } from 'vitest';
import { fixtureHost } from './fixture-host.ts';
import { findTemperatureInputs } from './temperature-inputs.ts';

/** A machine with these chips: files of each, and the device that holds it. */
function hostWith(
  chips: { files: Record<string, string>; device?: string }[],
  more: Record<string, string> = {},
) {
  const files: Record<string, string> = { ...more };
  const devices = new Map<string, string>();
  chips.forEach((chip, index) => {
    const folder = `/sys/class/hwmon/hwmon${index}`;
    for (const [name, text] of Object.entries(chip.files)) files[`${folder}/${name}`] = `${text}\n`;
    if (chip.device) devices.set(`${folder}/device`, chip.device);
  });
  return fixtureHost('debian-container', files, { realPath: (path) => devices.get(path) ?? null });
}

const namesOf = (host: ReturnType<typeof fixtureHost>) => findTemperatureInputs(host).map(({ name }) => name);
const one = { temp1_input: '40000' };

describe('names', () => {
  it.each<[string, Parameters<typeof hostWith>[0], string[]]>([
    ['a chip with one place has its own name', [{ files: { name: 'cpu_thermal', ...one } }], ['cpu_thermal']],
    [
      'labels tell places apart',
      [{ files: { name: 'k10temp', ...one, temp1_label: 'Tctl', temp3_input: '1', temp3_label: 'Tccd1' } }],
      ['k10temp Tctl', 'k10temp Tccd1'],
    ],
    [
      'places without a label have their number, in its order',
      [{ files: { name: 'it8728', temp10_input: '1', temp2_input: '1' } }],
      ['it8728 temp2', 'it8728 temp10'],
    ],
    [
      'equal chips are told apart by their devices',
      [
        { files: { name: 'k10temp', ...one, temp1_label: 'Tctl' }, device: '/sys/devices/pci/0000:00:19.3' },
        { files: { name: 'k10temp', ...one, temp1_label: 'Tctl' }, device: '/sys/devices/pci/0000:00:18.3' },
      ],
      ['k10temp 0000:00:18.3 Tctl', 'k10temp 0000:00:19.3 Tctl'],
    ],
    [
      'a device named after its chip is not named twice',
      [
        { files: { name: 'coretemp', ...one }, device: '/sys/devices/platform/coretemp.0' },
        { files: { name: 'coretemp', ...one }, device: '/sys/devices/platform/coretemp.1' },
      ],
      ['coretemp.0', 'coretemp.1'],
    ],
    [
      'equal chips without devices are counted',
      [{ files: { name: 'acpitz', ...one } }, { files: { name: 'acpitz', ...one } }],
      ['acpitz', 'acpitz 2'],
    ],
    [
      'equal labels on one chip are counted',
      [{ files: { name: 'x', ...one, temp1_label: 'MB', temp2_input: '1', temp2_label: 'MB' } }],
      ['x MB', 'x MB 2'],
    ],
    [
      'an NVMe disk is named by its device even when it is alone',
      [{ files: { name: 'nvme', ...one, temp1_label: 'Composite' }, device: '/sys/devices/pci/nvme/nvme0' }],
      ['nvme0 Composite'],
    ],
  ])('%s', (_, chips, expected) => {
    expect(namesOf(hostWith(chips))).toEqual(expected);
  });

  it('stay the same when the kernel numbers its chips differently', () => {
    const [a, b] = ['a', 'b'].map((place) => ({
      files: { name: 'nvme', ...one },
      device: `/sys/devices/pci/${place}/nvme/nvme${place}`,
    }));
    if (!a || !b) throw new Error('two chips');
    expect(namesOf(hostWith([a, b]))).toEqual(namesOf(hostWith([b, a])));
  });
});

const zone = (number: number, type: string) => ({
  [`/sys/class/thermal/thermal_zone${number}/type`]: `${type}\n`,
  [`/sys/class/thermal/thermal_zone${number}/temp`]: '40000\n',
});

test.each([
  ['a zone that no chip stands for is read', [], 'soc-thermal', ['soc-thermal']],
  ['a zone that is a chip too is read once', ['cpu_thermal'], 'cpu-thermal', ['cpu_thermal']],
  ['the processor is read once', ['coretemp'], 'x86_pkg_temp', ['coretemp']],
  ['the processor is read as a zone where its chip has no driver', [], 'x86_pkg_temp', ['x86_pkg_temp']],
  ['a policy that always says 20 °C is not read', [], 'INT3400 Thermal', []],
  ['a disk that may sleep is not read, neither as chip nor as zone', ['drivetemp'], 'drivetemp', []],
])('%s', (_, chips, type, expected) => {
  const host = hostWith(
    chips.map((name) => ({ files: { name, ...one } })),
    zone(0, type),
  );
  expect(namesOf(host)).toEqual(expected);
});

test('two equal zones are counted', () => {
  expect(namesOf(hostWith([], { ...zone(0, 'soc'), ...zone(1, 'soc') }))).toEqual(['soc', 'soc 2']);
});

test('what is no chip and no zone is passed over', () => {
  const host = hostWith([{ files: { temp1_input: '1' } }], {
    '/sys/class/thermal/cooling_device0/type': 'Fan',
    '/sys/class/thermal/thermal_zone0/temp': '1',
  });
  expect(findTemperatureInputs(host)).toEqual([]);
});

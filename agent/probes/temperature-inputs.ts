import type { Host } from './host.ts';

/** One temperature that the kernel can be asked for. */
export interface TemperatureInput {
  /** Of the chip and the place on it; each once on a machine, and the same after a restart. */
  name: string;
  path: string;
  /** Says 1 while the sensor is broken; null where the chip cannot tell. */
  faultPath: string | null;
  /** Folder of the device that holds the sensor; null for what is no device. */
  device: string | null;
}

interface Chip {
  kind: string;
  folder: string;
  device: string | null;
}

const HWMON = '/sys/class/hwmon';
const THERMAL = '/sys/class/thermal';

function firstLine(host: Host, path: string): string | null {
  return host.read(path)?.trim() || null;
}

/** In the order of their devices, because hwmon numbers change from one start of the machine to the next. */
function findChips(host: Host): Chip[] {
  const chips = host.list(HWMON).flatMap((entry) => {
    const folder = `${HWMON}/${entry}`;
    const kind = firstLine(host, `${folder}/name`);
    return kind ? [{ kind, folder, device: host.realPath(`${folder}/device`) }] : [];
  });
  return chips.sort((a, b) => (a.device ?? a.folder).localeCompare(b.device ?? b.folder));
}

/** Equal chips are told apart by their device; an NVMe disk always, because a machine easily gets a second. */
function chipName({ kind, device }: Chip, all: readonly Chip[]): string {
  const deviceName = device?.split('/').pop();
  const isAlone = all.filter((chip) => chip.kind === kind).length === 1;
  if (!deviceName || (isAlone && kind !== 'nvme')) return kind;
  return deviceName.startsWith(kind) ? deviceName : `${kind} ${deviceName}`;
}

function inputsOf(host: Host, chip: Chip, name: string): TemperatureInput[] {
  const files = host.list(chip.folder);
  const numbers = files.flatMap((file) => /^temp(\d+)_input$/.exec(file)?.[1] ?? []).map(Number);
  return numbers
    .sort((a, b) => a - b)
    .map((number) => {
      const label = firstLine(host, `${chip.folder}/temp${number}_label`);
      const place = label ?? (numbers.length > 1 ? `temp${number}` : '');
      const fault = `temp${number}_fault`;
      return {
        name: `${name} ${place}`.trim(),
        path: `${chip.folder}/temp${number}_input`,
        faultPath: files.includes(fault) ? `${chip.folder}/${fault}` : null,
        device: chip.device,
      };
    });
}

/**
 * Most thermal zones are there as chips too, with underscores for hyphens (kernel: thermal_hwmon.c) or as
 * the processor's own; INT3400 is a policy that always says 20 °C (int3400_thermal.c).
 */
function findZones(host: Host, chips: readonly Chip[]): TemperatureInput[] {
  const known = new Set(chips.map(({ kind }) => kind));
  const entries = host.list(THERMAL).filter((entry) => entry.startsWith('thermal_zone'));
  return entries.flatMap((entry) => {
    const name = firstLine(host, `${THERMAL}/${entry}/type`);
    if (!name || known.has(name.replaceAll('-', '_')) || name.startsWith('INT3400')) return [];
    if (name === 'x86_pkg_temp' && known.has('coretemp')) return [];
    return [{ name, path: `${THERMAL}/${entry}/temp`, faultPath: null, device: null }];
  });
}

function toldApart(inputs: TemperatureInput[]): TemperatureInput[] {
  const seen = new Map<string, number>();
  return inputs.map((input) => {
    const count = (seen.get(input.name) ?? 0) + 1;
    seen.set(input.name, count);
    return count === 1 ? input : { ...input, name: `${input.name} ${count}` };
  });
}

/**
 * Every temperature that can be read without waking anything. Disks by `drivetemp` are left out: asking may
 * keep a disk from ever going to sleep (kernel: Documentation/hwmon/drivetemp.rst).
 */
export function findTemperatureInputs(host: Host): TemperatureInput[] {
  const chips = findChips(host);
  const read = chips.filter(({ kind }) => kind !== 'drivetemp');
  const inputs = read.flatMap((chip) => inputsOf(host, chip, chipName(chip, chips)));
  return toldApart([...inputs, ...findZones(host, chips)]);
}

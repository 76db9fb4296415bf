import type { SensorReport } from '../protocol.ts';
import type { Host } from './host.ts';
import type { Probe, Reading } from './probe.ts';
import { round } from './round.ts';
import { findTemperatureInputs, type TemperatureInput } from './temperature-inputs.ts';

/** Sensors come and go with their drivers, which is seldom. */
const FIND_EVERY_MS = 10 * 60_000;

/**
 * Whether a figure can be a temperature. Sensor chips measure −55 to 125 °C (kernel:
 * Documentation/hwmon/lm75.rst); where nothing is connected they give 0 or an end of their register, as −128, 127
 * or 255.
 */
export function isTemperature(celsius: number): boolean {
  return celsius !== 0 && celsius >= -55 && celsius <= 125;
}

/** A sleeping graphics card would be woken by the question. */
function isSuspended(host: Host, device: string | null): boolean {
  return device !== null && host.read(`${device}/power/runtime_status`)?.trim() === 'suspended';
}

/** Sensors answer in thousandths of a degree; one that is broken or has nothing to say now is left out. */
function readInput(host: Host, { name, path, faultPath, device }: TemperatureInput): SensorReport[] {
  try {
    if (isSuspended(host, device)) return [];
    if (faultPath && host.read(faultPath)?.trim() === '1') return [];
    const celsius = Number.parseInt(host.read(path) ?? '', 10) / 1000;
    return isTemperature(celsius) ? [{ name, temperature_celsius: round(celsius, 1) }] : [];
  } catch {
    return [];
  }
}

function unknown(reason: string): Reading {
  return { unknown: [{ probe: 'temperatures', reason }] };
}

/** Temperatures of the chips and zones that the kernel knows. */
export function temperaturesProbe(): Probe {
  let inputs: TemperatureInput[] = [];
  let foundAtMs = Number.NEGATIVE_INFINITY;
  return {
    name: 'temperatures',
    read: (host) => {
      const nowMs = host.elapsedMs();
      if (nowMs - foundAtMs >= FIND_EVERY_MS) {
        inputs = findTemperatureInputs(host);
        foundAtMs = nowMs;
      }
      if (inputs.length === 0) return unknown('This machine has no temperature sensor that the kernel knows');
      const sensors = inputs.flatMap((input) => readInput(host, input));
      return sensors.length > 0
        ? { sensors }
        : unknown('No temperature sensor of this machine says anything');
    },
  };
}

import type { InterfaceReport, MountReport, SensorReport } from '../../../../agent/protocol.ts';
import type { Machine, Mount } from './machine.ts';
import { HOUR_MS, MINUTE_MS, type Moment, round } from './moment.ts';
import { DAY_MS, grownDays } from './story.ts';

/** Beyond this nothing can be written any more, and growth ends. */
const FULLEST = 0.985;

/** A file system: it grows steadily, with a little that comes and goes. */
export function mountReport(mount: Mount, moment: Moment): MountReport {
  const { path, device, filesystem, totalGb, gbPerDay } = mount;
  const comesAndGoes = totalGb * 0.002 * moment.drift(`use of ${path}`, DAY_MS / 4);
  const grown = mount.usedGb + gbPerDay * grownDays(moment.day) + comesAndGoes;
  const usedGb = round(Math.min(grown, totalGb * FULLEST), 1);
  const percent = round((usedGb / totalGb) * 100, 1);
  return { mount_point: path, device, filesystem, used_gb: usedGb, total_gb: totalGb, percent };
}

export function sensorReports({ model }: Machine, { busy, drift }: Moment): SensorReport[] {
  const celsius = model.celsius + 26 * busy(10 * MINUTE_MS) + 2 * drift('air', 2 * HOUR_MS);
  return [{ name: model.sensor, temperature_celsius: Math.round(celsius) }];
}

export function interfaceReports(
  { model, mac, receives, sends }: Machine,
  { bytes }: Moment,
): InterfaceReport[] {
  return [{ name: model.nic, mac_address: mac, up: true, rx_bytes: bytes(receives), tx_bytes: bytes(sends) }];
}

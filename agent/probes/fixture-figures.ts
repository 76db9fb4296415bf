import type { SmartFigures } from './smart.ts';

/** For tests: a hard disk that is well. */
export const WELL: SmartFigures = {
  model: 'WDC WD80EFZX-68UW8N0',
  serial_number: 'VK0ABCDE',
  firmware: '83.H0A83',
  size_gb: 8001.563,
  kind: 'hdd',
  temperature_celsius: 34,
  power_on_hours: 1200,
  reallocated_sectors: 0,
  pending_sectors: 0,
  uncorrectable_sectors: 0,
  uncorrected_errors: null,
  command_timeouts: null,
  crc_errors: 0,
  wear_percent: null,
  spare_percent: null,
  smart_status: 'pass',
};

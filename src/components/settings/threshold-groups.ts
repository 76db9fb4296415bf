import type { Thresholds } from '../../collector/settings.ts';

interface ThresholdField {
  label: string;
  unit: string;
  min: number;
  max: number;
}
interface ThresholdGroup {
  title: string;
  about: string;
  fields: Partial<Record<keyof Thresholds, ThresholdField>>;
}

const LOOK = 'Needs a look from';
const SERIOUS = 'Serious from';
const BROKEN = 'Broken from';
const percent = (label: string): ThresholdField => ({ label, unit: '%', min: 1, max: 100 });
const celsius = (label: string): ThresholdField => ({ label, unit: '°C', min: 1, max: 150 });
const minutes = (label: string): ThresholdField => ({ label, unit: 'minutes', min: 1, max: 10_080 });

/** The thresholds as the page shows them. */
export const THRESHOLD_GROUPS: readonly ThresholdGroup[] = [
  {
    title: 'Disks',
    about: 'How full the fullest file system of a server is.',
    fields: { disk_warning_percent: percent(SERIOUS), disk_critical_percent: percent(BROKEN) },
  },
  {
    title: 'Storage pools',
    about: 'How full a pool is. Pools become slow well before they are full.',
    fields: { pool_warning_percent: percent(SERIOUS), pool_critical_percent: percent(BROKEN) },
  },
  {
    title: 'Temperature of disks',
    about: 'As each disk reports it of itself.',
    fields: {
      disk_temperature_warning_celsius: celsius(LOOK),
      disk_temperature_critical_celsius: celsius(SERIOUS),
    },
  },
  {
    title: 'Memory and processor',
    about: 'The processor counts when it stays that busy for ten minutes.',
    fields: {
      memory_warning_percent: percent('Memory needs a look from'),
      cpu_warning_percent: percent('Processor needs a look from'),
    },
  },
  {
    title: 'Servers that fall silent',
    about: 'At least the time of two reports: a single one may get lost.',
    fields: {
      server_offline_seconds: { label: 'Offline after', unit: 'seconds', min: 30, max: 86_400 },
    },
  },
  {
    title: 'Systems that a workflow reports',
    about: 'For what n8n and its like push; leave them time for two runs.',
    fields: {
      system_offline_warning_minutes: minutes('Serious after'),
      system_offline_critical_minutes: minutes('Broken after'),
    },
  },
];

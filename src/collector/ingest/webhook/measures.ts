import type { StateKind } from '../../fleet/index.ts';
import type { Quantity } from './units.ts';

/** What one metric of a push is: a figure for a series, or a state. */
export type Measure =
  | { type: 'figure'; metric: string; subject: string; quantity: Quantity; family: Family | null }
  | { type: 'state'; kind: Family; subject: string }
  | { type: 'other'; subject: string };

export type Family = Extract<StateKind, 'pool' | 'disk' | 'replication'>;

type Ending = { metric: string; quantity: Quantity } | 'state';

/** The requirement's metrics of one system, by name. */
const SYSTEM: Record<string, { metric: string; quantity: Quantity }> = {
  cpu_usage: { metric: 'cpu_percent', quantity: 'percent' },
  memory_used: { metric: 'memory_used_gb', quantity: 'gigabytes' },
  memory_total: { metric: 'memory_total_gb', quantity: 'gigabytes' },
  uptime: { metric: 'uptime_seconds', quantity: 'seconds' },
};

/** The requirement's metrics of pools, disks and replication tasks, by how their name ends. */
const ENDINGS: Record<Family, Record<string, Ending>> = {
  pool: {
    used: { metric: 'pool_used_gb', quantity: 'gigabytes' },
    total: { metric: 'pool_total_gb', quantity: 'gigabytes' },
    fragmentation: { metric: 'pool_fragmentation_percent', quantity: 'percent' },
    health: 'state',
  },
  disk: {
    temperature: { metric: 'disk_temperature_celsius', quantity: 'celsius' },
    temp: { metric: 'disk_temperature_celsius', quantity: 'celsius' },
    power_on_hours: { metric: 'disk_power_on_hours', quantity: 'hours' },
    reallocated_sectors: { metric: 'disk_reallocated_sectors', quantity: 'count' },
    smart_status: 'state',
  },
  replication: {
    last_run: { metric: 'replication_last_run_seconds', quantity: 'time' },
    bytes_transferred: { metric: 'replication_bytes_transferred', quantity: 'bytes' },
    status: 'state',
  },
};

const FAMILIES = Object.keys(ENDINGS) as Family[];

interface Split {
  family: Family;
  subject: string;
  ending: Ending;
  length: number;
}

function splits(family: Family, name: string): Split[] {
  return Object.entries(ENDINGS[family]).flatMap(([ending, measured]) => {
    const subject = name.slice(0, -(ending.length + 1));
    if (subject === '' || name !== `${subject}_${ending}`) return [];
    return [{ family, subject, ending: measured, length: ending.length }];
  });
}

/** Where the type is told it decides: what is used of `swap`, type `memory`, is no pool. */
function familiesOf(type: string): readonly Family[] {
  return type === '' ? FAMILIES : FAMILIES.filter((family) => type === family || type === `${family}s`);
}

/**
 * Takes a metric's name apart by the lists of the fleet monitor's requirement: `tank_used` of type `pool` is what
 * is used of pool `tank`. A subject may itself hold underscores, so the longest ending wins.
 */
export function measureOf(metricType: string | null | undefined, name: string): Measure {
  const type = metricType?.trim().toLowerCase() ?? '';
  const system = Object.hasOwn(SYSTEM, name) ? SYSTEM[name] : undefined;
  const families = familiesOf(type);
  if (system && (type === '' || families.length === 0)) {
    return { type: 'figure', ...system, subject: '', family: null };
  }
  const [split] = families.flatMap((family) => splits(family, name)).sort((a, b) => b.length - a.length);
  if (!split) return { type: 'other', subject: name };
  const { family, subject, ending } = split;
  if (ending === 'state') return { type: 'state', kind: family, subject };
  return { type: 'figure', ...ending, subject, family };
}

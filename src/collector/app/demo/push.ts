import type { Push } from '../../ingest/index.ts';
import { HOUR_MS, MINUTE_MS, type Moment, momentsOf, round } from './moment.ts';
import type { Nas, NasDisk, NasPool } from './nas.ts';
import { chance, hashOf } from './random.ts';
import { DAY_MS, grownDays, isWithin, type Story } from './story.ts';

type Metric = NonNullable<Push['metrics']>[number];

/** Local time of day at which replications end. */
const REPLICATED_AT_MS = 23.2 * HOUR_MS;
const SECTORS_PER_DAY = 14;

const metric = (metric_type: string, metric_name: string, value: number | string, unit?: string): Metric => ({
  metric_type,
  metric_name,
  value,
  ...(unit !== undefined && { unit }),
});

function systemMetrics({ memoryGb }: Nas, { at, bootAt, busy, drift }: Moment): Metric[] {
  const memoryUsed = memoryGb * (0.24 + 0.12 * busy(HOUR_MS) + 0.03 * drift('memory', HOUR_MS));
  return [
    metric('cpu', 'cpu_usage', round(2 + 55 * busy(5 * MINUTE_MS) + drift('cpu', 5 * MINUTE_MS), 1), '%'),
    metric('memory', 'memory_used', round(memoryUsed, 2), 'GB'),
    metric('memory', 'memory_total', memoryGb, 'GB'),
    metric('system', 'uptime', Math.floor((at - bootAt) / 1000), 'seconds'),
  ];
}

function poolMetrics(
  { name, totalGb, usedGb, gbPerDay, fragmentationPercent }: NasPool,
  moment: Moment,
): Metric[] {
  const comesAndGoes = totalGb * 0.001 * moment.drift(`use of ${name}`, DAY_MS / 4);
  const used = round(usedGb + gbPerDay * grownDays(moment.day) + comesAndGoes, 1);
  const fragmentation = fragmentationPercent + Math.floor(grownDays(moment.day) / 15);
  return [
    metric('pool', `${name}_health`, 'ONLINE'),
    metric('pool', `${name}_used`, used, 'GB'),
    metric('pool', `${name}_total`, totalGb, 'GB'),
    metric('pool', `${name}_fragmentation`, fragmentation, '%'),
  ];
}

/** A failing disk replaces sectors in groups of eight, as such disks do. */
function wearOf({ failing }: NasDisk, day: number): { sectors: number; smart: 'PASS' | 'FAIL' } {
  if (!failing) return { sectors: 0, smart: 'PASS' };
  const days = Math.max(0, grownDays(day) - failing.sectorsFromDay);
  return {
    sectors: Math.floor((days * SECTORS_PER_DAY) / 8) * 8,
    smart: day >= failing.testFailsFromDay ? 'FAIL' : 'PASS',
  };
}

function diskMetrics(disk: NasDisk, { day, busy, drift }: Moment): Metric[] {
  const { serial, celsius, hours } = disk;
  const { sectors, smart } = wearOf(disk, day);
  const warmth = celsius + 2 * busy(HOUR_MS) + 1.5 * drift(`air at ${serial}`, 3 * HOUR_MS);
  return [
    metric('disk', `${serial}_temperature`, Math.round(warmth), '°C'),
    metric('disk', `${serial}_power_on_hours`, Math.floor(hours + day * 24), 'hours'),
    metric('disk', `${serial}_reallocated_sectors`, sectors),
    metric('disk', `${serial}_smart_status`, smart),
  ];
}

function replicationMetrics({ replication }: Nas, { at, day }: Moment, { seed, offsetMs }: Story): Metric[] {
  const { name, bytes, failed } = replication;
  const lastRun =
    Math.floor((at + offsetMs - REPLICATED_AT_MS) / DAY_MS) * DAY_MS + REPLICATED_AT_MS - offsetMs;
  const share = 0.6 + 0.8 * chance(hashOf(`${seed} ${name}`), Math.floor(lastRun / DAY_MS));
  return [
    metric('replication', `${name}_status`, failed && isWithin(failed, day) ? 'FAILED' : 'SUCCESS'),
    metric('replication', `${name}_last_run`, new Date(lastRun).toISOString()),
    metric('replication', `${name}_bytes_transferred`, Math.round(bytes * share), 'bytes'),
  ];
}

/** What a workflow pushes of a demo system at any time: a function of system, story and time alone. */
export function pushesOf(nas: Nas, story: Story): (at: number) => Push {
  const momentAt = momentsOf(nas, story);
  const { id, name, hostname, version, client } = nas;
  return (at) => {
    const moment = momentAt(at);
    const metrics = [
      ...systemMetrics(nas, moment),
      ...nas.pools.flatMap((pool) => poolMetrics(pool, moment)),
      ...nas.disks.flatMap((disk) => diskMetrics(disk, moment)),
      ...replicationMetrics(nas, moment, story),
    ];
    const alerts = nas.alerts
      .filter(({ span }) => isWithin(span, moment.day))
      .map(({ severity, message }) => ({ severity, message }));
    return { system: { id, name, hostname, version, client_name: client }, metrics, alerts };
  };
}

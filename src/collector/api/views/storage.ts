import { diskMark, poolMark } from '../../../words/storage-states.ts';
import type { ServerState } from '../../fleet/index.ts';
import type { Thresholds } from '../../settings.ts';
import type { DiskView, PoolView, ServerView } from '../schema/views.ts';
import { levelOf, poolFillLevel, temperatureLevel, type Values } from './levels.ts';

type Kind = 'pool' | 'disk' | 'replication';
type States = ServerState['states'];

/** What a state or a series with a subject speaks of, by what stands before its colon. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['pool', 'pool'],
  ['pool_percent', 'pool'],
  ['pool_used_gb', 'pool'],
  ['pool_total_gb', 'pool'],
  ['pool_fragmentation_percent', 'pool'],
  ['disk', 'disk'],
  ['disk_temperature_celsius', 'disk'],
  ['disk_power_on_hours', 'disk'],
  ['disk_reallocated_sectors', 'disk'],
  ['replication', 'replication'],
  ['replication_last_run_seconds', 'replication'],
  ['replication_bytes_transferred', 'replication'],
]);

/** Every subject of which a state or a number is known, by name. In one pass: each page looks at every server. */
function subjectsOf(states: States, values: Values): Record<Kind, string[]> {
  const found = { pool: new Set<string>(), disk: new Set<string>(), replication: new Set<string>() };
  for (const name of [...states.keys(), ...values.keys()]) {
    const colon = name.indexOf(':');
    const kind = colon < 0 ? undefined : KINDS.get(name.slice(0, colon));
    if (kind) found[kind].add(name.slice(colon + 1));
  }
  const sorted = (subjects: Set<string>) => [...subjects].sort((a, b) => a.localeCompare(b));
  return {
    pool: sorted(found.pool),
    disk: sorted(found.disk),
    replication: sorted(found.replication),
  };
}

function poolOf(name: string, states: States, values: Values, limits: Thresholds): PoolView {
  const known = states.get(`pool:${name}`);
  const value = (metric: string) => values.get(`${metric}:${name}`) ?? null;
  const state = known?.state ?? 'unknown';
  const percent = value('pool_percent');
  return {
    name,
    state,
    since: known ? new Date(known.since).toISOString() : null,
    used_gb: value('pool_used_gb'),
    total_gb: value('pool_total_gb'),
    percent,
    fragmentation_percent: value('pool_fragmentation_percent'),
    level: levelOf(poolMark(state).level, poolFillLevel(percent, limits)),
  };
}

function diskOf(name: string, states: States, values: Values, limits: Thresholds): DiskView {
  const value = (metric: string) => values.get(`${metric}:${name}`) ?? null;
  const smart = states.get(`disk:${name}`)?.state;
  const smartStatus = smart === 'pass' || smart === 'fail' ? smart : 'unknown';
  const temperature = value('disk_temperature_celsius');
  return {
    name,
    smart_status: smartStatus,
    temperature_celsius: temperature,
    power_on_hours: value('disk_power_on_hours'),
    reallocated_sectors: value('disk_reallocated_sectors'),
    level: levelOf(diskMark(smartStatus).level, temperatureLevel(temperature, limits)),
  };
}

type Replication = ServerView['replications'][number];

/** Where JavaScript's own calendar ends; a task may claim any number. */
const LAST_SECOND = 8.64e12;

function replicationOf(name: string, states: States, values: Values): Replication {
  const lastRunSeconds = values.get(`replication_last_run_seconds:${name}`) ?? null;
  return {
    name,
    state: states.get(`replication:${name}`)?.state ?? 'unknown',
    last_run:
      lastRunSeconds === null || Math.abs(lastRunSeconds) > LAST_SECOND
        ? null
        : new Date(lastRunSeconds * 1000).toISOString(),
    bytes_transferred: values.get(`replication_bytes_transferred:${name}`) ?? null,
  };
}

/** What a server stores data on, and how well each is. */
export interface Storage {
  pools: PoolView[];
  disks: DiskView[];
  replications: Replication[];
}

/** Pools, disks and replications as the newest report and the states tell them, each by name. */
export function storageOf(
  { states }: Pick<ServerState, 'states'>,
  values: Values,
  limits: Thresholds,
): Storage {
  const subjects = subjectsOf(states, values);
  return {
    pools: subjects.pool.map((name) => poolOf(name, states, values, limits)),
    disks: subjects.disk.map((name) => diskOf(name, states, values, limits)),
    replications: subjects.replication.map((name) => replicationOf(name, states, values)),
  };
}

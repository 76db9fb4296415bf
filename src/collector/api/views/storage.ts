import { diskMark, poolMark } from '../../../words/storage-states.ts';
import type { Facts, ServerState } from '../../fleet/index.ts';
import type { Thresholds } from '../../settings.ts';
import type { DiskView, PoolView, ServerView } from '../schema/views.ts';
import { levelOf, poolFillLevel, sectorsLevel, temperatureLevel, type Values } from './levels.ts';

type Kind = 'pool' | 'disk' | 'replication';
type Told = Pick<ServerState, 'states' | 'facts'>;
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

/** Every subject of which anything is known, by name. In one pass: each page looks at every server. */
function subjectsOf({ states, facts }: Told, values: Values): Record<Kind, string[]> {
  const disk = new Set(Object.keys(facts.disks ?? {}));
  const found = { pool: new Set<string>(), disk, replication: new Set<string>() };
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

/** What its agent says of a disk beside numbers. */
function diskFacts(name: string, { disks = {} }: Facts) {
  const facts = Object.hasOwn(disks, name) ? disks[name] : undefined;
  const readAt = facts?.smartReadAt ?? null;
  return {
    model: facts?.model ?? null,
    serial_number: facts?.serialNumber ?? null,
    firmware: facts?.firmware ?? null,
    kind: facts?.kind ?? null,
    size_gb: facts?.sizeGb ?? null,
    smart_read_at: readAt === null ? null : new Date(readAt).toISOString(),
    is_asleep: facts?.isAsleep ?? false,
  };
}

function diskFigures(name: string, values: Values) {
  const value = (figure: string) => values.get(`disk_${figure}:${name}`) ?? null;
  return {
    temperature_celsius: value('temperature_celsius'),
    power_on_hours: value('power_on_hours'),
    reallocated_sectors: value('reallocated_sectors'),
    pending_sectors: value('pending_sectors'),
    uncorrectable_sectors: value('uncorrectable_sectors'),
    uncorrected_errors: value('uncorrected_errors'),
    command_timeouts: value('command_timeouts'),
    crc_errors: value('crc_errors'),
    wear_percent: value('wear_percent'),
    spare_percent: value('spare_percent'),
  };
}

function diskOf(name: string, { states, facts }: Told, values: Values, limits: Thresholds): DiskView {
  const smart = states.get(`disk:${name}`)?.state;
  const smartStatus = smart === 'pass' || smart === 'fail' ? smart : 'unknown';
  const figures = diskFigures(name, values);
  const { pending_sectors: pending, uncorrectable_sectors: uncorrectable } = figures;
  const warmth = temperatureLevel(figures.temperature_celsius, limits);
  return {
    name,
    ...diskFacts(name, facts),
    smart_status: smartStatus,
    ...figures,
    temperature_level: warmth,
    level: levelOf(diskMark(smartStatus).level, warmth, sectorsLevel(pending, uncorrectable)),
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
export function storageOf(told: Told, values: Values, limits: Thresholds): Storage {
  const { states } = told;
  const subjects = subjectsOf(told, values);
  return {
    pools: subjects.pool.map((name) => poolOf(name, states, values, limits)),
    disks: subjects.disk.map((name) => diskOf(name, told, values, limits)),
    replications: subjects.replication.map((name) => replicationOf(name, states, values)),
  };
}

import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Thresholds } from '../../settings.ts';
import { type StandingInput, standing } from './standing.ts';
import { storageOf } from './storage.ts';

/** Services by name: whether it is critical, and its state. */
type Services = Record<string, [boolean, string]>;
/** States by kind and name: `pool:tank`. */
type States = Record<string, string>;

function input(
  numbers: Record<string, number | null>,
  services: Services = {},
  states: States = {},
): StandingInput {
  const values = new Map(Object.entries(numbers));
  const known = new Map(Object.entries(states).map(([key, state]) => [key, { state, since: 0 }]));
  return {
    presence: 'online',
    reportedBy: 'agent',
    offlineMs: 0,
    values,
    cpuCores: 4,
    expected: Object.entries(services).map(([name, [critical]]) => ({ name, critical })),
    serviceState: (name) => services[name]?.[1],
    storage: storageOf({ states: known, facts: {} }, values, DEFAULT_SETTINGS),
    unhealthy: [],
    alerts: [],
  };
}

/** A system that a workflow pushes for. */
const pushed = (numbers: Record<string, number | null>, states: States = {}): StandingInput => ({
  ...input(numbers, {}, states),
  reportedBy: 'webhook',
});

const silent = (reportedBy: StandingInput['reportedBy'], offlineMinutes: number): StandingInput => ({
  ...input({ cpu_percent: 5 }),
  reportedBy,
  presence: 'offline',
  offlineMs: offlineMinutes * 60_000,
});

describe('standing', () => {
  it.each<{ what: string; given: StandingInput; level: string; reasons: string[] }>([
    {
      what: 'an ordinary server is fine',
      given: input({ cpu_percent: 20, memory_percent: 50, disk_percent: 60 }),
      level: 'ok',
      reasons: [],
    },
    {
      what: 'a server without numbers has nothing to complain of',
      given: input({}),
      level: 'ok',
      reasons: [],
    },
    {
      what: 'a disk at 80 % is serious',
      given: input({ disk_percent: 80 }),
      level: 'high',
      reasons: ['The disk is 80 % full'],
    },
    { what: 'a disk just under is not', given: input({ disk_percent: 79.9 }), level: 'ok', reasons: [] },
    {
      what: 'a disk at 90 % is critical',
      given: input({ disk_percent: 90 }),
      level: 'critical',
      reasons: ['The disk is 90 % full'],
    },
    {
      what: 'mounts speak for themselves where they are known',
      given: input({ disk_percent: 93, 'mount_percent:/': 40, 'mount_percent:/data': 93.4 }),
      level: 'critical',
      reasons: ['Disk /data is 93 % full'],
    },
    {
      what: 'of two disks the fuller comes first',
      given: input({ 'mount_percent:/': 82, 'mount_percent:/data': 89 }),
      level: 'high',
      reasons: ['Disk /data is 89 % full', 'Disk / is 82 % full'],
    },
    {
      what: 'memory at 85 % is worth a look',
      given: input({ memory_percent: 85 }),
      level: 'medium',
      reasons: ['Memory is 85 % used'],
    },
    {
      what: 'a processor that has been busy for ten minutes likewise',
      given: input({ cpu_percent: 95, load_5m: 3.5 }),
      level: 'medium',
      reasons: ['CPU is 95 % busy'],
    },
    {
      what: 'a processor that is busy for a moment is not',
      given: input({ cpu_percent: 100, load_5m: 3.4 }),
      level: 'ok',
      reasons: [],
    },
    {
      what: 'where the load is not known, a busy processor speaks for itself',
      given: input({ cpu_percent: 95 }),
      level: 'medium',
      reasons: ['CPU is 95 % busy'],
    },
    {
      what: 'a critical service that stopped is serious',
      given: input({}, { plex: [true, 'stopped'] }),
      level: 'high',
      reasons: ['plex is stopped'],
    },
    {
      what: 'another service is worth a look',
      given: input({}, { jackett: [false, 'failed'] }),
      level: 'medium',
      reasons: ['jackett is failing'],
    },
    {
      what: 'a service that runs is fine',
      given: input({}, { smbd: [true, 'running'] }),
      level: 'ok',
      reasons: [],
    },
    {
      what: 'a service nobody can look at is not fine',
      given: input({}, { smbd: [true, 'unknown'] }),
      level: 'low',
      reasons: ['Nobody knows whether smbd runs'],
    },
    {
      what: 'a disk with sectors that wait to be reallocated is worth a look',
      given: input({ 'disk_pending_sectors:sda': 2 }, {}, { 'disk:sda': 'pass' }),
      level: 'medium',
      reasons: ['Disk sda has 2 sectors waiting to be reallocated'],
    },
    {
      what: 'a container that fails its own check is worth a look',
      given: { ...input({}), unhealthy: ['plex'] },
      level: 'medium',
      reasons: ['Container plex fails its own health check'],
    },
    {
      what: 'one security update is worth a word',
      given: input({ security_updates: 1, updates_available: 9 }),
      level: 'low',
      reasons: ['1 security update waits'],
    },
    {
      what: 'so are several, and a restart that they need',
      given: input({ security_updates: 3, reboot_required: 1 }),
      level: 'low',
      reasons: ['3 security updates wait', 'A restart is required to finish updates'],
    },
    {
      what: 'ordinary updates are nobody’s trouble',
      given: input({ security_updates: 0, updates_available: 40, reboot_required: 0 }),
      level: 'ok',
      reasons: [],
    },
    {
      what: 'the worst comes first',
      given: input({ memory_percent: 90, disk_percent: 91 }, { plex: [true, 'stopped'] }),
      level: 'critical',
      reasons: ['The disk is 91 % full', 'plex is stopped', 'Memory is 90 % used'],
    },
    {
      what: 'never seen is unknown, not fine',
      given: { ...input({}), presence: 'unknown' },
      level: 'unknown',
      reasons: ['It has never reported'],
    },
    {
      what: 'good numbers of a silent server prove nothing',
      given: { ...input({ cpu_percent: 5 }), presence: 'offline' },
      level: 'critical',
      reasons: ['It has stopped reporting'],
    },
  ])('$what', ({ given, level, reasons }) => {
    expect(standing(given, DEFAULT_SETTINGS)).toEqual({ level, reasons });
  });
});

interface Row {
  what: string;
  given: StandingInput;
  level: string;
  reasons: string[];
}

describe('standing of what holds data', () => {
  it.each<Row>([
    {
      what: 'a pool that works and has room is fine',
      given: pushed({ 'pool_percent:tank': 79 }, { 'pool:tank': 'online' }),
      level: 'ok',
      reasons: [],
    },
    {
      what: 'a pool at 80 % is serious, and not told again as the disk',
      given: pushed({ disk_percent: 85, 'pool_percent:tank': 85 }, { 'pool:tank': 'online' }),
      level: 'high',
      reasons: ['Pool tank is 85 % full'],
    },
    {
      what: 'a pool at 90 % is critical',
      given: pushed({ 'pool_percent:tank': 90 }, { 'pool:tank': 'online' }),
      level: 'critical',
      reasons: ['Pool tank is 90 % full'],
    },
    {
      what: 'of two full pools the fuller comes first',
      given: pushed(
        { 'pool_percent:attic': 81, 'pool_percent:tank': 88 },
        { 'pool:attic': 'online', 'pool:tank': 'online' },
      ),
      level: 'high',
      reasons: ['Pool tank is 88 % full', 'Pool attic is 81 % full'],
    },
    {
      what: 'a degraded pool is serious',
      given: pushed({}, { 'pool:tank': 'degraded' }),
      level: 'high',
      reasons: ['Pool tank is degraded'],
    },
    {
      what: 'a pool that cannot be had is critical',
      given: pushed({}, { 'pool:tank': 'unavail' }),
      level: 'critical',
      reasons: ['Pool tank is unavailable'],
    },
    {
      what: 'a pool whose state nobody knows is not fine',
      given: pushed({}, { 'pool:tank': 'unknown' }),
      level: 'low',
      reasons: ['Nobody knows how pool tank is'],
    },
    {
      what: 'nor is one of which only the fill was told',
      given: pushed({ 'pool_percent:tank': 10 }),
      level: 'low',
      reasons: ['Nobody knows how pool tank is'],
    },
    {
      what: 'a disk that fails its test is critical, a warm one worth a look',
      given: pushed(
        { 'disk_temperature_celsius:ada0': 30, 'disk_temperature_celsius:ada1': 45 },
        { 'disk:ada0': 'fail', 'disk:ada1': 'pass' },
      ),
      level: 'critical',
      reasons: ['Disk ada0 fails its self-test (SMART)', 'Disk ada1 is 45 °C'],
    },
    {
      what: 'a hot disk is serious',
      given: pushed({ 'disk_temperature_celsius:ada1': 57.4 }, { 'disk:ada1': 'pass' }),
      level: 'high',
      reasons: ['Disk ada1 is 57 °C'],
    },
    {
      what: 'a cool disk that was never tested is nothing to complain of',
      given: pushed({ 'disk_temperature_celsius:ada0': 30 }),
      level: 'ok',
      reasons: [],
    },
    {
      what: 'a replication that failed is worth a look',
      given: pushed({}, { 'replication:nightly': 'failed', 'replication:weekly': 'success' }),
      level: 'medium',
      reasons: ['Replication nightly failed'],
    },
    {
      what: 'disks of an agent speak beside its pools',
      given: input({ disk_percent: 93, 'mount_percent:/': 93 }, {}, { 'pool:tank': 'degraded' }),
      level: 'critical',
      reasons: ['Disk / is 93 % full', 'Pool tank is degraded'],
    },
  ])('$what', ({ given, level, reasons }) => {
    expect(standing(given, DEFAULT_SETTINGS)).toEqual({ level, reasons });
  });
});

describe('standing of what says something itself', () => {
  const saying = (severity: 'critical' | 'high' | 'medium' | 'low', message: string): StandingInput => ({
    ...pushed({ memory_percent: 90 }),
    alerts: [{ severity, message }],
  });
  const long = `Scrub of ${'tank '.repeat(60)}`;
  it.each<Row>([
    {
      what: 'takes its word for how bad it is',
      given: saying('high', 'Scrub found 2 errors'),
      level: 'high',
      reasons: ['Scrub found 2 errors', 'Memory is 90 % used'],
    },
    {
      what: 'puts what is lesser behind',
      given: saying('low', 'An update is there'),
      level: 'medium',
      reasons: ['Memory is 90 % used', 'An update is there'],
    },
    {
      what: 'shows a message in one line of bearable length',
      given: saying('high', `\n${long}`),
      level: 'high',
      reasons: [`${long.slice(0, 159).trimEnd()}…`, 'Memory is 90 % used'],
    },
  ])('$what', ({ given, level, reasons }) => {
    expect(standing(given, DEFAULT_SETTINGS)).toEqual({ level, reasons });
  });
});

describe('standing of the silent', () => {
  it.each([
    { what: 'an agent is broken at once', given: silent('agent', 0), level: 'critical' },
    { what: 'a pushed system is serious when marked offline', given: silent('webhook', 0), level: 'high' },
    { what: 'and still after 59 minutes of silence', given: silent('webhook', 29), level: 'high' },
    { what: 'and broken after 60', given: silent('webhook', 30), level: 'critical' },
  ])('$what', ({ given, level }) => {
    expect(standing(given, DEFAULT_SETTINGS)).toEqual({ level, reasons: ['It has stopped reporting'] });
  });
});

describe('standing by thresholds that somebody set', () => {
  it.each<{ limits: Partial<Thresholds>; given: StandingInput; level: string }>([
    { limits: { disk_warning_percent: 60 }, given: input({ disk_percent: 65 }), level: 'high' },
    { limits: { disk_critical_percent: 99 }, given: input({ disk_percent: 95 }), level: 'high' },
    { limits: { memory_warning_percent: 50 }, given: input({ memory_percent: 50 }), level: 'medium' },
    { limits: { cpu_warning_percent: 99 }, given: input({ cpu_percent: 98 }), level: 'ok' },
    {
      limits: { pool_warning_percent: 95, pool_critical_percent: 98 },
      given: pushed({ 'pool_percent:tank': 94 }, { 'pool:tank': 'online' }),
      level: 'ok',
    },
    {
      limits: { disk_temperature_critical_celsius: 50 },
      given: pushed({ 'disk_temperature_celsius:ada0': 51 }),
      level: 'high',
    },
    {
      limits: { disk_temperature_warning_celsius: 52 },
      given: pushed({ 'disk_temperature_celsius:ada0': 51 }),
      level: 'ok',
    },
    { limits: { system_offline_critical_minutes: 30 }, given: silent('webhook', 0), level: 'critical' },
    { limits: { system_offline_warning_minutes: 45 }, given: silent('webhook', 16), level: 'critical' },
  ])('$limits make it $level', ({ limits, given, level }) => {
    expect(standing(given, { ...DEFAULT_SETTINGS, ...limits }).level).toBe(level);
  });
});
